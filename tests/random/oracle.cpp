#include "tests/random/oracle.hpp"

#include <algorithm>
#include <limits>
#include <set>
#include <unordered_map>

#include "checker/step/formula_queries.hpp"
#include "tests/reference/endings.hpp"

namespace pagerace::random {

using checker::Outcome;
using checker::reference::Edge;
using checker::reference::Explored;
using checker::reference::Graph;
using checker::reference::Vertex;
using checker::reference::VertexHash;
using system::FormulaKind;
using Depth = std::optional<std::uint32_t>;

namespace {

void lower_to(Depth& depth, std::uint32_t value) {
  if (!depth || value < *depth) depth = value;
}

class Judge {
 public:
  Judge(const system::TransitionSystem& system, const Graph& graph, const Explored& explored)
      : system_(system),
        explored_(explored),
        graph_(graph),
        interpreter_(system),
        failed_(system.properties.size() + system::kCheckNames.size()) {}

  std::vector<Expected> run() {
    const std::vector<Edge> starts = graph_.starts();
    for (const Edge& start : starts) note_edge(start, 0);
    for (const auto& [vertex, distance] : explored_.distances) {
      const std::vector<Edge> steps = graph_.steps(vertex);
      for (const Edge& step : steps) note_edge(step, distance + 1);
    }
    const checker::reference::EndingsOf endings = checker::reference::endings_of(system_, graph_, explored_);
    failed_[system_.properties.size() + static_cast<std::size_t>(system::Check::Deadlock)] = endings.deadlock_at;
    failed_[system_.properties.size() + static_cast<std::size_t>(system::Check::Livelock)] = endings.livelock_at;
    std::vector<Expected> all;
    for (std::size_t i = 0; i < system_.properties.size(); ++i) all.push_back(property(i));
    for (std::size_t i = system_.properties.size(); i < failed_.size(); ++i) {
      all.push_back({failed_[i] ? Outcome::Violated : starts.empty() ? Outcome::Vacuous : Outcome::Holds, failed_[i]});
    }
    return all;
  }

 private:
  bool done(const Vertex& vertex) const { return interpreter_.all_done(vertex.state.data()); }
  bool holds(const system::Predicate& predicate, const Vertex& vertex) {
    return interpreter_.holds(predicate, vertex.state.data());
  }

  void note_edge(const Edge& edge, std::uint32_t depth) {
    const auto note = [&](std::uint32_t failure) {
      const checker::Subject subject = checker::subject_of(system_, failure);
      const std::size_t built_in = system_.properties.size() + static_cast<std::size_t>(subject.check);
      lower_to(failed_[subject.property >= 0 ? static_cast<std::size_t>(subject.property) : built_in], depth);
    };
    if (edge.failure != checker::kNoFailure) note(edge.failure);
    for (const std::uint32_t report : edge.reports) note(report);
  }

  /// The fewest steps to a moment where a predicate about a state and the one after has this truth. A run that cannot
  /// go on, or fails, stays where it is.
  Depth nearest_step(const system::Predicate& predicate, bool truth) {
    Depth depth;
    for (const auto& [vertex, distance] : explored_.distances) {
      const std::vector<Edge> steps = graph_.steps(vertex);
      bool ends = steps.empty();
      for (const Edge& step : steps) {
        ends = ends || step.to.is_wreck;
        if (step.to.is_wreck) continue;
        const checker::Moment moment(vertex.state.data(), step.to.state.data());
        if (interpreter_.holds(predicate, moment) == truth) lower_to(depth, distance + 1);
      }
      if (ends && holds(predicate, vertex) == truth) lower_to(depth, distance);
    }
    return depth;
  }

  /// The least distance of a state where the predicate has this truth; only ends where `at_end`.
  Depth nearest(const system::Predicate& predicate, bool truth, bool at_end) {
    if (checker::reads_next(predicate)) return nearest_step(predicate, truth);
    Depth depth;
    for (const auto& [vertex, distance] : explored_.distances) {
      if ((!at_end || done(vertex)) && holds(predicate, vertex) == truth) lower_to(depth, distance);
    }
    return depth;
  }

  Expected property(std::size_t index) {
    const system::Property& property = system_.properties[index];
    Depth violation = failed_[index], witness;
    bool unreachable = false;
    for (const system::Clause& clause : property.clauses) {
      const auto& predicate = clause.formula.predicate;
      if (clause.kind == FormulaKind::Reachable) {
        const Depth first = nearest(predicate, true, false);
        unreachable = unreachable || !first;
        if (!witness) witness = first;
      } else if (const Depth first = nearest(predicate, false, clause.kind == FormulaKind::AtEnd)) {
        lower_to(violation, *first);
      }
    }
    if (violation) return {Outcome::Violated, violation};
    if (unreachable) return {Outcome::Violated, {}};
    if (vacuous(property)) return {Outcome::Vacuous, {}};
    return {Outcome::Holds, witness};
  }

  /// An assert is written once and stands wherever its probe runs.
  bool reaches_every_assert(const system::Property& property) {
    std::set<std::uint32_t> open;
    for (const system::Span& span : property.asserts) open.insert(span.begin);
    for (const std::uint32_t failure : property.assertions) {
      if (graph_.coverage().failures[failure] != 0) open.erase(system_.failures[failure].span.begin);
    }
    return open.empty();
  }

  /// What nobody wrote is left out here: tests/models/vacuity/ is about it.
  bool vacuous(const system::Property& property) {
    if (!reaches_every_assert(property)) return true;
    for (const system::Clause& clause : property.clauses) {
      const bool at_end = clause.kind == FormulaKind::AtEnd;
      bool met = false;
      for (const auto& [vertex, distance] : explored_.distances) met = met || !at_end || done(vertex);
      if (!met) return true;
      for (const auto& antecedent : clause.antecedents) {
        if (!nearest(antecedent, true, at_end)) return true;
      }
    }
    return property.clauses.empty() && property.asserts.empty();
  }

  const system::TransitionSystem& system_;
  const Explored& explored_;
  const Graph& graph_;
  checker::Interpreter interpreter_;
  std::vector<Depth> failed_;  ///< properties, then built-in ones: by a step
};

}  // namespace

std::vector<Expected> judge(const system::TransitionSystem& system, const Graph& graph, const Explored& explored) {
  return Judge(system, graph, explored).run();
}

std::uint32_t fewest_changes(const system::TransitionSystem& system, const Graph& graph, const Explored& explored,
                             const checker::Finding& finding) {
  constexpr std::uint32_t kNever = std::numeric_limits<std::uint32_t>::max();
  const std::size_t threads = system.instances.size();
  // For each state of the level at hand: the fewest changes on a shortest way here, by the thread that came last.
  using Level = std::unordered_map<Vertex, std::vector<std::uint32_t>, VertexHash>;
  Level level;
  for (const auto& [vertex, distance] : explored.distances) {
    if (distance == 0) level[vertex].assign(threads, 0);
  }
  const std::uint32_t length = finding.step ? finding.depth - 1 : finding.depth;
  for (std::uint32_t depth = 0; depth < length; ++depth) {
    Level next;
    for (const auto& [vertex, by_last] : level) {
      for (const Edge& edge : graph.steps(vertex)) {
        if (edge.to.is_wreck || explored.distances.at(edge.to) != depth + 1) continue;
        auto& changes = next.try_emplace(edge.to, threads, kNever).first->second[edge.instance];
        for (std::uint32_t last = 0; last < threads; ++last) {
          if (by_last[last] == kNever) continue;
          changes = std::min(changes, by_last[last] + (depth > 0 && last != edge.instance ? 1 : 0));
        }
      }
    }
    level = std::move(next);
  }
  std::uint32_t fewest = kNever;
  const auto& by_last = level.at({finding.state, false});
  for (std::uint32_t last = 0; last < threads; ++last) {
    if (by_last[last] == kNever) continue;
    const bool change = finding.step && length > 0 && finding.step->instance != last;
    fewest = std::min(fewest, by_last[last] + (change ? 1 : 0));
  }
  return fewest;
}

}  // namespace pagerace::random
