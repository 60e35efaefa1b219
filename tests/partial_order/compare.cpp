#include "tests/partial_order/compare.hpp"

#include <unistd.h>

#include <algorithm>
#include <deque>
#include <filesystem>
#include <fstream>
#include <memory>

#include "checker/reduce/partial_order/analyse.hpp"
#include "checker/reduce/partial_order/permuted.hpp"
#include "checker/reduce/partial_order/persistent.hpp"
#include "checker/search/expand.hpp"
#include "checker/step/formula_queries.hpp"
#include "model/semantics/check.hpp"
#include "model/semantics/lower.hpp"
#include "model/syntax/load.hpp"
#include "model/system/state.hpp"

namespace pagerace::partial_order_tests {
namespace {

using checker::Interpreter;
using checker::Transition;

using checker::symmetry::Symmetry;
using checker::symmetry::TableCanonical;

/// The bits of the state that are the thread's own.
State own_part(const system::TransitionSystem& system, const Word* state, std::uint32_t instance) {
  const system::ThreadInstance& own = system.instances[instance];
  State part{system::raw(state, own.code_storage)};
  for (const system::Storage& at : own.registers) part.push_back(system::raw(state, at));
  return part;
}

/// An interpreter that notes where every step that it takes leads to: a reduced search passes through states without
/// storing them.
class NotingEngine {
 public:
  NotingEngine(const system::TransitionSystem& system, bool is_symmetric, Findings& findings)
      : system_(system), is_symmetric_(is_symmetric), engine_(system), findings_(findings) {}

  std::uint32_t threads() const { return engine_.threads(); }
  bool holds(std::uint32_t query, checker::Moment moment) { return engine_.holds(query, moment); }
  bool all_done(const Word* state) const { return engine_.all_done(state); }
  const checker::Coverage& coverage() const { return engine_.coverage(); }

  template <class Sink>
  void steps(const Word* state, std::uint32_t thread, Sink&& sink) {
    engine_.steps(state, thread, [&](const Transition& transition) {
      note(transition);
      sink(transition);
    });
  }
  template <class Sink>
  void steps(const Word* state, std::uint32_t thread, Sink&& sink, checker::Footprint& footprint) {
    engine_.steps(
        state, thread,
        [&](const Transition& transition) {
          note(transition);
          sink(transition);
        },
        footprint);
  }

 private:
  void note(const Transition& transition) {
    if (transition.failure != checker::kNoFailure) return;
    if (is_symmetric_) {
      const State location{system::location_of(system_, transition.state, transition.thread)};
      findings_.local.insert({system_.instances[transition.thread].code, location});
    } else {
      findings_.local.insert({transition.thread, own_part(system_, transition.state, transition.thread)});
    }
  }

  const system::TransitionSystem& system_;
  bool is_symmetric_;
  Interpreter engine_;
  Findings& findings_;
};

template <class Steps>
class Search {
 public:
  Search(const system::TransitionSystem& system, Steps& steps, const Symmetry* symmetry)
      : system_(system),
        steps_(steps),
        engine_(system, symmetry != nullptr, found_.findings),
        queries_(checker::queries_of(system)) {
    if (symmetry != nullptr) canonical_.emplace(symmetry->canonical());
  }

  std::optional<Explored> run(std::size_t limit) {
    Interpreter starter(system_);
    starter.starts([&](const checker::Transition& transition) {
      if (transition.failure == checker::kNoFailure) add(transition.state);
    });
    while (!waiting_.empty()) {
      if (found_.states.size() > limit) return std::nullopt;
      const State state = waiting_.front();
      waiting_.pop_front();
      expand(state);
    }
    found_.findings.coverage = engine_.coverage();
    return std::move(found_);
  }

 private:
  void expand(const State& state) {
    std::uint64_t taken = 0;
    steps_(engine_, state.data(), [&](const Transition& transition) {
      ++taken;
      const std::uint32_t thread = canonical_ ? system_.instances[transition.thread].code : transition.thread;
      for (std::uint32_t i = 0; i < transition.report_count; ++i)
        found_.findings.reports.insert({thread, transition.reports[i]});
      if (transition.failure == checker::kNoFailure) {
        add(transition.state);
      } else {
        found_.findings.failures.insert({thread, transition.failure});
      }
    });
    found_.transitions += taken;
    if (taken == 0) found_.findings.dead_ends.insert(state);
  }

  void add(const Word* reached) {
    const Word* const from = canonical_ ? (*canonical_)(reached) : reached;
    const State state(from, from + system_.words);
    if (!found_.states.insert(state).second) return;
    waiting_.push_back(state);
    const bool is_end = engine_.all_done(state.data());
    found_.findings.has_end = found_.findings.has_end || is_end;
    for (std::uint32_t i = 0; i < queries_.size(); ++i) {
      if (queries_[i].query.at_end && !is_end) continue;
      if (engine_.holds(i, state.data()) == queries_[i].query.answer) found_.findings.answered.insert(i);
    }
  }

  const system::TransitionSystem& system_;
  Steps& steps_;
  std::optional<TableCanonical> canonical_;
  Explored found_;
  NotingEngine engine_;
  std::vector<checker::FormulaQuery> queries_;
  std::deque<State> waiting_;
};

template <class Set>
std::string compare(const std::string& what, const Set& full, const Set& reduced) {
  if (full == reduced) return "";
  return what + ": " + std::to_string(full.size()) + " in the full search, " + std::to_string(reduced.size()) +
         " in the reduced one\n";
}

std::vector<std::size_t> covered(const std::vector<std::uint8_t>& bytes) {
  std::vector<std::size_t> places;
  for (std::size_t i = 0; i < bytes.size(); ++i) {
    if (bytes[i] != 0) places.push_back(i);
  }
  return places;
}

}  // namespace

Loaded load(const std::string& path, const Options& options) {
  Loaded loaded;
  source::Diagnostics diagnostics;
  syntax::LoadOptions load;
  load.library = PAGERACE_SOURCE_DIR "/model/linux";
  load.kernel = options.kernel;
  const auto unit = syntax::load(path, load, loaded.sources, diagnostics);
  std::shared_ptr<const semantics::Program> program;
  semantics::CheckOptions check;
  check.defines = options.defines;
  if (unit && !diagnostics.has_errors()) program = semantics::check(*unit, check, loaded.sources, diagnostics);
  if (program != nullptr) loaded.system = semantics::lower(program, {}, diagnostics);
  for (const auto& diagnostic : diagnostics.all()) {
    if (diagnostic.severity == source::Severity::Error) loaded.errors += source::render(loaded.sources, diagnostic);
  }
  return loaded;
}

Loaded load_text(const std::string& text) {
  const auto path = std::filesystem::temp_directory_path() / ("pagerace-por-" + std::to_string(getpid()) + ".race");
  std::ofstream(path) << text;
  Loaded loaded = load(path.string());
  std::filesystem::remove(path);
  return loaded;
}

std::optional<Explored> explore_all(const system::TransitionSystem& system, std::size_t limit,
                                    const Symmetry* symmetry) {
  checker::AllSteps steps;
  return Search(system, steps, symmetry).run(limit);
}

std::optional<Explored> explore_reduced(const system::TransitionSystem& system, std::size_t limit,
                                        const Symmetry* symmetry) {
  checker::partial_order::Permutes permutes = checker::partial_order::permutes_nothing;
  if (symmetry != nullptr) permutes = checker::partial_order::permuted_by(system, symmetry->tables());
  const auto analysis = checker::partial_order::analyse(system, permutes);
  if (!analysis.off.empty()) return explore_all(system, limit, symmetry);
  checker::partial_order::PersistentSteps steps(analysis.plan, static_cast<std::uint32_t>(system.cells.size()),
                                                system.words);
  auto explored = Search(system, steps, symmetry).run(limit);
  if (explored) explored->savings = steps.savings;
  return explored;
}

std::string difference(const Explored& full, const Explored& reduced) {
  std::string what = compare("failures", full.findings.failures, reduced.findings.failures);
  what += compare("reports", full.findings.reports, reduced.findings.reports);
  what += compare("answers", full.findings.answered, reduced.findings.answered);
  what += compare("dead ends", full.findings.dead_ends, reduced.findings.dead_ends);
  what += compare("places of threads", full.findings.local, reduced.findings.local);
  what +=
      compare("statements covered", covered(full.findings.coverage.marks), covered(reduced.findings.coverage.marks));
  what +=
      compare("asserts covered", covered(full.findings.coverage.failures), covered(reduced.findings.coverage.failures));
  if (full.findings.has_end != reduced.findings.has_end) what += "only one search has an end\n";
  if (!std::includes(full.states.begin(), full.states.end(), reduced.states.begin(), reduced.states.end())) {
    what += "the reduced search has states that the full one has not\n";
  }
  return what;
}

}  // namespace pagerace::partial_order_tests
