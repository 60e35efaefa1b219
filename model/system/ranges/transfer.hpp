// The possible results of each operation, given what is known of its operands.
#pragma once

#include "model/system/ranges/value_set.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::system {

/// For Move to Address, without Self, Instance, Choose and Load: the results that depend on the operands alone. An
/// operation that is not modelled exactly gives more values, never fewer; an arithmetic overflow of 64 bits gives all.
ValueSet result_of(const Instruction& instruction, const ValueSet& a, const ValueSet& b);

/// The cells at which the objects of the table's type begin.
ValueSet objects_of(const PointeeTable& table);

/// The pointers that CheckPointer accepts.
ValueSet valid_pointers(const PointeeTable& table, const ValueSet& pointers);

/// The results of PointerAdd: every pointer that stays in its array, one past the end included.
ValueSet moved_pointers(const PointeeTable& table, const ValueSet& pointers, const ValueSet& offsets, Value scale);

}  // namespace pagerace::system
