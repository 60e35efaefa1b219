#include "cli/ways.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <cctype>
#include <tuple>
#include <vector>

#include "model/system/operands.hpp"

namespace pagerace::cli {

using properties::CodePoint;
using properties::Violation;
using system::Mark;

namespace {

std::string in_one_line(std::string_view text) {
  std::string line;
  for (const char c : text) {
    const bool is_blank = std::isspace(static_cast<unsigned char>(c)) != 0;
    if (!is_blank)
      line += c;
    else if (!line.empty() && line.back() != ' ')
      line += ' ';
  }
  return line;
}

std::string numbered(const std::string& text, unsigned number) {
  return number < 2 ? text : fmt::format("{} ({})", text, number);
}

/// Functions that a patch adds. A patch often moves lines into one: they are still lines of who calls it.
std::set<std::string> added_functions(const Model& model) {
  std::set<std::string> added;
  for (const semantics::DesignFunction& function : model.program->design_functions) {
    const bool is_of_patch = std::ranges::find(model.patches, function.span.file) != model.patches.end();
    if (is_of_patch && !function.overrides) added.insert(function.name);
  }
  return added;
}

/// Names the locations of one thread's code. Functions are inlined, each call as one piece from its Enter to its Leave,
/// so the calls that a place is in are those that are open there.
class Namer {
 public:
  Namer(const Model& model, const system::ThreadTemplate& code, const std::set<std::string>& added)
      : model_(model), code_(code), added_(added) {}

  std::vector<std::string> all() {
    std::multimap<std::uint32_t, std::uint32_t> starts;
    for (std::uint32_t i = 0; i < code_.locations.size(); i++) starts.insert({code_.locations[i].resume, i});
    std::vector<std::string> names(code_.locations.size());
    const auto& instructions = code_.code.instructions;
    open_.push_back({code_.name, {}});
    named_ = {0};
    for (std::uint32_t at = 0; at < instructions.size(); at++) {
      for (auto [it, end] = starts.equal_range(at); it != end; ++it) names[it->second] = name(it->second);
      if (instructions[at].op == system::Opcode::Mark) pass(model_.system->marks[mark_of(instructions[at])]);
    }
    for (std::uint32_t i = 0; i < names.size(); i++)
      if (names[i].empty()) names[i] = name(i);
    return names;
  }

 private:
  struct Call {
    std::string name;
    std::map<std::string, unsigned> times;  ///< that something was met in it
  };

  void pass(const Mark& mark) {
    if (mark.kind == Mark::Kind::Leave && named_.size() > 1) {
      named_.pop_back();
      open_.resize(named_.back() + 1);
    }
    if (mark.kind != Mark::Kind::Enter) return;
    const std::string call = mark.text + "()";
    if (!added_.contains(mark.text)) open_.push_back({numbered(call, ++open_.back().times[call]), {}});
    named_.push_back(open_.size() - 1);
  }

  std::string name(std::uint32_t number) {
    const system::Location& location = code_.locations[number];
    std::string path = open_.front().name;
    for (std::size_t i = 1; i < open_.size(); i++) path += (i == 1 ? " in " : " > ") + open_[i].name;
    if (location.is_end) return path + ": the end";
    const std::string access = in_one_line(model_.sources.slice(location.span));
    return path + ": " + numbered(access, ++open_.back().times[access]);
  }

  const Model& model_;
  const system::ThreadTemplate& code_;
  const std::set<std::string>& added_;
  std::vector<Call> open_;          ///< without those of added functions
  std::vector<std::size_t> named_;  ///< for each open call, the one in `open_` that it counts for
};

class Describer {
 public:
  explicit Describer(const Model& model) : model_(model) {
    const std::set<std::string> added = added_functions(model);
    for (const system::ThreadTemplate& code : model.system->templates)
      places_.push_back(Namer(model, code, added).all());
  }

  std::string describe(const Violation& violation) const {
    std::vector<std::string> threads;
    for (const CodePoint& at : violation.threads) threads.push_back(places_[at.code][at.location]);
    std::string text = threads.empty() ? "a start" : fmt::format("{}", fmt::join(threads, "; "));
    if (violation.failure >= 0) {
      const system::Failure& failure = model_.system->failures[static_cast<std::size_t>(violation.failure)];
      text += fmt::format(": {}", in_one_line(model_.sources.slice(failure.span)));
    }
    if (violation.clause > 0) text += fmt::format(": formula {}", violation.clause + 1);
    return text;
  }

 private:
  const Model& model_;
  std::vector<std::vector<std::string>> places_;
};

}  // namespace

Ways ways_of(const Model& model, const std::set<Violation>& violations) {
  const Describer describer(model);
  Ways ways;
  for (const Violation& violation : violations) {
    const std::string name = violation.property >= 0
                                 ? model.system->properties[static_cast<std::size_t>(violation.property)].name
                                 : std::string(system::name_of(violation.check));
    ways[name].insert(describer.describe(violation));
  }
  return ways;
}

}  // namespace pagerace::cli
