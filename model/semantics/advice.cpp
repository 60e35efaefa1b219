#include "model/semantics/advice.hpp"

#include <unordered_map>

namespace pagerace::semantics {

namespace {

constexpr const char* kErrors = "a pointer is NULL or an address here: return NULL, and the error in an int";
constexpr const char* kSchedule = "wait_event(wq, condition) sleeps, and wake_up(&wq) wakes; assume(e) waits for e";
constexpr const char* kCallback = "write the callback as a `daemon thread` that waits until there is work";
constexpr const char* kPerCpu = "declare an array with an element for each thread, and use [self]";
constexpr const char* kPool =
    "declare a pool, `struct object objects[3];`, and write kmem_cache_alloc(objects, GFP_KERNEL) and kfree(pointer)";

constexpr const char* kRcuList =
    "list_del() and its kin are for lists under a lock; of a list that readers walk under RCU, write the stores as the "
    "kernel has them, "
    "with rcu_assign_pointer() and WRITE_ONCE()";
constexpr const char* kFolio = "import \"include/folio.race\"; has it, with a struct page for the folio";

const std::unordered_map<std::string, const char*> kAdvice = {
    {"list_add_rcu", kRcuList},
    {"list_add_tail_rcu", kRcuList},
    {"list_del_rcu", kRcuList},
    {"list_replace_rcu", kRcuList},
    {"list_entry_rcu", kRcuList},
    {"list_first_or_null_rcu", kRcuList},
    {"hlist_add_head_rcu", kRcuList},
    {"hlist_del_rcu", kRcuList},
    {"folio_get", kFolio},
    {"folio_put", kFolio},
    {"folio_lock", kFolio},
    {"folio_try_get", kFolio},
    {"folio_trylock", kFolio},
    {"folio_unlock", kFolio},
    {"folio_ref_count", kFolio},
    {"ERR_PTR", kErrors},
    {"PTR_ERR", kErrors},
    {"IS_ERR", "a pointer is NULL or an address here: test it with !"},
    {"IS_ERR_OR_NULL", "a pointer is NULL or an address here: test it with !"},
    {"PTR_ERR_OR_ZERO", kErrors},
    {"ERR_CAST", kErrors},
    {"schedule", kSchedule},
    {"schedule_timeout", kSchedule},
    {"set_current_state", kSchedule},
    {"__set_current_state", kSchedule},
    {"wake_up_process", kSchedule},
    {"prepare_to_wait", kSchedule},
    {"finish_wait", kSchedule},
    {"add_wait_queue", kSchedule},
    {"wait_var_event", "wait_event(wq, condition), with a wake_up(&wq) by who changes it"},
    {"wake_up_var", "wait_event(wq, condition), with a wake_up(&wq) by who changes it"},
    {"queue_work", kCallback},
    {"schedule_work", kCallback},
    {"flush_work", kCallback},
    {"cancel_work_sync", kCallback},
    {"queue_delayed_work", kCallback},
    {"INIT_WORK", kCallback},
    {"mod_timer", kCallback},
    {"timer_setup", kCallback},
    {"del_timer_sync", kCallback},
    {"call_rcu", "write the callback as a `daemon thread` that waits until there is work, and calls synchronize_rcu()"},
    {"kfree_rcu",
     "write a `daemon thread` that waits until there is work, calls synchronize_rcu(), and poisons the object"},
    {"call_srcu",
     "write the callback as a `daemon thread` that waits until there is work, and calls synchronize_srcu()"},
    {"rcu_barrier", "wait until the `daemon thread` with the callbacks has no work"},
    {"this_cpu_inc", kPerCpu},
    {"this_cpu_dec", kPerCpu},
    {"this_cpu_read", kPerCpu},
    {"this_cpu_write", kPerCpu},
    {"this_cpu_ptr", kPerCpu},
    {"per_cpu", kPerCpu},
    {"per_cpu_ptr", kPerCpu},
    {"DEFINE_PER_CPU", kPerCpu},
    {"alloc_percpu", kPerCpu},
    {"kmalloc", kPool},
    {"kzalloc", kPool},
    {"kcalloc", kPool},
    {"kvfree", kPool},
    {"kthread_run", "declare it: thread name { ... }"},
    {"kthread_should_stop", "read a variable that who stops it sets"},
    {"smp_cond_load_acquire", "assume(e) waits for e; read the value with smp_load_acquire()"},
    {"smp_cond_load_relaxed", "assume(e) waits for e; read the value with READ_ONCE()"},
    {"scoped_cond_guard", "take the lock with an `if`, and give it back where the block is left"},
    {"__free", "free it where the block is left"},
    {"percpu_ref_get", "a refcount_t counts; a bool says that it is killed"},
    {"percpu_ref_put", "a refcount_t counts; a bool says that it is killed"},
    {"percpu_ref_kill", "a refcount_t counts; a bool says that it is killed"},
    {"percpu_ref_tryget_live", "a refcount_t counts; a bool says that it is killed"},
    {"BUILD_BUG_ON", "leave it out, or check it with BUG_ON() in `init`"},
};

}  // namespace

std::string advice_for(const std::string& name) {
  const auto found = kAdvice.find(name);
  return found == kAdvice.end() ? "" : found->second;
}

}  // namespace pagerace::semantics
