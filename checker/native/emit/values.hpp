// Values that are functions of a small index, and how to write such a function in C++.
//
// Most of what a step computes depends on one number with few values: the code of the thread, an element that was
// chosen, a field that was read. The emitter evaluates everything that follows for each value of that index, and writes
// down only the result: a multiple of the index, a test of bits, a look-up in a table. It is partial evaluation (Jones,
// Gomard and Sestoft, 1993), with one variable left.
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
/// The values that an index can have.
using Subset = std::vector<bool>;

bool is_empty(const Subset& subset);
Subset operator&(const Subset& left, const Subset& right);
Subset operator-(const Subset& left, const Subset& right);
Subset operator|(const Subset& left, const Subset& right);

/// "7ull": every number in emitted code is written with this.
std::string literal(Word value);

/// The constant arrays of a unit.
class Tables {
 public:
  /// The name of an array with these elements.
  std::string name(const Values& elements);
  std::string definitions() const;

 private:
  std::map<Values, std::string> names_;
};

/// An expression of type Word for the value at `index`, itself such an expression. Values at impossible indices do not
/// matter.
std::string text_of(const Values& values, const Subset& possible, const std::string& index, Tables& tables);

/// An expression of type bool for whether the index is among the wanted ones: "true" or "false" if that is certain.
std::string test_of(const Subset& wanted, const Subset& possible, const std::string& index, Tables& tables);

}  // namespace pagerace::native
