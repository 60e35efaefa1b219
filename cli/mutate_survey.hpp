// What becomes of the mutants of one kernel design. Knows nothing of how that is shown.
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
    OtherDesign,  ///< it is written for another one; no fault
    Unsearched,   ///< its own search met a limit, so that nothing is known to hold in it
    Refused       ///< it cannot be loaded or lowered
  };
  std::string path;
  Use use = Use::Refused;
  std::string reason;  ///< why it is not used
  std::uint64_t states = 0;
  std::size_t held = 0;  ///< properties and built-in checks that can show something: those that are not violated anyway
};

enum class MutantFate {
  Noticed,
  Survived,
  Inconclusive,    ///< noticed in no setting that could be searched whole, and in some none could
  ChangesNothing,  ///< wherever it is reached, threads do just what they did
  NotReached,      ///< no execution of any setting gets there
  Refused,         ///< no program: it does not type-check
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
  std::vector<std::string> settings;  ///< that get there, cheapest first; where it was noticed, up to that one
  std::string property;               ///< that noticed it, in the last of the settings
  std::uint32_t depth = 0;            ///< of the violation; 0 where there is no execution to show
  std::string reason;                 ///< why inconclusive

  /// "model/linux/mm/swap.race:12:6"
  std::string place() const { return path + ":" + std::to_string(line) + ":" + std::to_string(column); }
  /// By place. There is one of each operator at a place.
  bool operator<(const Mutant& other) const;
};

/// One design.
struct Survey {
  std::string kernel;
  std::vector<Setting> settings;
  std::vector<Mutant> mutants;  ///< ascending by file and place

  std::size_t count(MutantFate fate) const;
};

/// All designs asked for.
struct Mutated {
  std::vector<Survey> surveys;
  std::vector<std::string> skipped;  ///< files of folders that have no thread, or no kernel to choose
  bool is_incomplete = false;        ///< the user interrupted
  bool is_verbose = false;
  double seconds = 0;
  std::string command;  ///< that does it again
};

/// A weakened place that is not noticed under some designs, whatever is the matter under the others.
struct Survivor {
  const Mutant* mutant = nullptr;  ///< of the first of these designs
  std::vector<std::string> kernels;
  std::vector<std::string> settings;  ///< that got there, under any of them
};

/// Those of a fate, ascending by place; each place once.
std::vector<Survivor> by_place(const Mutated& mutated, MutantFate fate);

/// "3 survived": what it is called in the tables.
const char* title_of(MutantFate fate);

std::string mutate_text(const Mutated& mutated, bool color);
std::string mutate_markdown(const Mutated& mutated);
std::string mutate_json(const Mutated& mutated, int exit);

}  // namespace pagerace::cli
