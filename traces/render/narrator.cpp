#include "traces/render/narrator.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <vector>

namespace pagerace::traces {

namespace {

constexpr std::size_t kStatementLimit = 44;
constexpr std::size_t kOneLineCall = 36;

using Arguments = std::vector<std::string>;

/// Whether a call with these arguments is about the object.
bool names(const Arguments& arguments, const std::string& object) {
  return std::any_of(arguments.begin(), arguments.end(),
                     [&](const std::string& argument) { return argument == object || argument == "&" + object; });
}

std::string place_of(const Event& access, const Arguments& arguments) {
  if (access.text.empty()) return access.object;
  if (names(arguments, access.object)) return access.text;
  const bool is_phrase = access.object.find(' ') != std::string::npos;
  return access.object + (is_phrase ? ": " : ".") + access.text;
}

std::string change(const Event& store, const Arguments& arguments) {
  return fmt::format("{} {} -> {}", place_of(store, arguments), store.before, store.after);
}

}  // namespace

std::string printable(const std::string& text, std::size_t limit) {
  std::string result;
  for (const char c : text) result += c >= ' ' && c <= '~' ? c : '?';
  if (result.size() > limit) result = result.substr(0, limit - 3) + "...";
  return result;
}

/// A call that the thread is in, or the thread itself (without a text).
struct Narrator::Frame {
  std::string text;
  Arguments arguments;
  bool vocabulary = false;
  bool is_ghost = false;
  bool shown = false;
  std::string statement;  ///< the current statement
  bool statement_shown = false;
};

/// An event of this step. For a call (`frame` is set), it contains the events inside the call.
struct Narrator::Node {
  const Event* event = nullptr;  ///< null for a call entered before this step
  std::shared_ptr<Frame> frame;
  bool left = false;
  std::string result;
  std::vector<std::shared_ptr<Node>> children;

  bool is_whole() const { return event != nullptr && left; }
};

/// The lines of one step.
class Narrator::Telling {
 public:
  Telling(bool with_ghosts, const Node& root) : with_ghosts_(with_ghosts), changes_(has_change(root)) {}

  /// If nothing in the step is shown by itself, its last mark is shown.
  void force(const Node& root, bool even_for_properties) {
    if (shows(root)) return;
    if (!even_for_properties && is_for_properties(root)) return;
    forced_ = last_mark(root);
  }

  void call(const Node& node, const Frame& caller, unsigned indent);
  void inside(const Node& node, unsigned indent);
  void name_again(const Node& root);

  std::vector<Line> lines;

 private:
  bool hides(const Event& event) const { return event.is_ghost && !with_ghosts_; }
  bool has_change(const Node& node) const;
  bool shows(const Node& node) const;
  bool is_for_properties(const Node& node) const;
  const Event* last_mark(const Node& node) const;
  const Node* only_call(const Node& node) const;
  bool is_wrapper(const Node& node) const;
  bool is_reader(const Node& node) const;
  void add(unsigned indent, std::string text) { lines.push_back({indent, printable(text)}); }
  void event(const Event& event, Frame& frame, unsigned indent);
  void statement(Frame& frame, unsigned indent);
  std::vector<std::string> stores(const Node& node, const Arguments& arguments) const;

  bool with_ghosts_;
  bool changes_;
  const Event* forced_ = nullptr;
};

bool Narrator::Telling::has_change(const Node& node) const {
  if (node.event != nullptr && node.event->kind == Event::Kind::Store)
    return !node.event->is_ghost && (!node.event->is_detail || node.event->vocabulary);
  return std::any_of(node.children.begin(), node.children.end(), [&](const auto& child) { return has_change(*child); });
}

bool Narrator::Telling::shows(const Node& node) const {
  if (node.event != nullptr && node.event == forced_) return true;
  if (node.frame == nullptr) {
    const Event& event = *node.event;
    const bool is_untold = hides(event) || (event.is_detail && !event.vocabulary);
    switch (event.kind) {
      case Event::Kind::Store:
        return !is_untold;
      case Event::Kind::Load:
        return !is_untold && !event.is_ghost && !changes_;
      case Event::Kind::Note:
        return true;
      case Event::Kind::Probe:
        return with_ghosts_;
      default:
        return false;
    }
  }
  return std::any_of(node.children.begin(), node.children.end(), [&](const auto& child) { return shows(*child); });
}

bool Narrator::Telling::is_for_properties(const Node& node) const {
  if (node.frame == nullptr) return node.event->is_ghost && node.event->kind != Event::Kind::Statement;
  return std::any_of(node.children.begin(), node.children.end(),
                     [&](const auto& child) { return is_for_properties(*child); });
}

const Event* Narrator::Telling::last_mark(const Node& node) const {
  for (auto child = node.children.rbegin(); child != node.children.rend(); ++child) {
    if (const Event* inner = last_mark(**child); inner != nullptr) return inner;
    const Event* event = (*child)->event;
    if (event == nullptr || event->is_local || hides(*event)) continue;
    if (event->kind == Event::Kind::Statement || event->kind == Event::Kind::Enter) return event;
  }
  return nullptr;
}

/// The only call that needs telling inside `node`, or null.
const Narrator::Node* Narrator::Telling::only_call(const Node& node) const {
  const Node* only = nullptr;
  for (const auto& child : node.children) {
    if (!shows(*child)) continue;
    if (child->frame == nullptr || only != nullptr) return nullptr;
    only = child.get();
  }
  return only;
}

/// A function that does only one operation of the vocabulary, entirely in this step.
bool Narrator::Telling::is_wrapper(const Node& node) const {
  if (!node.is_whole() || node.frame->vocabulary) return false;
  const Node* only = only_call(node);
  return only != nullptr && only->is_whole() && (only->frame->vocabulary || is_wrapper(*only));
}

/// A function that only reads, entirely in this step: its result says everything.
bool Narrator::Telling::is_reader(const Node& node) const {
  if (!node.is_whole() || node.result.empty() || has_change(node)) return false;
  return std::all_of(node.children.begin(), node.children.end(), [&](const auto& child) {
    if (!shows(*child)) return true;
    return child->frame != nullptr ? child->frame->vocabulary || is_reader(*child)
                                   : child->event->kind == Event::Kind::Load;
  });
}

std::vector<std::string> Narrator::Telling::stores(const Node& node, const Arguments& arguments) const {
  std::vector<std::string> all;
  if (node.frame == nullptr) {
    const Event& event = *node.event;
    if (event.kind == Event::Kind::Store && !event.is_detail && !hides(event)) all.push_back(change(event, arguments));
    return all;
  }
  for (const auto& child : node.children)
    for (std::string& text : stores(*child, arguments)) all.push_back(std::move(text));
  return all;
}

void Narrator::Telling::statement(Frame& frame, unsigned indent) {
  if (frame.statement.empty() || frame.statement_shown) return;
  add(indent, printable(frame.statement, kStatementLimit));
  frame.statement_shown = true;
}

void Narrator::Telling::event(const Event& event, Frame& frame, unsigned indent) {
  switch (event.kind) {
    case Event::Kind::Store:
      add(indent, (event.is_ghost ? "ghost " : "") + change(event, frame.arguments));
      break;
    case Event::Kind::Load:
      statement(frame, indent);
      add(indent + (frame.statement.empty() ? 0 : 1),
          fmt::format("{} == {}", place_of(event, frame.arguments), event.after));
      break;
    case Event::Kind::Note:
      add(indent, "/* " + event.text + " */");
      break;
    case Event::Kind::Probe:
      add(indent, "probe of " + event.text);
      break;
    default:
      statement(frame, indent);
      break;
  }
}

void Narrator::Telling::inside(const Node& node, unsigned indent) {
  for (const auto& child : node.children) {
    if (child->frame != nullptr) {
      call(*child, *node.frame, indent);
      continue;
    }
    if (child->event->kind == Event::Kind::Statement) {
      node.frame->statement = child->event->text;
      node.frame->statement_shown = false;
    }
    if (shows(*child)) event(*child->event, *node.frame, indent);
  }
}

void Narrator::Telling::call(const Node& node, const Frame& caller, unsigned indent) {
  if (!shows(node)) return;
  Frame& frame = *node.frame;
  const std::vector<std::string> changes = stores(node, frame.arguments);
  // A wrapper of one operation on the same objects as its caller says nothing new.
  const bool on_same_objects = !frame.arguments.empty() && frame.arguments == caller.arguments;
  if (is_wrapper(node) && !changes.empty() && on_same_objects) {
    for (const std::string& text : changes) add(indent, text);
    return;
  }
  if (!frame.shown) {
    std::string text = frame.text;
    if (node.is_whole() && !node.result.empty() && !has_change(node)) text += " = " + node.result;
    frame.shown = true;
    if (frame.vocabulary && !changes.empty()) {
      const std::string whole = fmt::format("{}: {}", text, fmt::join(changes, ", "));
      if (whole.size() <= kOneLineCall) return add(indent, whole);
    }
    add(indent, text);
  }
  if (frame.vocabulary || is_wrapper(node)) {
    for (const std::string& text : changes) add(indent + 1, text);
    return;
  }
  if (!is_reader(node)) inside(node, indent + 1);
}

/// Names the innermost open call again, if lines of other threads stand between.
void Narrator::Telling::name_again(const Node& root) {
  const Node* last = nullptr;
  unsigned last_indent = 0;
  unsigned indent = 0;
  const Node* node = &root;
  while (!node->children.empty()) {
    node = node->children.front().get();
    if (node->frame == nullptr || node->event != nullptr) break;
    if (node->frame->shown && shows(*node)) {
      last = node;
      last_indent = indent;
    }
    indent++;
  }
  if (last != nullptr) add(last_indent, "... " + last->frame->text);
}

Narrator::Narrator(bool with_ghosts) : with_ghosts_(with_ghosts), frames_{std::make_shared<Frame>()} {}
Narrator::~Narrator() = default;
Narrator::Narrator(Narrator&&) noexcept = default;

std::shared_ptr<Narrator::Node> Narrator::build(const std::vector<Event>& events) {
  std::vector<std::shared_ptr<Node>> open;
  const auto push = [&](std::shared_ptr<Node> node) {
    if (!open.empty()) open.back()->children.push_back(node);
    open.push_back(std::move(node));
  };
  for (const auto& frame : frames_) {
    auto node = std::make_shared<Node>();
    node->frame = frame;
    push(std::move(node));
  }
  for (const Event& event : events) {
    if (event.kind == Event::Kind::Leave) {
      if (open.size() == 1) continue;
      open.back()->left = true;
      open.back()->result = event.text;
      open.pop_back();
      frames_.pop_back();
      continue;
    }
    auto node = std::make_shared<Node>();
    node->event = &event;
    if (event.kind == Event::Kind::Enter) {
      node->frame = std::make_shared<Frame>();
      node->frame->text = told(event);
      node->frame->arguments = event.arguments;
      node->frame->vocabulary = event.vocabulary;
      node->frame->is_ghost = event.is_ghost;
      frames_.push_back(node->frame);
      push(std::move(node));
    } else {
      open.back()->children.push_back(std::move(node));
    }
  }
  return open.front();
}

std::vector<Line> Narrator::step(const std::vector<Event>& events, bool resumes) {
  if (resumes)
    for (const auto& frame : frames_) frame->statement_shown = false;
  const auto root = build(events);
  Telling telling(with_ghosts_, *root);
  telling.force(*root, false);
  if (resumes) telling.name_again(*root);
  telling.inside(*root, 0);
  return std::move(telling.lines);
}

std::vector<Line> Narrator::waiting(const std::vector<Event>& pending) {
  for (const auto& frame : frames_) frame->statement_shown = false;
  const auto root = build(pending);
  Telling telling(with_ghosts_, *root);
  telling.force(*root, true);
  telling.name_again(*root);
  telling.inside(*root, 0);
  return std::move(telling.lines);
}

std::vector<Line> Narrator::here() {
  std::vector<Line> lines;
  for (std::size_t i = 1; i < frames_.size(); i++) {
    if (frames_[i]->shown) continue;
    lines.push_back({static_cast<unsigned>(i - 1), printable(frames_[i]->text)});
    frames_[i]->shown = true;
  }
  if (!lines.empty()) return lines;
  if (frames_.size() > 1)
    lines.push_back({static_cast<unsigned>(frames_.size() - 2), "... " + printable(frames_.back()->text)});
  else if (!frames_.front()->statement.empty())
    lines.push_back({0, printable(frames_.front()->statement, kStatementLimit)});
  return lines;
}

}  // namespace pagerace::traces
