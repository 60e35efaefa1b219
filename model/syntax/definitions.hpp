// Which definition of a function runs, where several files define it.
#pragma once

#include <string>
#include <vector>

#include "model/syntax/tree.hpp"

namespace pagerace::syntax {

struct FunctionDefinition {
  const FunctionDeclaration* function = nullptr;
  const Declaration* declaration = nullptr;  ///< the same with its whole span
  const File* file = nullptr;
};

/// All definitions of one function, each with a body: the one that runs, then the one that it replaces, and so on.
struct DefinedFunction {
  std::string name;
  std::vector<FunctionDefinition> definitions;
};

/// Functions in the order of their first definitions. The highest layer runs; within a layer, a file ranks above what it
/// imports. A hook (__weak) is below every other definition of its function. Pointers are into `unit`.
std::vector<DefinedFunction> defined_functions(const Unit& unit);

/// The files of a unit by rank.
class Ranks {
 public:
  explicit Ranks(const Unit& unit) : unit_(unit) {}

  /// Whether `from` imports `to`, or imports what does. A file reaches itself.
  bool reaches(const File& from, const File& to) const;
  bool above(const File& one, const File& other) const;
  /// Whether neither file ranks above the other.
  bool are_equal(const File& one, const File& other) const;

 private:
  const File* find(FileId id) const;

  const Unit& unit_;
};

}  // namespace pagerace::syntax
