// Holds the range analysis to the interpreter: on random code no value may ever leave the range that was promised for
// it.
#include <doctest/doctest.h>

#include <functional>
#include <random>
#include <set>

#include "tests/checker/taken_transitions.hpp"

using namespace pagerace::checker;
using namespace pagerace::checker::testing;
using namespace pagerace::system::testing;
using pagerace::system::kNoRegister;
using pagerace::system::Opcode;
using pagerace::system::Range;
using pagerace::system::Register;

namespace {

/// One thread of random arithmetic, branches and loops over a few variables. They have declared ranges as far as the
/// bound check is concerned, but nothing keeps them.
class RandomThread {
 public:
  RandomThread(CodeBuilder code, std::mt19937& random, std::vector<Cell> cells)
      : code_(code), random_(random), cells_(std::move(cells)) {
    for (int i = 0; i < 4; ++i) {
      variables_.push_back(code_.variable("v"));
      code_.code().registers[variables_.back()].has_range = true;
      code_.set(variables_.back(), pick(-3, 12));
    }
  }

  void fill() {
    block(3);
    code_.yield();
    for (Register v : variables_) code_.mark({v});
    code_.end();
  }

 private:
  Value pick(Value low, Value high) { return std::uniform_int_distribution<Value>(low, high)(random_); }
  Register any_variable() { return variables_[static_cast<std::size_t>(pick(0, 3))]; }
  Register operand() { return pick(0, 3) == 0 ? code_.constant(pick(-9, 20)) : any_variable(); }

  Register comparison() {
    static constexpr Opcode kOps[] = {Opcode::Less,  Opcode::LessEqual, Opcode::LessUnsigned, Opcode::LessEqualUnsigned,
                                      Opcode::Equal, Opcode::NotEqual};
    Register a = operand();
    if (pick(0, 2) == 0) {
      const Register copy = code_.temporary();
      code_.move(copy, a);
      a = copy;
    }
    Register condition = code_.binary(kOps[pick(0, 5)], a, operand());
    while (pick(0, 2) == 0) condition = code_.unary(pick(0, 1) == 0 ? Opcode::LogicalNot : Opcode::ToBool, condition);
    return condition;
  }

  void assign() {
    static constexpr Opcode kOps[] = {Opcode::Multiply,
                                      Opcode::Add,
                                      Opcode::Subtract,
                                      Opcode::BitAnd,
                                      Opcode::BitOr,
                                      Opcode::BitXor,
                                      Opcode::ShiftLeft,
                                      Opcode::ShiftRightSigned,
                                      Opcode::ShiftRightUnsigned,
                                      Opcode::DivideSigned,
                                      Opcode::RemainderSigned,
                                      Opcode::DivideUnsigned,
                                      Opcode::RemainderUnsigned};
    Register value = code_.binary(kOps[pick(0, 12)], operand(), operand());
    if (pick(0, 1) == 0) value = code_.unary(pick(0, 1) == 0 ? Opcode::Negate : Opcode::BitNot, value);
    if (pick(0, 1) == 0) value = code_.wrap(value, static_cast<std::uint8_t>(pick(3, 9)), pick(0, 1) == 0);
    code_.move(any_variable(), value);
  }

  void block(int depth) {
    for (Value left = pick(2, 5); left > 0; --left) statement(depth);
  }

  void statement(int depth) {
    switch (pick(0, depth > 0 ? 9 : 7)) {
      case 0:
        // Choices in loops would make more ways than anybody can take.
        if (loops_ == 0) code_.move(any_variable(), code_.choose(pick(-4, 2), pick(2, 4)));
        break;
      case 1:
        code_.store(cells_[static_cast<std::size_t>(pick(0, 1))], any_variable());
        break;
      case 2:
        code_.move(any_variable(), code_.load(cells_[static_cast<std::size_t>(pick(0, 1))]));
        break;
      case 3:
        code_.yield();
        break;
      case 4:
        if (pick(0, 2) == 0) code_.check_range(any_variable(), pick(-20, 0), pick(0, 40));
        if (pick(0, 5) == 0) code_.assume(comparison());
        break;
      case 8:
        branch(depth - 1);
        break;
      case 9:
        loop(depth - 1);
        break;
      default:
        assign();
        break;
    }
  }

  void branch(int depth) {
    const auto otherwise = code_.label(), end = code_.label();
    code_.branch_zero(comparison(), otherwise);
    block(depth);
    code_.jump(end);
    code_.bind(otherwise);
    block(depth);
    code_.bind(end);
  }

  /// At most a few rounds, so that the test ends; what the rounds do is anything.
  void loop(int depth) {
    const Register rounds = code_.variable("rounds");
    code_.code().registers[rounds].has_range = true;
    code_.set(rounds, 0);
    const auto head = code_.label(), out = code_.label();
    code_.bind(head);
    code_.branch_zero(code_.binary(Opcode::Less, rounds, code_.constant(pick(1, 4))), out);
    if (pick(0, 1) == 0) code_.branch_zero(comparison(), out);
    ++loops_;
    block(depth);
    --loops_;
    code_.move(rounds, code_.binary(Opcode::Add, rounds, code_.constant(1)));
    code_.jump(head);
    code_.bind(out);
  }

  CodeBuilder code_;
  std::mt19937& random_;
  std::vector<Cell> cells_;
  std::vector<Register> variables_;
  int loops_ = 0;
};

}  // namespace

TEST_CASE("no value of random code leaves the range that the analysis found") {
  std::mt19937 random(2019);
  std::size_t explored = 0;
  for (int round = 0; round < 400; ++round) {
    CAPTURE(round);
    Builder builder;
    const std::vector<Cell> cells{builder.cell("x", {-8, 30}), builder.cell("y", {-1000, 1000}, 7)};
    for (const char* name : {"t", "u"}) RandomThread(builder.thread(name), random, cells).fill();
    const auto& system = builder.finish();
    REQUIRE_FALSE(builder.diagnostics.has_errors());
    Interpreter interpreter(system);
    std::set<std::vector<Word>> seen;
    std::vector<std::vector<Word>> queue;
    const auto take = [&](const Transition& transition) {
      if (transition.failure != kNoFailure || seen.size() > 400) return;
      std::vector<Word> state(transition.state, transition.state + system.words);
      if (seen.insert(state).second) queue.push_back(std::move(state));
    };
    interpreter.starts(take);
    while (!queue.empty()) {
      const std::vector<Word> state = std::move(queue.back());
      queue.pop_back();
      interpreter.successors(state.data(), take);
    }
    explored += seen.size();
  }
  CHECK(explored > 10'000);
}
