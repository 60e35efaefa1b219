// What the operators share while they look through one function.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/mutation/mutation.hpp"

namespace pagerace::mutation {

struct Search {
  const source::Sources& sources;
  const std::set<std::string>& constants;  ///< names of what never changes: settings, and values of enums
  const std::set<std::string>& probed;     ///< functions that a property has a probe on
  std::vector<Mutation>& found;
};

/// A function that is in force, with its place in the text.
struct Definition {
  const syntax::FunctionDeclaration* function = nullptr;
  Span span;  ///< of the declaration, `override` and all
};

void find_guards(const Definition& definition, const Search& search);
void find_locks(const Definition& definition, const Search& search);
void find_orders(const Definition& definition, const Search& search);

/// "lock" and "lock" for spin_lock and spin_unlock_irq, say: what a pair of calls has in common, and which end this is.
struct HalfOfPair {
  std::string root;  ///< empty: the name is no half of any pair
  bool opens = false;
};
HalfOfPair half_of_pair(const std::string& callee);

}  // namespace pagerace::mutation
