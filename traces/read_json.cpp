#include "traces/read_json.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <limits>
#include <nlohmann/json.hpp>
#include <stdexcept>

#include "model/source/printable.hpp"
#include "traces/json_names.hpp"

namespace pagerace::traces {

using nlohmann::json;

namespace {

/// An error in the input. It leaves this file only as text.
struct Malformed : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// A value of the input with its path, for messages.
class Node {
 public:
  Node(const json& value, std::string path) : value_(value), path_(std::move(path)) {}

  [[noreturn]] void fail(const std::string& what) const {
    throw Malformed(path_.empty() ? what : fmt::format("{}: {}", path_, what));
  }

  Node operator[](const char* key) const {
    if (!value_.is_object()) fail("expected an object");
    const auto found = value_.find(key);
    if (found == value_.end()) fail(fmt::format("\"{}\" is missing", key));
    return {*found, path_.empty() ? std::string(key) : path_ + "." + key};
  }

  /// What a terminal might obey is replaced: a trace may come from anybody.
  std::string text() const {
    if (!value_.is_string()) fail("expected a string");
    return source::printable(value_.get<std::string>());
  }

  bool flag() const {
    if (!value_.is_boolean()) fail("expected true or false");
    return value_.get<bool>();
  }

  std::int64_t number(std::int64_t low = std::numeric_limits<std::int64_t>::min(),
                      std::int64_t high = std::numeric_limits<std::int64_t>::max()) const {
    if (!value_.is_number_integer()) fail("expected an integer");
    if (value_.is_number_unsigned() && value_.get<std::uint64_t>() > static_cast<std::uint64_t>(high))
      fail("number is too large");
    const auto number = value_.get<std::int64_t>();
    if (number < low || number > high) fail(fmt::format("expected a number from {} to {}", low, high));
    return number;
  }

  std::string text_or(const char* key) const { return has(key) ? (*this)[key].text() : ""; }
  bool flag_or(const char* key) const { return has(key) && (*this)[key].flag(); }

  template <class Read>
  auto list(Read&& read) const {
    if (!value_.is_array()) fail("expected an array");
    std::vector<decltype(read(*this))> result;
    result.reserve(value_.size());
    for (std::size_t i = 0; i < value_.size(); i++)
      result.push_back(read(Node(value_[i], fmt::format("{}[{}]", path_, i))));
    return result;
  }

  bool has(const char* key) const {
    if (!value_.is_object()) fail("expected an object");
    return value_.contains(key);
  }

 private:
  const json& value_;
  std::string path_;
};

constexpr std::int64_t kMaxInstance = 65535;
constexpr std::int64_t kMaxDepth = 1'000'000;
constexpr int kMaxCalls = 1000;

std::string read_text(const Node& node) { return node.text(); }
system::Value read_choice(const Node& node) { return node.number(); }

std::pair<std::string, std::string> read_pair(const Node& node) { return {node["name"].text(), node["value"].text()}; }

/// "put_page(page 0, NULL)": the format has calls in the form that readers see.
void read_call(const std::string& text, Event& event) {
  const std::size_t open = text.find('(');
  event.callee = text.substr(0, open);
  if (open == std::string::npos) return;
  const std::size_t close = text.ends_with(')') ? text.size() - 1 : text.size();
  for (std::size_t at = open + 1; at < close;) {
    const std::size_t end = std::min(text.find(", ", at), close);
    event.arguments.push_back(text.substr(at, end - at));
    at = end + 2;
  }
}

Event read_event(const Node& node) {
  Event event;
  const std::string kind = node["kind"].text();
  const auto found = std::find(kEventNames.begin(), kEventNames.end(), kind);
  if (found == kEventNames.end()) node["kind"].fail(fmt::format("unknown kind \"{}\"", kind));
  event.kind = static_cast<Event::Kind>(found - kEventNames.begin());
  if (event.kind == Event::Kind::Enter)
    read_call(node.text_or("text"), event);
  else
    event.text = node.text_or("text");
  event.object = node.text_or("object");
  event.before = node.text_or("before");
  event.after = node.text_or("after");
  event.place = node.text_or("place");
  if (node.has("depth")) event.depth = static_cast<unsigned>(node["depth"].number(0, kMaxDepth));
  event.is_ghost = node.flag_or("ghost");
  event.vocabulary = node.flag_or("vocabulary");
  event.is_detail = node.flag_or("detail");
  event.is_local = node.flag_or("local");
  return event;
}

TraceStep read_step(const Node& node) {
  TraceStep step;
  step.thread = node["thread"].text();
  step.step.instance = static_cast<std::uint32_t>(node["instance"].number(0, kMaxInstance));
  step.step.choices = node["choices"].list(read_choice);
  step.events = node["events"].list(read_event);
  return step;
}

Hold read_hold(const Node& node) { return {node["lock"].text(), node["call"].text(), node["place"].text()}; }

std::uint32_t read_instance(const Node& node) { return static_cast<std::uint32_t>(node.number(0, kMaxInstance)); }

Standing read_standing(const Node& node) {
  Standing standing;
  standing.thread = node["thread"].text();
  standing.is_daemon = node["daemon"].flag();
  standing.is_finished = node["finished"].flag();
  standing.place = node["place"].text();
  standing.pending = node["pending"].list(read_event);
  if (node.has("holds")) standing.holds = node["holds"].list(read_hold);
  if (node.has("waits_for"))
    standing.waits_for = Wait{node["waits_for"]["lock"].text(), node["waits_for"]["holders"].list(read_instance)};
  return standing;
}

Origin read_origin(const Node& root) {
  const Node model = root["model"];
  Origin origin;
  origin.tool_version = root["tool"].text();
  origin.command = root["command"].text();
  origin.file = model["file"].text();
  origin.kernel = model["kernel"].text();
  origin.defines = model["defines"].list(read_pair);
  origin.include_paths = model["include_paths"].list(read_text);
  if (model.has("patches")) origin.patches = model["patches"].list(read_text);
  if (model.has("environment")) origin.environment = model["environment"].list(read_text);
  origin.model_hash = model["hash"].text();
  return origin;
}

/// Code that reads events recurses with the nesting of calls.
void check_nesting(const Trace& trace) {
  std::vector<int> open(trace.threads.size());
  for (const TraceStep& step : trace.steps) {
    for (const Event& event : step.events) {
      if (event.kind == Event::Kind::Enter && ++open[step.step.instance] > kMaxCalls)
        throw Malformed(fmt::format("steps: calls are nested more than {} deep", kMaxCalls));
      if (event.kind == Event::Kind::Leave && open[step.step.instance] > 0) open[step.step.instance]--;
    }
  }
  for (const Standing& standing : trace.standing)
    if (standing.pending.size() > kMaxCalls) throw Malformed("standing: too many events are pending");
}

/// Checks that every step's thread is in the list of threads.
void check_threads(const Trace& trace) {
  for (std::size_t i = 0; i < trace.steps.size(); i++) {
    const TraceStep& step = trace.steps[i];
    if (step.step.instance >= trace.threads.size())
      throw Malformed(fmt::format("steps[{}].instance: there are {} threads", i, trace.threads.size()));
    if (step.thread != trace.threads[step.step.instance])
      throw Malformed(fmt::format("steps[{}].thread: thread {} is \"{}\"", i, step.step.instance,
                                  trace.threads[step.step.instance]));
  }
  if (trace.standing.size() != trace.threads.size()) throw Malformed("standing: expected one for each thread");
}

Trace read_root(const Node& root) {
  if (root["format"].text() != "pagerace-trace") root["format"].fail("this is not a trace of pagerace");
  const std::int64_t version = root["version"].number();
  if (version != kFormatVersion)
    root["version"].fail(fmt::format("version {} is not known here, only {}", version, kFormatVersion));
  Trace trace;
  trace.origin = read_origin(root);
  const Node property = root["property"];
  trace.property = property["name"].text();
  trace.check = system::check_named(trace.property);
  trace.place = property["place"].text();
  trace.message = property["message"].text();
  trace.is_witness = property["witness"].flag();
  trace.explanation = {property["formula"].text(), property["explanation"].list(read_text)};
  trace.threads = root["threads"].list(read_text);
  trace.path.initial = root["initial"]["choices"].list(read_choice);
  trace.initial = root["initial"]["events"].list(read_event);
  trace.steps = root["steps"].list(read_step);
  for (const TraceStep& step : trace.steps) trace.path.steps.push_back(step.step);
  if (root.has("loop_start")) {
    const auto last = static_cast<std::int64_t>(trace.steps.size()) - 1;
    trace.path.loop_start = static_cast<std::uint32_t>(root["loop_start"].number(0, last));
  }
  trace.standing = root["standing"].list(read_standing);
  trace.final_state = root["final_state"].list(read_pair);
  check_threads(trace);
  check_nesting(trace);
  return trace;
}

}  // namespace

std::variant<Trace, std::string> read_trace(const std::string& text) {
  try {
    const json root = json::parse(text);
    return read_root(Node(root, ""));
  } catch (const Malformed& malformed) {
    return std::string(malformed.what());
  } catch (const json::exception& exception) {
    const std::string what = exception.what();  // "[json.exception.parse_error.101] parse error at line 1, ..."
    const std::size_t end = what.find("] ");
    return end == std::string::npos ? what : what.substr(end + 2);
  }
}

}  // namespace pagerace::traces
