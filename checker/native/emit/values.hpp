// Values that are functions of a small index, and how such a function is written down in C++.
//
// Most of what a step computes depends on one number of few values: the code of the thread, an element that was chosen,
// a field that was read. The emitter evaluates all that follows for every value of that index, and writes down only the
// outcome: a multiple of the index, a test of bits, a look into a table. It is partial evaluation (Jones, Gomard and
// Sestoft, 1993), with one variable left.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/system/word.hpp"

namespace pagerace::native {

using system::Value;
using system::Word;

/// One value for each value of an index.
using Values = std::vector<Value>;
/// Which values an index can have.
using Subset = std::vector<bool>;

bool is_empty(const Subset& subset);
Subset operator&(const Subset& left, const Subset& right);
Subset operator-(const Subset& left, const Subset& right);
Subset operator|(const Subset& left, const Subset& right);

/// "7ull": every number in emitted code is written by this.
std::string literal(Word value);

/// The constant arrays of a unit.
class Tables {
 public:
  /// Of an array with these elements.
  std::string name(const Values& elements);
  std::string definitions() const;

 private:
  std::map<Values, std::string> names_;
};

/// An expression of type Word. `index` is one too; values at impossible indices do not matter.
std::string text_of(const Values& values, const Subset& possible, const std::string& index, Tables& tables);

/// An expression of type bool, "true" or "false" where that is certain: whether the index is among the wanted.
std::string test_of(const Subset& wanted, const Subset& possible, const std::string& index, Tables& tables);

}  // namespace pagerace::native
