// What happened to the mutants of one kernel design. Independent of the output format.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "model/mutation/mutation.hpp"

namespace pagerace::cli {

/// A scenario that mutants may run in.
struct Setting {
  enum class Use {
    Used,
    OtherDesign,  ///< it is written for another design; not an error
    Unsearched,   ///< its own search met a limit, so nothing is known to hold in it
    Refused       ///< it cannot be loaded or lowered
  };
  std::string path;
  Use use = Use::Refused;
  std::string reason;  ///< why it is not used
  std::uint64_t states = 0;
  std::size_t held = 0;  ///< properties and built-in checks that are not violated anyway, so they can notice something
};

enum class MutantFate {
  Noticed,
  Survived,
  Inconclusive,    ///< noticed in no setting that was searched completely, and some setting was not
  ChangesNothing,  ///< in every setting that reaches it, threads behave exactly as before
  NotReached,      ///< no execution of any setting reaches it
  Refused,         ///< not a valid program: it does not type-check
  NotRun           ///< the user interrupted
};
inline constexpr std::size_t kMutantFates = 7;

struct Mutant {
  std::string path;
  unsigned line = 0;
  unsigned column = 0;
  mutation::Operator op = mutation::Operator::Guard;
  std::string function;
  std::string what;
  std::string difference;
  MutantFate fate = MutantFate::NotRun;
  std::vector<std::string> settings;  ///< those that reach it, cheapest first; if it was noticed, up to that one
  std::string property;               ///< noticed it, in the last of the settings
  std::uint32_t depth = 0;            ///< of the violation; 0 if there is no execution to show
  std::string reason;                 ///< why inconclusive

  /// "model/linux/mm/swap.race:12:6"
  std::string place() const { return path + ":" + std::to_string(line) + ":" + std::to_string(column); }
  /// Ordered by place. There is one mutant for each operator at a place.
  bool operator<(const Mutant& other) const;
};

/// The mutants of one design.
struct Survey {
  std::string kernel;
  std::vector<Setting> settings;
  std::vector<Mutant> mutants;  ///< sorted by file and place

  std::size_t count(MutantFate fate) const;
};

/// All requested designs.
struct Mutated {
  std::vector<Survey> surveys;
  std::vector<std::string> skipped;  ///< folder files without a thread, or without a kernel to choose
  bool is_incomplete = false;        ///< the user interrupted
  bool is_verbose = false;
  double seconds = 0;
  std::string command;  ///< the command line that repeats it
};

/// A weakened place that is not noticed under some designs; the others may have any result.
struct Survivor {
  const Mutant* mutant = nullptr;  ///< under the first of these designs
  std::vector<std::string> kernels;
  std::vector<std::string> settings;  ///< those that reached it, under any of these designs
};

/// The mutants with this fate, sorted by place; each place once.
std::vector<Survivor> by_place(const Mutated& mutated, MutantFate fate);

/// "3 survived": its title in the tables.
const char* title_of(MutantFate fate);

std::string mutate_text(const Mutated& mutated, bool color);
std::string mutate_markdown(const Mutated& mutated);
std::string mutate_json(const Mutated& mutated, int exit);

}  // namespace pagerace::cli
