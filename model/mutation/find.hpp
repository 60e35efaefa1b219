// Data and functions that the operators share while they search one function.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/mutation/mutation.hpp"

namespace pagerace::mutation {

struct Search {
  const source::Sources& sources;
  const std::set<std::string>& constants;  ///< names of constants: settings, and values of enums
  const std::set<std::string>& probed;     ///< functions on which a property has a probe
  std::vector<Mutation>& found;
};

/// A function definition that is in force, with its place in the text.
struct Definition {
  const syntax::FunctionDeclaration* function = nullptr;
  Span span;  ///< of the declaration, with `override` and everything else
};

void find_guards(const Definition& definition, const Search& search);
void find_locks(const Definition& definition, const Search& search);
void find_orders(const Definition& definition, const Search& search);

/// The root that both names of a pair have (spin_lock and spin_unlock_irq, say), and which of the two this name is.
struct HalfOfPair {
  std::string root;  ///< empty: the name is not part of any pair
  bool opens = false;
};
HalfOfPair half_of_pair(const std::string& callee);

}  // namespace pagerace::mutation
