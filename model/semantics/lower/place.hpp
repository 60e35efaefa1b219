// An object, while code for it is being made: the address of its first cell, and the objects that it can be.
#pragma once

#include <vector>

#include "model/semantics/lower/assembler.hpp"

namespace pagerace::semantics {

struct Place {
  enum class Kind { Local, Memory };
  Kind kind = Kind::Memory;
  const Type* type = nullptr;
  Register local = kNoRegister;  ///< Local: the register of a scalar
  bool is_private = false;       ///< Memory: only this thread uses it; its accesses are no steps
  bool is_ghost = false;
  Value offset = 0;  ///< Memory: the first cell is offset + base
  Register base = kNoRegister;
  std::vector<std::uint32_t> groups;  ///< Memory: the first group of each object that this can be
  struct Poison {  ///< the hidden cell of a struct around this place; it is at this struct's offset + base
    Value offset = 0;
    Register base = kNoRegister;
    std::vector<std::uint32_t> groups;
    std::string name;
    bool is_pooled = false;  ///< it says that the struct is free
    /// For a place behind a pointer to a part: the poison applies if the pointer `inside` points into the extent. Then
    /// `offset` is that of the first struct's hidden cell, and `base` is unused.
    Register inside = kNoRegister;
    system::PointeeTable::Extent extent = {};
  };
  std::vector<Poison> poisons;
};

/// The meaning of a parameter or local of a function in one inlined copy.
struct Binding {
  enum class Kind { Register, Object, Pointee };
  Kind kind = Kind::Register;
  Register reg = kNoRegister;
  Place place;  ///< Object: a local array or struct. Pointee: the object that the pointer parameter points to
};

}  // namespace pagerace::semantics
