#include "traces/render/columns.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>

#include "traces/render/layout.hpp"
#include "traces/render/narrator.hpp"

namespace pagerace::traces {

namespace {

/// The rows of the diagram. Threads get columns in the order in which they first appear.
class Picture {
 public:
  Picture(const Trace& trace, const RenderOptions& options) : trace_(trace), options_(options) {
    for (std::size_t i = 0; i < trace.threads.size(); i++) narrators_.emplace_back(options.with_ghosts);
  }

  std::string draw() {
    for (std::size_t i = 0; i < trace_.steps.size(); i++) tell_step(i);
    if (trace_.check == system::Check::Deadlock)
      tell_waiting();
    else if (trace_.path.loop_start)
      mark_loop_end();
    else
      mark_end();
    if (rows_.empty()) return "";
    return traces::draw(names_, rows_, options_.width, options_.color);
  }

 private:
  unsigned column(std::uint32_t instance) {
    const auto [found, is_new] = columns_.emplace(instance, static_cast<unsigned>(names_.size()));
    if (is_new) names_.push_back(printable(trace_.threads[instance]));
    return found->second;
  }

  void add(std::uint32_t instance, const std::vector<Line>& lines, const std::string& marker = "") {
    for (const Line& line : lines)
      rows_.push_back({column(instance), std::string(2 * line.indent, ' ') + line.text, ""});
    if (!lines.empty()) rows_.back().marker = marker;
  }

  void tell_step(std::size_t number) {
    const TraceStep& step = trace_.steps[number];
    const std::uint32_t instance = step.step.instance;
    const std::vector<Line> lines = narrators_[instance].step(step.events, told_ != instance);
    if (!lines.empty()) told_ = instance;
    const bool begins_loop = trace_.path.loop_start == number;
    const std::size_t first = rows_.size();
    if (begins_loop && lines.empty()) {
      add_here(instance);
    } else {
      add(instance, lines);
    }
    if (begins_loop) rows_[first].marker = "<== the steps from here repeat for ever";
    last_is_told_ = rows_.size() > first;
  }

  /// A line for a step that has none.
  void add_here(std::uint32_t instance) {
    std::vector<Line> lines = narrators_[instance].here();
    if (lines.empty()) lines.push_back({0, "(" + printable(trace_.place) + ")"});
    add(instance, lines);
  }

  void mark_loop_end() {
    if (!last_is_told_) add_here(trace_.steps.back().step.instance);
    if (rows_.back().marker.empty()) rows_.back().marker = "<== and so on";
  }

  void tell_waiting() {
    for (std::uint32_t i = 0; i < trace_.standing.size(); i++) {
      const Standing& standing = trace_.standing[i];
      if (standing.is_finished || standing.is_daemon) continue;
      std::vector<Line> lines = narrators_[i].waiting(standing.pending);
      if (lines.empty()) lines.push_back({0, "at " + printable(standing.place)});
      add(i, lines, "<== waits for ever");
    }
  }

  /// The last step may be for properties only (a probe). In that case its thread gets a line for the marker.
  void mark_end() {
    if (trace_.steps.empty()) return;
    const std::string marker = "<== " + printable(trace_.message);
    const TraceStep& last = trace_.steps.back();
    if (!last_is_told_) add_here(last.step.instance);
    rows_.back().marker = marker;
  }

  const Trace& trace_;
  const RenderOptions& options_;
  std::vector<Narrator> narrators_;
  std::map<std::uint32_t, unsigned> columns_;
  std::vector<std::string> names_;
  std::vector<Row> rows_;
  std::uint32_t told_ = 0xffffffff;  ///< the thread of the last line
  bool last_is_told_ = false;
};

std::string plural(std::size_t count, const std::string& one, const std::string& many) {
  return fmt::format("{} {}", count, count == 1 ? one : many);
}

/// Wraps text at words, to the width if words allow it. All lines after the first are indented further.
std::string wrap(const std::string& text, std::size_t indent, unsigned width) {
  constexpr std::size_t kHanging = 4;
  std::string lines;
  std::string line(indent, ' ');
  bool is_empty = true;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    if (!is_empty && line.size() + 1 + word.size() > width) {
      lines += line + "\n";
      line.assign(indent + kHanging, ' ');
      is_empty = true;
    }
    if (!is_empty) line += ' ';
    line += word;
    is_empty = false;
    at = end + 1;
  }
  return lines + line + "\n";
}

std::string verdict(const Trace& trace, unsigned width) {
  const std::string name = printable(trace.property);
  const std::string place = trace.place.empty() ? "" : fmt::format(" ({})", printable(trace.place));
  std::string head;
  if (trace.is_witness)
    head = fmt::format("property {}{} is reached:", name, place);
  else if (trace.explanation.formula.empty())
    head = fmt::format("{}{}: {}", name, place, printable(trace.message));
  else
    head = fmt::format("property {}{} is violated:", name, place);
  std::string text = wrap(head, 1, width);
  if (!trace.explanation.formula.empty()) text += wrap(printable(trace.explanation.formula), 3, width);
  for (const std::string& part : trace.explanation.parts) text += wrap(printable(part), 3, width);
  return text;
}

std::string final_state(const Trace& trace) {
  std::string text = "\n final state:\n";
  for (const auto& [name, value] : trace.final_state)
    text += fmt::format("   {} = {}\n", printable(name), printable(value));
  for (const Standing& standing : trace.standing)
    text += fmt::format("   {}: {}\n", printable(standing.thread),
                        standing.is_finished ? "finished" : printable(standing.place));
  return text;
}

}  // namespace

std::string render_columns(const Trace& trace, const RenderOptions& options) {
  const unsigned changes = switches(trace);
  std::string text = fmt::format("{}: {}, {}", trace.is_witness ? "witness" : "counterexample",
                                 plural(trace.steps.size(), "step", "steps"),
                                 plural(changes, "change of thread", "changes of thread"));
  if (trace.path.loop_start) {
    const std::size_t loop = trace.steps.size() - *trace.path.loop_start;
    text += loop == 1 ? "; the last step repeats for ever" : fmt::format("; the last {} repeat for ever", loop);
  }
  text += "\n\n";
  const std::string picture = Picture(trace, options).draw();
  text += picture.empty() ? " before the first step\n" : picture;
  text += "\n" + verdict(trace, options.width);
  if (options.with_ghosts) text += final_state(trace);
  return text;
}

}  // namespace pagerace::traces
