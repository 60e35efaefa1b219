#include "checker/execute/interpreter.hpp"

#include <algorithm>

#include "checker/execute/decoded.hpp"
#include "checker/execute/executor.hpp"
#include "checker/execute/machine.hpp"

namespace pagerace::checker {

/// Everything an interpreter is made of, at one address: the parts refer to each other.
class Engine {
 public:
  explicit Engine(const system::TransitionSystem& of) : system(of), executor(system), machine(system, executor) {}

  const DecodedSystem system;
  Executor executor;
  Machine machine;
  std::vector<Value> predicate_registers;

  const DecodedLocation& location(const Word* state, std::uint32_t number) const {
    const DecodedInstance& instance = system.instances[number];
    return instance.locations[static_cast<std::size_t>(system.read(state, instance.location))];
  }
};

Interpreter::Interpreter(const system::TransitionSystem& system)
    : engine_(std::make_unique<Engine>(system)), instances_(static_cast<std::uint32_t>(system.instances.size())) {}
Interpreter::Interpreter(Interpreter&&) noexcept = default;
Interpreter& Interpreter::operator=(Interpreter&&) noexcept = default;
Interpreter::~Interpreter() = default;

void Interpreter::begin_start() { engine_->machine.begin_start(); }
bool Interpreter::begin(const Word* state, std::uint32_t instance) { return engine_->machine.begin(state, instance); }
bool Interpreter::next(Successor& way) { return engine_->machine.next(way); }

namespace {

Interpreter::Replayed follow(Machine& machine, std::uint32_t words, std::span<const Value> choices,
                             Observer& observer) {
  Successor way;
  if (!machine.follow(choices, observer, way)) return {};
  Interpreter::Replayed replayed;
  replayed.possible = true;
  replayed.failure = way.failure;
  if (way.failure == nullptr) replayed.after.assign(way.state, way.state + words);
  replayed.reports.assign(way.reports.begin(), way.reports.end());
  return replayed;
}

}  // namespace

Interpreter::Replayed Interpreter::replay_initial(std::span<const Value> choices, Observer& observer) {
  engine_->machine.begin_start();
  return follow(engine_->machine, engine_->system.system.words, choices, observer);
}

Interpreter::Replayed Interpreter::replay(const Word* state, std::uint32_t instance, std::span<const Value> choices,
                                          Observer& observer) {
  if (instance >= instances_ || !engine_->machine.begin(state, instance)) return {};
  return follow(engine_->machine, engine_->system.system.words, choices, observer);
}

bool Interpreter::holds(const system::Predicate& predicate, const Word* state, std::span<const Value> inputs) {
  DecodedCode own;
  const DecodedCode* code = engine_->system.predicate(predicate);
  if (code == nullptr) {
    own = decode_pure(predicate);
    code = &own;
  }
  std::vector<Value>& registers = engine_->predicate_registers;
  registers.assign(code->registers + 2, 0);
  std::copy_n(inputs.begin(), std::min<std::size_t>(inputs.size(), predicate.inputs), registers.begin());
  Execution at;
  at.registers = registers.data();
  at.state = const_cast<Word*>(state);  // decode_pure has seen that nothing is stored
  at.start(*code, 0);
  const Outcome outcome = engine_->executor.run(at, nullptr);
  return outcome == Outcome::Ended && registers.at(predicate.result) != 0;
}

bool Interpreter::at_end(const Word* state, std::uint32_t instance) const {
  return engine_->location(state, instance).is_end;
}

bool Interpreter::all_done(const Word* state) const {
  for (std::uint32_t i = 0; i < instances_; ++i) {
    if (!engine_->system.instances[i].is_daemon && !at_end(state, i)) return false;
  }
  return true;
}

const Coverage& Interpreter::coverage() const { return engine_->executor.coverage; }

}  // namespace pagerace::checker
