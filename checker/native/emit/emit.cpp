#include "checker/native/emit/emit.hpp"

#include <fmt/format.h>

#include <utility>

#include "checker/native/emit/storage.hpp"
#include "checker/native/emit/threads.hpp"
#include "checker/native/module.hpp"
#include "checker/step/formula_queries.hpp"

namespace pagerace::native {
namespace {

using system::TransitionSystem;

/// Up to this many instructions, each thread gets code of its own instead of sharing it with threads that are alike.
/// Everything specific to the thread is a constant there: that is faster, but takes longer to compile.
constexpr std::size_t kMostInstructions = 1500;

std::string includes(const NativeParts& parts) {
  std::string text = "#include \"checker/native/runtime.hpp\"\n";
  for (const std::string& header : parts.includes) text += fmt::format("#include \"{}\"\n", header);
  return text;
}

std::string constants(const Unit& unit, std::size_t queries) {
  const TransitionSystem& system = unit.system;
  std::string text = "struct Constants {\n";
  const auto add = [&](const char* name, std::size_t value) {
    text += fmt::format("  static constexpr std::uint32_t {} = {};\n", name, value);
  };
  add("kWords", system.words);
  add("kThreads", system.instances.size());
  add("kCells", system.cells.size());
  add("kMarks", system.marks.size());
  add("kFailures", system.failures.size());
  add("kQueries", queries);
  add("kPieces", unit.pieces.size());
  return text +
         "};\nusing State = StateOf<Constants::kWords>;\n"
         "using Run = RunOf<Constants::kPieces, Constants::kCells, Constants::kFailures>;\n";
}

/// One call for each thread.
std::vector<std::string> calls(const TransitionSystem& system) {
  std::vector<std::size_t> instructions(system.templates.size(), 0);
  for (const system::ThreadInstance& instance : system.instances) {
    instructions[instance.code] += system.templates[instance.code].code.instructions.size();
  }
  std::vector<std::string> calls;
  for (std::size_t i = 0; i < system.instances.size(); ++i) {
    const system::ThreadInstance& instance = system.instances[i];
    const bool is_fixed = instructions[instance.code] <= kMostInstructions;
    const std::string thread = is_fixed ? fmt::format("Fixed<{}, {}>{{}}", i, instance.number)
                                        : fmt::format("Any{{{}, {}}}", i, instance.number);
    calls.push_back(fmt::format("thread_{}({}, from, run, sink, foot);", instance.code, thread));
  }
  return calls;
}

std::string steps(const TransitionSystem& system) {
  std::string every, one;
  const std::vector<std::string> all = calls(system);
  for (std::size_t i = 0; i < all.size(); ++i) {
    every += fmt::format("    {}\n", all[i]);
    one += fmt::format("      case {}: return {}\n", i, all[i]);
  }
  return fmt::format(
      "  template <class Sink>\n"
      "  static void every_step(const State& from, Run& run, Sink& sink) {{\n    Untracked foot;\n{}  }}\n"
      "  template <class Sink, class Foot>\n"
      "  static void step(std::uint32_t thread, const State& from, Run& run, Sink& sink, Foot& foot) {{\n"
      "    switch (thread) {{\n{}    }}\n  }}\n",
      every, one);
}

std::string ask(std::size_t queries) {
  std::string cases;
  for (std::size_t i = 0; i < queries; ++i) cases += fmt::format("      case {0}: return ask_{0}(s, after, run);\n", i);
  return fmt::format(
      "  static Outcome ask(std::uint32_t query, State& s, const State& after, Run& run) {{\n"
      "    switch (query) {{\n{}    }}\n    return kBlocked;\n  }}\n",
      cases);
}

/// Whether every thread that is not a daemon is at one of its ends. If a thread has only one such code, whole words are
/// compared.
std::string all_done(const TransitionSystem& system) {
  std::vector<std::pair<Word, Word>> wanted(system.words);  // for each word: its bits, and their wanted values
  std::string others;
  for (const system::ThreadInstance& instance : system.instances) {
    const system::ThreadTemplate& thread = system.templates[instance.code];
    if (thread.is_daemon) continue;
    const system::Storage& at = instance.code_storage;
    std::vector<const system::Encoding*> ends;
    for (std::size_t i = 0; i < thread.locations.size(); ++i) {
      if (thread.locations[i].is_end && thread.encodings[i].count > 0) ends.push_back(&thread.encodings[i]);
    }
    if (ends.size() == 1 && ends[0]->count == 1) {
      wanted.at(at.word).first |= mask_of(at) << at.shift;
      wanted[at.word].second |= ends[0]->base << at.shift;
      continue;
    }
    std::string test = "false";
    const std::string code = fmt::format("(s.w[{}] >> {} & {})", at.word, at.shift, literal(mask_of(at)));
    for (const system::Encoding* end : ends) {
      test += fmt::format(" || {} - {} < {}", code, literal(end->base), literal(end->count));
    }
    others += fmt::format(" && ({})", test);
  }
  std::string text;
  for (std::size_t word = 0; word < wanted.size(); ++word) {
    const auto [bits, value] = wanted[word];
    if (bits != 0) text += fmt::format(" && (s.w[{}] & {}) == {}", word, literal(bits), literal(value));
  }
  return fmt::format("  static bool all_done(const State& s) {{ return true{}{}; }}\n", text, others);
}

std::string coverage(const Unit& unit) {
  std::string marks;
  for (const auto& [piece, number] : unit.pieces) {
    for (const std::uint32_t mark : piece.marks) marks += fmt::format("{{{}, {}}}, ", number, mark);
  }
  // A piece that is never executed, so that no array is empty.
  const std::string never = fmt::format("{{{}, 0}}", unit.pieces.size());
  return fmt::format("  static constexpr Reached kMarksReached[] = {{{}{}}};\n", marks, never);
}

std::string model(const Unit& unit, std::size_t queries) {
  std::string text =
      "struct Model : Constants {\n  using State = StateOf<kWords>;\n  using Run = RunOf<kPieces, kCells, "
      "kFailures>;\n";
  return text + coverage(unit) + steps(unit.system) + ask(queries) + all_done(unit.system) + "};\n";
}

std::string exports(const NativeParts& parts) {
  return fmt::format(
      "using Engine = EngineOf<Model>;\n"
      "using Steps = {};\nusing Canonical = {};\nusing Table = {};\n"
      "using All = Functions<Engine, Steps, Canonical, Table>;\n"
      "}}  // namespace\n"
      "extern \"C\" [[gnu::visibility(\"default\")]] const Module {}{} = module_of<Model, All>({});\n"
      "}}  // namespace pagerace::native::unit{}\n",
      parts.steps_type, parts.canonical_type, parts.table_type, kModuleSymbol, parts.suffix,
      parts.with_probes ? "&kProbes<All>" : "nullptr", parts.suffix);
}

}  // namespace

std::string emit(const TransitionSystem& system, const NativeParts& parts, const checker::Cancellation& cancellation) {
  Unit unit(system, parts.most_listed, cancellation);
  std::string functions;
  for (std::uint32_t i = 0; i < system.templates.size(); ++i) {
    bool is_used = false;
    for (const system::ThreadInstance& instance : system.instances) is_used = is_used || instance.code == i;
    if (is_used) functions += ThreadEmitter(unit, i).text();
  }
  const std::vector<checker::FormulaQuery> queries = checker::queries_of(system);
  for (std::uint32_t i = 0; i < queries.size(); ++i) functions += emit_query(unit, i, *queries[i].predicate);
  return includes(parts) + fmt::format("namespace pagerace::native::unit{} {{\nnamespace {{\n", parts.suffix) +
         constants(unit, queries.size()) + unit.tables.definitions() + parts.definitions + functions +
         model(unit, queries.size()) + exports(parts);
}

}  // namespace pagerace::native
