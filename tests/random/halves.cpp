// Half of a pair, mostly without the other half.
#include "tests/random/generator.hpp"

namespace pagerace::random {

Piece Generator::half_of_a_pair(Scope& scope) {
  switch (chance_.below(6)) {
    case 0:
    case 1:
      if (!items_) break;
      use("unpoison");
      return line("unpoison(" + item(scope) + ");");
    case 2:
      if (!items_ || chance_.percent(50)) break;
      use("poison");
      return line("poison(&items[" + std::to_string(chance_.below(2)) + "]);");
    case 3:
      if (!queue_) break;
      use("wake_up");
      return line("wake_up(&wq);");
    case 4:
      return wait_for_event(scope);
    default:
      if (scope.atomic || chance_.percent(50)) break;
      use("half of RCU");
      return line(chance_.pick({"rcu_read_lock();", "rcu_read_unlock();", "synchronize_rcu();"}));
  }
  return assignment(scope);
}

Piece Generator::wait_for_event(Scope& scope) {
  if (!queue_ || scope.atomic) return assignment(scope);
  use("wait_event");
  return line("wait_event(wq, " + truth(scope, 1) + ");");
}

/// Rarely a half that takes something: whoever waits for it then waits for ever.
Piece Generator::half_of_a_lock(Scope& scope) {
  std::vector<std::string> givers, takers;
  const auto add = [&](const std::string& lock, const char* taking, std::initializer_list<const char*> giving) {
    takers.push_back(taking + ("(&" + lock + ");"));
    for (const char* one : giving) givers.push_back(one + ("(&" + lock + ");"));
  };
  for (const std::string& lock : spinlocks_) add(lock, "spin_trylock", {"spin_unlock", "spin_unlock"});
  for (const std::string& lock : mutexes_) add(lock, "mutex_trylock", {"mutex_unlock", "mutex_unlock"});
  for (const std::string& lock : shared_locks_) {
    if (lock == "sem") add(lock, "down_read_trylock", {"up_read", "up_write", "downgrade_write"});
    if (lock == "rw") add(lock, "read_trylock", {"read_unlock", "write_unlock", "read_unlock"});
  }
  if (takers.empty() || chance_.percent(30)) {
    use("half of a context");
    const std::string context = chance_.pick({"preempt", "local_bh", "local_irq"});
    return line(context + (chance_.percent(25) ? "_disable();" : "_enable();"));
  }
  const bool takes = chance_.percent(25);
  use(takes ? "a lock that is kept" : "a lock that nobody took");
  const std::string what = chance_.pick(takes ? takers : givers);
  // What is done in error is often the end, so it is done on some ways only.
  return line(chance_.percent(50) ? "if (" + truth_atom(scope) + ") " + what : what);
}

}  // namespace pagerace::random
