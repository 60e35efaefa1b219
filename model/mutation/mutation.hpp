// Weakens a model, one guard, lock, re-check or order at a time: see docs/mutation.md.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "model/source/diagnostics.hpp"
#include "model/source/source.hpp"
#include "model/syntax/tree.hpp"

namespace pagerace::mutation {

using source::Span;

enum class Operator {
  Guard,    ///< a condition for doing something is taken for met, or a wait is left out
  Recheck,  ///< a condition for leaving, trying again or refusing is taken for not met
  Lock,     ///< a lock is not taken, or what is one step becomes several
  Order     ///< two neighbouring statements change places
};
inline constexpr std::size_t kOperators = 4;

/// "guard", "recheck", "lock", "order".
const char* name_of(Operator op);

struct Edit {
  Span span;
  std::string text;  ///< that replaces it
};

/// One way to weaken a model, as a change of its text.
struct Mutation {
  Operator op = Operator::Guard;
  Span place;                    ///< what is weakened; with the operator the name of the mutation
  std::string function;          ///< that it stands in
  std::string what;              ///< done to it: "taken for true"
  std::vector<Edit> edits;       ///< of one file, ascending, not overlapping
  std::vector<Span> statements;  ///< where no execution gets to one of these, nothing changes
};

/// All there are in the functions that threads call, directly or not; ascending by place. Those of the vocabulary and
/// of the scenario are left alone, and so is what only properties or init call: a scenario is a setting for the model,
/// and neither it nor the properties are what is tested here.
std::vector<Mutation> mutations(const syntax::Unit& unit, const source::Sources& sources);

/// "model/linux/mm/swap.race:12:6 recheck": the same for each scenario that reads the file by this path.
std::string key(const Mutation& mutation, const source::Sources& sources);

/// Puts the mutated text in the place of the file. The unit must have been loaded just as the one that the mutation was
/// found in, so that files have the same ids. Texts that do not parse are in the diagnostics.
void apply(const Mutation& mutation, syntax::Unit& unit, source::Sources& sources, source::Diagnostics& diagnostics);

/// The lines that change, before and after: "-\tspin_lock(&lock);\n+\t;\n".
std::string difference(const Mutation& mutation, const source::Sources& sources);

}  // namespace pagerace::mutation
