// Weakens a model by one guard, lock, re-check or order at a time; see docs/mutation.md.
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
  Guard,    ///< a condition for doing something is taken as true, or a wait is left out
  Recheck,  ///< a condition for leaving, trying again or refusing is taken as false
  Lock,     ///< a lock is not taken, or one step becomes several
  Order     ///< two neighbouring statements change places
};
inline constexpr std::size_t kOperators = 4;

/// The operator's name: "guard", "recheck", "lock", "order".
const char* name_of(Operator op);

struct Edit {
  Span span;
  std::string text;  ///< the new text
};

/// One way to weaken a model, as a change of its text.
struct Mutation {
  Operator op = Operator::Guard;
  Span place;                    ///< the text that is weakened; the place and the operator name the mutation
  std::string function;          ///< the function that contains it
  std::string what;              ///< what is done to it: "taken for true"
  std::vector<Edit> edits;       ///< all in one file, ascending, not overlapping
  std::vector<Span> statements;  ///< if no execution reaches one of these, the mutation changes nothing
};

/// All mutations of the functions that threads call, directly or not; ascending by place. Functions of the vocabulary
/// and of the scenario are left alone, and so are those that only properties or init call: a scenario is a setting for
/// the model, and the test is not about it or about the properties. A scenario that has no kernel to choose is itself
/// the model.
std::vector<Mutation> mutations(const syntax::Unit& unit, const source::Sources& sources);

/// "model/linux/mm/swap.race:12:6 recheck". It is the same for each scenario that reads the file by this path.
std::string key(const Mutation& mutation, const source::Sources& sources);

/// Replaces the text of the file by the mutated text. The unit must have been loaded exactly as the one in which the
/// mutation was found, so that files have the same ids. If the text does not parse, the errors are in the diagnostics.
void apply(const Mutation& mutation, syntax::Unit& unit, source::Sources& sources, source::Diagnostics& diagnostics);

/// The changed lines, before and after: "-\tspin_lock(&lock);\n+\t;\n".
std::string difference(const Mutation& mutation, const source::Sources& sources);

}  // namespace pagerace::mutation
