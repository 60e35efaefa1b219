#include <algorithm>

#include "model/semantics/builtins.hpp"

namespace pagerace::semantics {

/// A friend of Expressions, so that the table can name its functions.
struct BuiltinTable {
  using E = Expressions;
  static constexpr Builtin kAll[] = {
      {"READ_ONCE", 1, 1, &E::read_once},
      {"WRITE_ONCE", 2, 2, &E::write_once},
      {"smp_load_acquire", 1, 1, &E::load_acquire},
      {"smp_store_release", 2, 2, &E::store_release},
      {"xchg", 2, 2, &E::exchange},
      {"cmpxchg", 3, 3, &E::compare_exchange},
      {"try_cmpxchg", 3, 3, &E::try_compare_exchange},
      {"smp_mb", 0, 0, &E::fence},
      {"smp_wmb", 0, 0, &E::fence},
      {"smp_rmb", 0, 0, &E::fence},
      {"smp_mb__before_atomic", 0, 0, &E::fence},
      {"smp_mb__after_atomic", 0, 0, &E::fence},
      {"wait_event", 2, 2, &E::wait_event},
      {"BUG", 0, 0, &E::bug},
      {"BUG_ON", 1, 1, &E::bug_on},
      {"WARN_ON", 1, 1, &E::warn_on},
      {"WARN_ON_ONCE", 1, 1, &E::warn_on},
      {"VM_BUG_ON", 1, 1, &E::vm_bug_on},
      {"VM_BUG_ON_PAGE", 2, 2, &E::vm_bug_on},
      {"VM_BUG_ON_FOLIO", 2, 2, &E::vm_bug_on},
      {"VM_BUG_ON_VMA", 2, 2, &E::vm_bug_on},
      {"VM_BUG_ON_MM", 2, 2, &E::vm_bug_on},
      {"VM_WARN_ON", 1, 1, &E::vm_warn_on},
      {"VM_WARN_ON_ONCE", 1, 1, &E::vm_warn_on},
      {"VM_WARN_ON_PAGE", 2, 2, &E::vm_warn_on},
      {"VM_WARN_ON_ONCE_PAGE", 2, 2, &E::vm_warn_on},
      {"VM_WARN_ON_FOLIO", 2, 2, &E::vm_warn_on},
      {"VM_WARN_ON_ONCE_FOLIO", 2, 2, &E::vm_warn_on},
      {"VM_WARN_ON_ONCE_MM", 2, 2, &E::vm_warn_on},
      {"VM_WARN_ON_ONCE_VMA", 2, 2, &E::vm_warn_on},
      {"cond_resched", 0, 0, &E::cond_resched},
      {"ARRAY_SIZE", 1, 1, &E::array_size, false, true},
      {"likely", 1, 1, &E::likely, false, true},
      {"unlikely", 1, 1, &E::likely, false, true},
      {"assert", 1, 2, &E::assert_},
      {"poison", 1, 1, &E::poison},
      {"unpoison", 1, 1, &E::poison},
      {"lockdep_assert_held", 1, 1, &E::lockdep},
      {"lockdep_assert_held_read", 1, 1, &E::lockdep},
      {"lockdep_assert_held_write", 1, 1, &E::lockdep},
      {"lockdep_assert_not_held", 1, 1, &E::lockdep},
      {"lockdep_is_held", 1, 1, &E::lockdep},
      {"list_next_entry", 2, 2, &E::neighbour},
      {"list_prev_entry", 2, 2, &E::neighbour},
      {"list_fault", 2, 2, &E::lock_fault, true},
      {"lock_fault", 2, 2, &E::lock_fault, true},
      {"lock_warning", 2, 2, &E::lock_fault, true},
      {"sleep_warning", 2, 2, &E::lock_fault, true},
      {"count_warning", 2, 2, &E::lock_fault, true},
      {"__own", 1, 1, &E::own, true},
  };
};

const Builtin* find_builtin(const std::string& name) {
  const auto found = std::find_if(std::begin(BuiltinTable::kAll), std::end(BuiltinTable::kAll),
                                  [&](const Builtin& builtin) { return name == builtin.name; });
  return found == std::end(BuiltinTable::kAll) ? nullptr : found;
}

bool is_builtin(const std::string& name) { return find_builtin(name) != nullptr; }

bool is_reserved(const std::string& name) {
  return is_builtin(name) || name == "self" || name == "NR_THREADS" || name == "retval";
}

std::vector<std::string> builtin_names() {
  std::vector<std::string> names;
  for (const Builtin& builtin : BuiltinTable::kAll)
    if (!builtin.only_vocabulary) names.emplace_back(builtin.name);
  return names;
}

std::string count_of(std::size_t least, std::size_t most, const std::string& noun) {
  if (most == 0) return "no " + noun + "s";
  const std::string plural = most == 1 ? noun : noun + "s";
  const std::string count =
      least == most ? std::to_string(most) : std::to_string(least) + " or " + std::to_string(most);
  return count + " " + plural;
}

}  // namespace pagerace::semantics
