#include "model/syntax/definers.hpp"

#include <algorithm>
#include <iterator>

namespace pagerace::syntax {
namespace {

constexpr Definer definers[] = {
    {"DEFINE_SPINLOCK", "spinlock"},
    {"DEFINE_RAW_SPINLOCK", "spinlock"},
    {"DEFINE_RWLOCK", "rwlock"},
    {"DEFINE_MUTEX", "mutex"},
    {"DECLARE_RWSEM", "rw_semaphore"},
    {"DECLARE_WAIT_QUEUE_HEAD", "wait_queue_head"},
    {"DECLARE_WAIT_QUEUE_HEAD_ONSTACK", "wait_queue_head"},
    {"DECLARE_COMPLETION", "completion"},
    {"DECLARE_COMPLETION_ONSTACK", "completion"},
    {"DEFINE_SEMAPHORE", "semaphore", "count"},
    {"DEFINE_SEQLOCK", "seqlock"},
    {"DEFINE_SRCU", "srcu_struct"},
    {"DEFINE_STATIC_SRCU", "srcu_struct"},
};

}  // namespace

const Definer* find_definer(std::string_view word) {
  if (!word.starts_with("DE")) return nullptr;
  const auto found =
      std::find_if(std::begin(definers), std::end(definers), [&](const Definer& each) { return word == each.name; });
  return found == std::end(definers) ? nullptr : found;
}

}  // namespace pagerace::syntax
