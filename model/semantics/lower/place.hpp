// An object while code for it is being made: where its first cell is, and what it can be.
#pragma once

#include <vector>

#include "model/semantics/lower/assembler.hpp"

namespace pagerace::semantics {

struct Place {
  enum class Kind { Local, Memory };
  Kind kind = Kind::Memory;
  const Type* type = nullptr;
  Register local = kNoRegister;  ///< Local: the register of a scalar
  bool is_private = false;       ///< Memory: of this thread alone; accesses are no steps
  bool is_ghost = false;
  Value offset = 0;  ///< Memory: the first cell is offset + base
  Register base = kNoRegister;
  std::vector<std::uint32_t> groups;  ///< Memory: first group, for each object that this can be
  struct Poison {  ///< the hidden cell of a struct around this place, at offset + base of the place then
    Value offset = 0;
    Register base = kNoRegister;
    std::vector<std::uint32_t> groups;
    std::string name;
    /// Behind a pointer to a part: counts where `inside` (a pointer) points into the extent. `offset` is then that of
    /// the first struct's hidden cell, and `base` unused.
    Register inside = kNoRegister;
    system::PointeeTable::Extent extent = {};
  };
  std::vector<Poison> poisons;
};

/// What a name of a function's parameter or local stands for in one inlined copy.
struct Binding {
  enum class Kind { Register, Object, Pointee };
  Kind kind = Kind::Register;
  Register reg = kNoRegister;
  Place place;  ///< Object: a local array or struct. Pointee: what the pointer parameter points to
};

}  // namespace pagerace::semantics
