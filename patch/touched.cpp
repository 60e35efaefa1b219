#include "patch/touched.hpp"

#include <algorithm>
#include <map>
#include <set>

#include "patch/function_head.hpp"

namespace pagerace::patch {

namespace {

/// One side of a hunk: the file as it was, or as it becomes.
struct SideLine {
  std::string_view text;
  unsigned number = 0;
  bool is_changed = false;
};

std::vector<SideLine> side_of(const Hunk& hunk, char sign) {
  std::vector<SideLine> side;
  unsigned number = sign == '-' ? hunk.old_begin : hunk.new_begin;
  for (const std::string& line : hunk.lines)
    if (line.front() == ' ' || line.front() == sign)
      side.push_back({std::string_view(line).substr(1), number++, line.front() == sign});
  return side;
}

/// Where a line stands.
struct Scope {
  std::string function;  ///< empty outside of functions
  std::string within;    ///< "struct zone {"
};

/// The scope in which the lines after this one stand, which begins at the left margin.
Scope scope_of(std::string_view line) {
  if (const auto name = function_of(line)) return {*name, ""};
  const std::string text(trimmed(line));
  const bool is_type = text.starts_with("struct ") || text.starts_with("union ") || text.starts_with("enum ") ||
                       text.starts_with("static ") || text.starts_with("const ");
  return {"", is_type && text.ends_with('{') ? text : ""};
}

/// Whether a body follows the head at `at`. A head that the hunk cuts off is taken for one.
bool has_body(const std::vector<SideLine>& side, std::size_t at) {
  for (; at < side.size(); at++) {
    const std::string_view text = side[at].text;
    const std::size_t end = text.find_first_of("{;");
    if (end != std::string_view::npos) return text[end] == '{';
    if (trimmed(text).empty() || text.starts_with('#')) return false;
  }
  return true;
}

/// Reads one side of a hunk from its first line to its last.
class Walk {
 public:
  Walk(const std::vector<SideLine>& side, Scope scope) : side_(side), scope_(std::move(scope)) {}

  /// Calls `visit` for each changed line, with its scope, and whether it is a function's head.
  template <class Visit>
  void changed_lines(Visit visit) {
    for (std::size_t at = 0; at < side_.size(); at++) {
      const std::string_view text = side_[at].text;
      const bool is_head = enter(at);
      if (side_[at].is_changed) visit(side_[at], scope_, is_head);
      if (text.starts_with('}') || (is_head && trimmed(text).ends_with('}'))) scope_ = {};
    }
  }

 private:
  /// Whether the line is a head, whose function it enters.
  bool enter(std::size_t at) {
    const std::string_view text = side_[at].text;
    if (const auto name = function_of(text); name && has_body(side_, at)) {
      scope_ = {*name, ""};
      return true;
    }
    if (is_type_before_head(at)) {
      scope_ = {*function_of(side_[at + 1].text), ""};
    } else if (const Scope scope = scope_of(text); !scope.within.empty() && scope.function.empty()) {
      scope_ = scope;
    }
    return false;
  }

  /// "static int", if the name stands in the next line.
  bool is_type_before_head(std::size_t at) const {
    const std::string_view text = side_[at].text;
    const bool is_name = !text.empty() && text.find_first_of("();{}#*/:,") == std::string_view::npos &&
                         text.front() != ' ' && text.front() != '\t';
    return is_name && at + 1 < side_.size() && function_of(side_[at + 1].text) && has_body(side_, at + 1);
  }

  const std::vector<SideLine>& side_;
  Scope scope_;
};

/// Gathers what the hunks of one file touch.
class Gatherer {
 public:
  explicit Gatherer(const FileChange& change) : change_(change) {}

  TouchedBy all() {
    for (const Hunk& hunk : change_.hunks) {
      Scope scope = scope_of(hunk.context);
      if (scope.function.empty()) scope.within = hunk.context;  // for the reader: it may be a head that was cut off
      if (!scope.function.empty()) known_[0].insert(scope.function), known_[1].insert(scope.function);
      walk(hunk, scope, '-');
      walk(hunk, scope, '+');
    }
    for (Touched& touched : result_.functions) {
      const bool was = known_[0].contains(touched.function), is = known_[1].contains(touched.function);
      if (!was && is) touched.kind = Touched::Kind::Added;
      if (was && !is) touched.kind = Touched::Kind::Removed;
    }
    return std::move(result_);
  }

 private:
  void walk(const Hunk& hunk, const Scope& scope, char sign) {
    const std::vector<SideLine> side = side_of(hunk, sign);
    std::set<std::string>& known = known_[sign == '+' ? 1 : 0];
    for (std::size_t at = 0; at < side.size(); at++)
      if (const auto name = function_of(side[at].text); name && has_body(side, at)) known.insert(*name);
    // An unchanged line of a function is there on both sides.
    Walk(side, scope).changed_lines([&](const SideLine& line, const Scope& where, bool) {
      if (!where.function.empty())
        touch(where.function, hunk);
      else if (!trimmed(line.text).empty())
        note_outside(line, where, sign);
    });
  }

  void touch(const std::string& function, const Hunk& hunk) {
    auto known = std::find_if(result_.functions.begin(), result_.functions.end(),
                              [&](const Touched& touched) { return touched.function == function; });
    if (known == result_.functions.end())
      known = result_.functions.insert(known, {change_.path(), function, Touched::Kind::Changed, {}});
    if (known->hunks.empty() || known->hunks.back().line != hunk.line) known->hunks.push_back(hunk);
  }

  /// Lines that go are counted where no line comes instead: those that come name the place.
  void note_outside(const SideLine& line, const Scope& where, char sign) {
    auto& all = result_.outside;
    const bool is_next =
        !all.empty() && all.back().within == where.within && last_sign_ == sign && line.number == last_line_ + 1;
    if (is_next)
      all.back().number++;
    else
      all.push_back({change_.path(), line.number, 1, where.within});
    last_sign_ = sign;
    last_line_ = line.number;
  }

  const FileChange& change_;
  TouchedBy result_;
  std::set<std::string> known_[2];  ///< functions that the file has before and after, as far as the hunks show
  char last_sign_ = ' ';
  unsigned last_line_ = 0;
};

}  // namespace

void TouchedBy::add(const TouchedBy& later) {
  for (const Touched& touched : later.functions) {
    const auto known = std::find_if(functions.begin(), functions.end(), [&](const Touched& each) {
      return each.path == touched.path && each.function == touched.function;
    });
    if (known == functions.end()) {
      functions.push_back(touched);
      continue;
    }
    known->hunks.insert(known->hunks.end(), touched.hunks.begin(), touched.hunks.end());
    if (known->kind != Touched::Kind::Added) known->kind = touched.kind;
  }
  outside.insert(outside.end(), later.outside.begin(), later.outside.end());
}

TouchedBy touched_by(const FileChange& change) {
  if (!is_c(change.path())) return {};
  return Gatherer(change).all();
}

bool is_c(const std::string& path) { return path.ends_with(".c") || path.ends_with(".h"); }

}  // namespace pagerace::patch
