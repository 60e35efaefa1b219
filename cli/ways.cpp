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

std::string text_of(const Way::Step& step) {
  return step.number < 2 ? step.text : fmt::format("{} ({})", step.text, step.number);
}

std::string text_of(const Way::Place& place) {
  std::string path = place.thread;
  for (std::size_t i = 0; i < place.calls.size(); i++)
    path += (i == 0 ? " in " : " > ") + text_of({place.calls[i].text + "()", place.calls[i].number});
  return path + ": " + (place.access.text.empty() ? "the end" : text_of(place.access));
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

  std::vector<Way::Place> all() {
    std::multimap<std::uint32_t, std::uint32_t> starts;
    for (std::uint32_t i = 0; i < code_.locations.size(); i++) starts.insert({code_.locations[i].resume, i});
    std::vector<Way::Place> places(code_.locations.size());
    const auto& instructions = code_.code.instructions;
    open_.push_back({});
    named_ = {0};
    for (std::uint32_t at = 0; at < instructions.size(); at++) {
      for (auto [it, end] = starts.equal_range(at); it != end; ++it) places[it->second] = place(it->second);
      if (instructions[at].op == system::Opcode::Mark) pass(model_.system->marks[mark_of(instructions[at])]);
    }
    for (std::uint32_t i = 0; i < places.size(); i++)
      if (places[i].thread.empty()) places[i] = place(i);
    return places;
  }

 private:
  struct Call {
    Way::Step step;
    std::map<std::string, unsigned> times;  ///< that something was met in it
  };

  void pass(const Mark& mark) {
    if (mark.kind == Mark::Kind::Leave && named_.size() > 1) {
      named_.pop_back();
      open_.resize(named_.back() + 1);
    }
    if (mark.kind != Mark::Kind::Enter) return;
    if (!added_.contains(mark.text)) open_.push_back({{mark.text, ++open_.back().times[mark.text + "()"]}, {}});
    named_.push_back(open_.size() - 1);
  }

  Way::Place place(std::uint32_t number) {
    const system::Location& location = code_.locations[number];
    Way::Place place = {code_.name, {}, {}};
    for (std::size_t i = 1; i < open_.size(); i++) place.calls.push_back(open_[i].step);
    if (location.is_end) return place;
    const std::string access = in_one_line(model_.sources.slice(location.span));
    place.access = {access, ++open_.back().times[access]};
    return place;
  }

  const Model& model_;
  const system::ThreadTemplate& code_;
  const std::set<std::string>& added_;
  std::vector<Call> open_;          ///< the thread itself, and calls but for those of added functions
  std::vector<std::size_t> named_;  ///< for each open call, the one in `open_` that it counts for
};

class Describer {
 public:
  explicit Describer(const Model& model) : model_(model) {
    const std::set<std::string> added = added_functions(model);
    for (const system::ThreadTemplate& code : model.system->templates)
      places_.push_back(Namer(model, code, added).all());
  }

  Way describe(const Violation& violation) const {
    Way way;
    for (const CodePoint& at : violation.threads) way.places.push_back(places_[at.code][at.location]);
    if (violation.failure >= 0) {
      const system::Failure& failure = model_.system->failures[static_cast<std::size_t>(violation.failure)];
      way.rest = fmt::format(": {}", in_one_line(model_.sources.slice(failure.span)));
    }
    if (violation.clause > 0) way.rest += fmt::format(": formula {}", violation.clause + 1);
    return way;
  }

 private:
  const Model& model_;
  std::vector<std::vector<Way::Place>> places_;
};

}  // namespace

std::string text_of(const Way& way) {
  std::vector<std::string> threads;
  for (const Way::Place& place : way.places) threads.push_back(text_of(place));
  return (threads.empty() ? "a start" : fmt::format("{}", fmt::join(threads, "; "))) + way.rest;
}

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
