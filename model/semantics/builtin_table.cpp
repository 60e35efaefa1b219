#include <algorithm>

#include "model/semantics/builtins.hpp"

namespace pagerace::semantics {

/// A friend of Expressions, so that the table can name its functions.
struct BuiltinTable {
  using E = Expressions;
  static constexpr Builtin::Kind kOwn = {.may_be_own = true};
  static constexpr Builtin::Kind kOwnConstant = {.is_constant = true, .may_be_own = true};
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
      {"ARRAY_SIZE", 1, 1, &E::array_size, {.is_constant = true}},
      {"likely", 1, 1, &E::likely, {.is_constant = true}},
      {"unlikely", 1, 1, &E::likely, {.is_constant = true}},
      {"assert", 1, 2, &E::assert_},
      {"poison", 1, 1, &E::poison},
      {"unpoison", 1, 1, &E::poison},
      {"lockdep_assert_held", 1, 1, &E::lockdep},
      {"lockdep_assert_held_read", 1, 1, &E::lockdep},
      {"lockdep_assert_held_write", 1, 1, &E::lockdep},
      {"lockdep_assert_not_held", 1, 1, &E::lockdep},
      {"lockdep_is_held", 1, 1, &E::lockdep},
      {"smp_store_mb", 2, 2, &E::write_once, kOwn},
      {"smp_mb__after_spinlock", 0, 0, &E::fence, kOwn},
      {"smp_mb__after_unlock_lock", 0, 0, &E::fence, kOwn},
      {"smp_acquire__after_ctrl_dep", 0, 0, &E::fence, kOwn},
      {"data_race", 1, 1, &E::data_race, kOwn},
      {"wait_event_timeout", 3, 3, &E::wait_event_timeout, kOwn},
      {"wait_event_idle_timeout", 3, 3, &E::wait_event_timeout, kOwn},
      {"wait_event_freezable_timeout", 3, 3, &E::wait_event_signal_timeout, kOwn},
      {"wait_event_interruptible_timeout", 3, 3, &E::wait_event_signal_timeout, kOwn},
      {"wait_event_killable_timeout", 3, 3, &E::wait_event_signal_timeout, kOwn},
      {"wait_event_interruptible", 2, 2, &E::wait_event_signal, kOwn},
      {"wait_event_killable", 2, 2, &E::wait_event_signal, kOwn},
      {"wait_event_freezable", 2, 2, &E::wait_event_signal, kOwn},
      {"wait_event_idle", 2, 2, &E::wait_event, kOwn},
      {"io_wait_event", 2, 2, &E::wait_event, kOwn},
      {"wait_event_lock_irq", 3, 3, &E::wait_event_lock_irq, kOwn},
      {"min", 2, 2, &E::least_or_greatest, kOwnConstant},
      {"max", 2, 2, &E::least_or_greatest, kOwnConstant},
      {"min_t", 3, 3, &E::least_or_greatest, kOwnConstant},
      {"max_t", 3, 3, &E::least_or_greatest, kOwnConstant},
      {"min3", 3, 3, &E::least_or_greatest, kOwnConstant},
      {"max3", 3, 3, &E::least_or_greatest, kOwnConstant},
      {"clamp", 3, 3, &E::clamp, kOwnConstant},
      {"clamp_t", 4, 4, &E::clamp, kOwnConstant},
      {"swap", 2, 2, &E::swap, kOwn},
      {"BIT", 1, 1, &E::bit, kOwnConstant},
      {"BIT_ULL", 1, 1, &E::bit, kOwnConstant},
      {"GENMASK", 2, 2, &E::bits, kOwnConstant},
      {"GENMASK_ULL", 2, 2, &E::bits, kOwnConstant},
      {"IS_ENABLED", 1, 1, &E::likely, kOwnConstant},
      {"rcu_dereference", 1, 1, &E::rcu_dereference, kOwn},
      {"rcu_dereference_check", 2, 2, &E::rcu_dereference, kOwn},
      {"rcu_dereference_protected", 2, 2, &E::rcu_dereference, kOwn},
      {"rcu_dereference_raw", 1, 1, &E::rcu_dereference, kOwn},
      {"rcu_access_pointer", 1, 1, &E::rcu_dereference, kOwn},
      {"srcu_dereference", 2, 2, &E::rcu_dereference, kOwn},
      {"rcu_assign_pointer", 2, 2, &E::rcu_assign, kOwn},
      {"RCU_INIT_POINTER", 2, 2, &E::rcu_assign, kOwn},
      {"rcu_replace_pointer", 3, 3, &E::rcu_replace, kOwn},
      {"kref_put", 2, 2, &E::kref_put, kOwn},
      {"kref_put_mutex", 3, 3, &E::kref_put, kOwn},
      {"kref_put_lock", 3, 3, &E::kref_put, kOwn},
      {"kmem_cache_alloc", 2, 2, &E::allocate, kOwn},
      {"kmem_cache_zalloc", 2, 2, &E::allocate, kOwn},
      {"kmem_cache_free", 2, 2, &E::free_object, kOwn},
      {"kfree", 1, 1, &E::free_object, kOwn},
      {"printk", 1, 20, &E::print, kOwn},
      {"pr_emerg", 1, 20, &E::print, kOwn},
      {"pr_alert", 1, 20, &E::print, kOwn},
      {"pr_crit", 1, 20, &E::print, kOwn},
      {"pr_err", 1, 20, &E::print, kOwn},
      {"pr_warn", 1, 20, &E::print, kOwn},
      {"pr_notice", 1, 20, &E::print, kOwn},
      {"pr_info", 1, 20, &E::print, kOwn},
      {"pr_cont", 1, 20, &E::print, kOwn},
      {"pr_debug", 1, 20, &E::print, kOwn},
      {"pr_err_once", 1, 20, &E::print, kOwn},
      {"pr_warn_once", 1, 20, &E::print, kOwn},
      {"pr_info_once", 1, 20, &E::print, kOwn},
      {"pr_err_ratelimited", 1, 20, &E::print, kOwn},
      {"pr_warn_ratelimited", 1, 20, &E::print, kOwn},
      {"pr_info_ratelimited", 1, 20, &E::print, kOwn},
      {"dev_err", 2, 20, &E::print, kOwn},
      {"dev_warn", 2, 20, &E::print, kOwn},
      {"dev_info", 2, 20, &E::print, kOwn},
      {"dev_dbg", 2, 20, &E::print, kOwn},
      {"WARN", 2, 20, &E::warn_with_text, kOwn},
      {"WARN_ONCE", 2, 20, &E::warn_with_text, kOwn},
      {"lock_fault", 2, 2, &E::lock_fault, {.only_vocabulary = true}},
      {"lock_warning", 2, 2, &E::lock_fault, {.only_vocabulary = true}},
      {"sleep_warning", 2, 2, &E::lock_fault, {.only_vocabulary = true}},
      {"count_warning", 2, 2, &E::lock_fault, {.only_vocabulary = true}},
      {"__own", 1, 1, &E::own, {.only_vocabulary = true}},
  };
};

const Builtin* find_builtin(const std::string& name) {
  const auto found = std::find_if(std::begin(BuiltinTable::kAll), std::end(BuiltinTable::kAll),
                                  [&](const Builtin& builtin) { return name == builtin.name; });
  return found == std::end(BuiltinTable::kAll) ? nullptr : found;
}

bool is_builtin(const std::string& name) { return find_builtin(name) != nullptr; }

bool is_reserved(const std::string& name) {
  const Builtin* builtin = find_builtin(name);
  return (builtin != nullptr && !builtin->kind.may_be_own) || name == "self" || name == "NR_THREADS" ||
         name == "retval";
}

std::vector<std::string> builtin_names() {
  std::vector<std::string> names;
  for (const Builtin& builtin : BuiltinTable::kAll)
    if (!builtin.kind.only_vocabulary) names.emplace_back(builtin.name);
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
