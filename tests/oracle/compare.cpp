#include "tests/oracle/compare.hpp"

#include <unistd.h>

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <functional>
#include <memory>
#include <sstream>

#include "model/semantics/check.hpp"
#include "model/semantics/lower.hpp"
#include "model/syntax/load.hpp"
#include "model/system/state.hpp"
#include "properties/check.hpp"
#include "tests/oracle/explorer.hpp"

namespace pagerace::oracle {

namespace {

constexpr std::uint64_t kLimit = kMostStates;

std::string print(const system::TransitionSystem& system, const system::CellInfo& cell, system::Value value) {
  if (!cell.type->is_pointer()) return std::to_string(value);
  if (value == 0) return "NULL";
  auto target = static_cast<std::size_t>(value);
  const auto holds_value = [&] {
    return system.cells[target].type != nullptr && system.cells[target].member != "poisoned";
  };
  if (target < system.cells.size() && holds_value()) return "&" + system.cells[target].name();
  do --target;
  while (!holds_value());
  return "behind " + system.cells[target].name();
}

class Observed {
 public:
  explicit Observed(const system::TransitionSystem& system) : system_(system) {
    for (std::size_t i = 1; i < system.cells.size(); ++i) {
      const system::CellInfo& cell = system.cells[i];
      // Poison is not a value that a program can read; what comes of it shows in the violations.
      if (cell.type != nullptr && !cell.is_private && cell.member != "poisoned") cells_.push_back(i);
    }
    std::stable_sort(cells_.begin(), cells_.end(), [&](std::size_t a, std::size_t b) { return name(a) < name(b); });
  }

  std::string operator()(const system::Word* state) const {
    std::string text;
    for (const std::size_t cell : cells_) {
      const system::Value value = system::get(system_, state, system_.cell_storage[cell]);
      text += name(cell) + "=" + print(system_, system_.cells[cell], value) + " ";
    }
    return text;
  }

 private:
  std::string name(std::size_t cell) const { return system_.cells[cell].name(); }

  const system::TransitionSystem& system_;
  std::vector<std::size_t> cells_;
};

std::optional<Behaviour> behaviour_of(const system::TransitionSystem& system, std::uint64_t most_states) {
  checker::SearchOptions options;
  options.max_states = 5 * most_states;
  const properties::Checked checked = properties::check(system, options);
  const checker::SearchResult& result = checked.result;
  if (result.stop != checker::Stop::Complete) return std::nullopt;
  Behaviour behaviour;
  const Observed observed(system);
  for (std::size_t depth = 0; depth < checked.log->levels(); ++depth) {
    checked.log->for_each(depth, [&](const checker::Word* states, std::uint64_t count) {
      for (; count > 0; --count, states += system.words) behaviour.memories.insert(observed(states));
    });
  }
  for (const checker::Verdict& verdict : result.verdicts) {
    if (verdict.outcome == checker::Outcome::Violated) behaviour.violated.insert(verdict.name);
    if (verdict.subject.property < 0) continue;
    if (verdict.outcome == checker::Outcome::Vacuous) behaviour.vacuous.insert(verdict.name);
    if (verdict.outcome == checker::Outcome::Holds) behaviour.held.insert(verdict.name);
  }
  return behaviour;
}

void tell_missing(std::ostream& out, const char* what, const std::set<std::string>& from,
                  const std::set<std::string>& in) {
  int told = 0;
  for (const std::string& one : from) {
    if (!in.contains(one) && told++ < 3) out << what << one << "\n";
  }
  if (told > 3) out << "  (and " << told - 3 << " more)\n";
}

/// Of properties that nothing violates: how many the oracle judges, and what the engine says otherwise.
struct ComparedVacuity {
  int known = 0, open = 0;
  std::string differences;
};

/// Open is what only one reading knows, and what the two see differently.
ComparedVacuity compare_vacuity(const Readings& oracle, const Behaviour& engine) {
  ComparedVacuity compared;
  const auto is_known = [&](const std::string& name) {
    for (const Behaviour* reading : {&oracle.fine, &oracle.coarse})
      if (reading->unclear.contains(name) || reading->violated.contains(name)) return false;
    return oracle.fine.vacuous.contains(name) == oracle.coarse.vacuous.contains(name);
  };
  const auto compare = [&](const std::set<std::string>& names, bool are_vacuous, const char* what) {
    for (const std::string& name : names) {
      ++(is_known(name) ? compared.known : compared.open);
      if (is_known(name) && oracle.fine.vacuous.contains(name) != are_vacuous)
        compared.differences += what + name + "\n";
    }
  };
  compare(engine.held, false, "holds, and could not have failed: ");
  compare(engine.vacuous, true, "vacuous, and could have failed: ");
  return compared;
}

/// Where both readings agree on a violation, the engine must too; memories stand between the two.
std::string differences(const Readings& oracle, const Behaviour& engine) {
  std::ostringstream out;
  tell_missing(out, "the engine never sees ", oracle.coarse.memories, engine.memories);
  tell_missing(out, "only the engine sees ", engine.memories, oracle.fine.memories);
  const auto agreed = [&](const std::string& name) {
    return oracle.fine.violated.count(name) == oracle.coarse.violated.count(name);
  };
  for (const std::string& name : oracle.fine.violated) {
    if (agreed(name) && !engine.violated.contains(name)) out << "the engine does not find violated: " << name << "\n";
  }
  for (const std::string& name : engine.violated) {
    if (agreed(name) && !oracle.fine.violated.contains(name)) out << "only the engine finds violated: " << name << "\n";
  }
  return out.str();
}

std::string errors_of(const source::Sources& sources, const source::Diagnostics& diagnostics) {
  std::string errors;
  for (const auto& diagnostic : diagnostics.all()) {
    if (diagnostic.severity == source::Severity::Error) errors += source::render(sources, diagnostic);
  }
  return errors;
}

struct Loaded {
  std::shared_ptr<const semantics::Program> program;
  std::optional<system::TransitionSystem> system;
  std::string errors;
};

Loaded load(const std::string& path, const Defines& defines) {
  Loaded loaded;
  source::Sources sources;
  source::Diagnostics diagnostics;
  syntax::LoadOptions options;
  options.library = PAGERACE_SOURCE_DIR "/model/linux";
  const auto unit = syntax::load(path, options, sources, diagnostics);
  std::shared_ptr<const semantics::Program> program;
  if (unit && !diagnostics.has_errors()) program = semantics::check(*unit, {defines}, sources, diagnostics);
  loaded.program = program;
  if (loaded.program != nullptr) loaded.system = semantics::lower(loaded.program, {}, diagnostics);
  loaded.errors = errors_of(sources, diagnostics);
  return loaded;
}

/// As a file for as long as `use` runs.
Comparison with_file(const std::string& text, const std::function<Comparison(const std::string&)>& use) {
  const auto path = std::filesystem::temp_directory_path() / ("pagerace-oracle-" + std::to_string(getpid()) + ".race");
  std::ofstream(path) << text;
  Comparison comparison = use(path.string());
  std::filesystem::remove(path);
  return comparison;
}

}  // namespace

Comparison compare_file(const std::string& path, const Defines& defines, std::uint64_t most_states) {
  const Loaded loaded = load(path, defines);
  if (!loaded.system) return {Kind::Refused, loaded.errors, true};
  const auto engine = behaviour_of(*loaded.system, most_states);
  if (!engine) return {Kind::TooLarge, {}, true};
  const auto oracle = explore(*loaded.program, most_states);
  if (!oracle) return {Kind::TooLarge, {}, true};
  const ComparedVacuity vacuity = compare_vacuity(*oracle, *engine);
  const std::string what = differences(*oracle, *engine) + vacuity.differences;
  return {what.empty() ? Kind::Agrees : Kind::Differs, what, oracle->fine == oracle->coarse, vacuity.known,
          vacuity.open};
}

Comparison compare_text(const std::string& text) {
  return with_file(text, [](const std::string& path) { return compare_file(path); });
}

Comparison compare_memos(const std::string& text) {
  return with_file(text, [](const std::string& path) -> Comparison {
    const Loaded loaded = load(path, {});
    if (!loaded.program) return {Kind::Refused, loaded.errors, true};
    const auto places = explore(*loaded.program, kLimit, Memo::Places);
    const auto histories = explore(*loaded.program, kLimit, Memo::Histories);
    if (!places || !histories) return {Kind::TooLarge, {}, true};
    const bool agrees = places->fine == histories->fine && places->coarse == histories->coarse;
    return {agrees ? Kind::Agrees : Kind::Differs, agrees ? "" : "places and histories differ\n", true};
  });
}

}  // namespace pagerace::oracle
