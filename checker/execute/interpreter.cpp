#include "checker/execute/interpreter.hpp"

#include <algorithm>

#include "checker/execute/decoded.hpp"
#include "checker/execute/executor.hpp"
#include "checker/execute/machine.hpp"
#include "checker/step/formula_queries.hpp"

namespace pagerace::checker {

/// All parts of an interpreter, at a fixed address, since the parts refer to each other.
class Engine {
 public:
  explicit Engine(const system::TransitionSystem& of) : system(of), executor(system), machine(system, executor) {
    for (const FormulaQuery& asked : queries_of(of))
      queries.push_back({asked.predicate, system.predicate(*asked.predicate)});
  }

  /// A predicate and its decoded code.
  struct Asked {
    const system::Predicate* predicate = nullptr;
    const DecodedCode* code = nullptr;
  };

  const DecodedSystem system;
  Executor executor;
  Machine machine;
  std::vector<Asked> queries;
  std::vector<Value> predicate_registers;

  std::optional<bool> value_of(const Asked& asked, Moment moment, std::span<const Value> inputs, Footprint* footprint) {
    predicate_registers.assign(asked.code->registers + 2, 0);
    std::copy_n(inputs.begin(), std::min<std::size_t>(inputs.size(), asked.predicate->inputs),
                predicate_registers.begin());
    Execution at;
    at.registers = predicate_registers.data();
    at.state = const_cast<Word*>(moment.state);  // decode_pure has seen that nothing is stored
    at.after = moment.after;
    at.start(*asked.code, 0);
    const RunEnd end = footprint != nullptr ? executor.run(at, *footprint) : executor.run(at);
    if (end != RunEnd::Ended) return std::nullopt;
    return predicate_registers.at(asked.predicate->result) != 0;
  }
  bool holds(const Asked& asked, Moment moment, std::span<const Value> inputs) {
    return value_of(asked, moment, inputs, nullptr).value_or(false);
  }

  const DecodedLocation& location(const Word* state, std::uint32_t number) const {
    return system.instances[number].location(state);
  }
};

Interpreter::Interpreter(const system::TransitionSystem& system)
    : engine_(std::make_unique<Engine>(system)),
      words_(system.words),
      threads_(static_cast<std::uint32_t>(system.instances.size())) {}
Interpreter::Interpreter(Interpreter&&) noexcept = default;
Interpreter& Interpreter::operator=(Interpreter&&) noexcept = default;
Interpreter::~Interpreter() = default;

void Interpreter::begin_start() { engine_->machine.begin_start(); }
bool Interpreter::begin(const Word* state, std::uint32_t thread, Footprint* footprint) {
  return engine_->machine.begin(state, thread, footprint);
}
bool Interpreter::next(Transition& transition) { return engine_->machine.next(transition); }

namespace {

Interpreter::Replayed follow(Machine& machine, std::uint32_t words, std::span<const Value> choices,
                             Observer& observer) {
  Transition transition;
  if (!machine.follow(choices, observer, transition)) return {};
  Interpreter::Replayed replayed;
  replayed.possible = true;
  replayed.failure = machine.failure();
  if (replayed.failure == nullptr) replayed.after.assign(transition.state, transition.state + words);
  replayed.reports.assign(transition.reports, transition.reports + transition.report_count);
  return replayed;
}

}  // namespace

Interpreter::Replayed Interpreter::replay_initial(std::span<const Value> choices, Observer& observer) {
  engine_->machine.begin_start();
  return follow(engine_->machine, engine_->system.system.words, choices, observer);
}

Interpreter::Replayed Interpreter::replay(const Word* state, std::uint32_t instance, std::span<const Value> choices,
                                          Observer& observer) {
  if (instance >= threads_ || !engine_->machine.begin(state, instance)) return {};
  return follow(engine_->machine, engine_->system.system.words, choices, observer);
}

bool Interpreter::holds(const system::Predicate& predicate, Moment moment, std::span<const Value> inputs) {
  return value_of(predicate, moment, inputs).value_or(false);
}

std::optional<bool> Interpreter::value_of(const system::Predicate& predicate, Moment moment,
                                          std::span<const Value> inputs, Footprint* footprint) {
  DecodedCode own;
  const DecodedCode* code = engine_->system.predicate(predicate);
  if (code == nullptr) {
    own = decode_pure(predicate);
    code = &own;
  }
  return engine_->value_of({&predicate, code}, moment, inputs, footprint);
}

bool Interpreter::holds(std::uint32_t query, Moment moment) {
  return engine_->holds(engine_->queries[query], moment, {});
}

bool Interpreter::at_end(const Word* state, std::uint32_t instance) const {
  return engine_->location(state, instance).is_end;
}

bool Interpreter::all_done(const Word* state) const {
  for (std::uint32_t i = 0; i < threads_; ++i) {
    if (!engine_->system.instances[i].is_daemon && !at_end(state, i)) return false;
  }
  return true;
}

void Interpreter::interrupt_when(std::function<bool()> interrupted) {
  engine_->executor.interrupted = std::move(interrupted);
}

const Coverage& Interpreter::coverage() const { return engine_->executor.coverage; }

}  // namespace pagerace::checker
