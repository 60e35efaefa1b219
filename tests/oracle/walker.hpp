// Runs a thread by walking the tree of the checked program: what docs/language.md says, with nothing made fast.
//
// What a thread does is a function of its inputs: the values that its loads returned and the choices that it made. So a
// thread that waits for its next step is not kept anywhere. It is run again from its start, with the inputs that it
// had, and stops by throwing where they end; for one more step it is let go on from there against the memory at hand.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <set>
#include <vector>

#include "tests/oracle/arithmetic.hpp"
#include "tests/oracle/memory.hpp"

namespace pagerace::oracle {

using semantics::Body;
using semantics::Expr;
using semantics::Program;
using semantics::Stmt;

/// The choices of one way through a step. After a run, `advance` makes them those of the next way.
class Choices {
 public:
  Value choose(Value count);
  bool advance();

 private:
  struct Choice {
    Value chosen, count;
  };
  std::vector<Choice> made_;
  std::size_t next_ = 0;
};

/// How far a thread has come.
struct Position {
  std::uint32_t steps = 0;
  std::vector<Value> inputs;
  std::vector<Value> key;  ///< equal for two positions from which everything goes on alike
  bool finished = false;
  std::optional<system::Check> failing;  ///< the next step is nothing but this check, which fails
};

/// Shared and ghost memory, and which of its slots are poisoned.
struct Memory {
  std::vector<Value> values;
  std::vector<std::uint8_t> poisoned;
};

/// docs/language.md makes one step of what no other thread can see and the access before it, and leaves open how well
/// that is found out. Fine: each access and each atomic section is a step. Coarse: only those that touch `written`.
/// What is between the two is right.
struct Steps {
  bool fine = true;
  std::set<Value> written;         ///< slots that some thread writes; found out by a fine run
  std::set<const void*> touching;  ///< sections that touch one of them
};

/// Stands for a slot where a thread waits: that is noticed even where it reads nothing shared.
inline constexpr Value kWait = 0;

struct Report {
  int property = -1;  ///< -1: built in
  system::Check check = system::Check::Assertion;
  auto operator<=>(const Report&) const = default;
};

enum class Ending { Waiting, Finished, Blocked, Failed };

/// What the threads of a run did to memory, for a coarse run to come.
struct Noticed {
  std::set<Value> written;
  std::set<std::pair<const void*, Value>> touched;  ///< by atomic sections
};

/// Values of the variables that quantifiers bind.
using Bound = std::map<const Variable*, Value>;

/// What an expression is in a state.
struct Evaluated {
  std::optional<Value> value;  ///< nothing where it cannot be evaluated
  std::set<Value> reads;       ///< slots
};

/// What a run executed past the inputs that it had: that it was tried does not mean that it happened.
struct Evidence {
  std::set<const semantics::Probe*> ran;
  std::set<const Expr*> asserted;  ///< asserts of probes
  std::set<Value> stored;          ///< slots, by threads
  std::set<Value> changed;         ///< those that had another value before
};

class Walker {
 public:
  Walker(const Program& program, Layout& layout, const Steps& steps, Noticed& noticed)
      : program_(program), layout_(layout), steps_(steps), noticed_(noticed) {}

  /// All init blocks. False: this way is blocked. Throws Failed.
  bool init(Memory& memory, Choices& choices);

  struct Runner {
    const semantics::Thread* thread = nullptr;
    Value self = 0;    ///< from 1
    Value number = 0;  ///< among those alike
  };
  /// From the start to the first step (Position is empty), or one step more. Changes memory only where the step ends
  /// well. Before the first step only probes do that.
  Ending start(const Runner& runner, Position& position, Memory& memory, Choices& choices);
  Ending step(const Runner& runner, Position& position, Memory& memory, Choices& choices);

  /// What failed asserts and WARN_ONs the last run reported, and the check that ended it where it Failed.
  const std::set<Report>& reports() const { return reports_; }

  /// How many nodes of the tree all runs together have executed.
  std::uint64_t work() const { return work_; }

  /// Of the last run.
  const Evidence& evidence() const { return evidence_; }

  Evaluated evaluated(const Expr& expr, const std::vector<Value>& memory, const Bound& bound);
  /// The values that a quantifier over a whole variable, or between constants, goes through.
  std::vector<Value> values_of(const Expr& quantifier);

  /// False too where it cannot be evaluated.
  bool holds(const Expr& formula, const Memory& memory) { return holds(formula, memory, memory); }
  /// `after`: memory in the state after, for `next`.
  bool holds(const Expr& formula, const Memory& memory, const Memory& after);

 private:
  enum class Flow { Normal, Break, Continue, Return, Goto };
  struct Suspended {};
  struct Blocked {};
  struct ProbeEnds {};

  /// A call whose entry probes run with its first access.
  struct Awaiting {
    const semantics::Function* function = nullptr;
    std::vector<Value> arguments;
    bool awaits = true;
  };

  /// Something that a later resumption needs to know stands on the trail as long as it matters.
  class Held {
   public:
    Held(Walker& walker, Value value) : walker_(walker) { walker_.trail_.push_back(value); }
    Held(Walker& walker, const void* node) : Held(walker, static_cast<Value>(reinterpret_cast<std::intptr_t>(node))) {}
    Held(const Held&) = delete;
    Held& operator=(const Held&) = delete;
    ~Held() { walker_.trail_.pop_back(); }

   private:
    Walker& walker_;
  };

  /// What is one step as a whole.
  class Section {
   public:
    Section(Walker& walker, const void* node, bool wanted = true);
    Section(const Section&) = delete;
    Section& operator=(const Section&) = delete;
    ~Section();

   private:
    Walker& walker_;
    bool wanted_;
  };

  /// A `probe store` that sees what goes to a slot.
  struct WatchedSlot {
    int property = 0;
    const semantics::Probe* probe = nullptr;
  };

  struct Place {
    Value slot = 0;
    const Type* type = nullptr;
    Extent extent;  ///< that it is an element of
    Value index = 0;
    int width = 0;  ///< of a bit-field
  };

  // walker.cpp
  Ending run(const Runner& runner, Position& position, Memory& memory, Choices& choices, bool one_more);
  void reset(Memory* memory, Choices* choices);
  void boundary();
  [[noreturn]] void suspend();
  void touch(Value slot, bool writes);
  void tick();
  void come_round();
  void before_check();
  Value choose(Value count);
  void report(system::Check check);

  // access.cpp
  static bool is_local(Value slot) { return slot >= Layout::kLocals; }
  Value load(Value slot);
  void store(Value slot, Value value);
  void check_range(Value slot, Value value) const;
  bool is_poisoned(const Type* type);
  void set_poison(const Place& place, bool poisoned);
  Place place(const Expr& expr, bool may_be_past = false);
  Place part(Value slot, const Type* type) const;
  Place element(const Expr& expr, bool may_be_past);
  Place target(Value pointer, const Type* type, bool may_be_past);

  // statements.cpp
  Flow execute(const Stmt& statement);
  Flow block(const Stmt& statement);
  Flow loop(const Stmt& statement);
  Flow switch_over(const Stmt& statement);
  Flow branch(const Stmt& statement);
  void wait_for(const Stmt& statement);
  void forget(const Stmt& declaration);
  void forget(Value slot, const Type* type, bool is_unset);

  // calls.cpp
  Value call(const Expr& expr);
  Value body_of(const semantics::Function& function, const std::vector<Value>& arguments);
  // probes.cpp; the function is null for the body of a thread
  void probes(const semantics::Function* function, bool on_return, Value result, const std::vector<Value>& arguments,
              std::optional<bool> reads_shared = {});
  void probes_without_access(const semantics::Function* function, bool on_return, Value result,
                             const std::vector<Value>& arguments);
  void run_probe(const semantics::Probe& probe, Value result, const std::vector<Value>& arguments,
                 std::optional<Value> object = {});
  void body_of_thread(const Body& body);
  bool is_watched(Value slot);
  Value record(Value value);
  void store_probes(Value slot, Value before, Value after);
  void first_access();
  void enter(const Body& body, const std::vector<Value>& arguments);
  void leave(const Body& body);
  void add_local(const Variable& variable, bool is_set = false);

  // expressions.cpp
  Value evaluate(const Expr& expr);
  Value unary(const Expr& expr);
  Value other(const Expr& expr);
  Value binary(const Expr& expr);
  Value compare(const Expr& expr);
  Value logical(const Expr& expr);
  Value quantified(const Expr& expr);
  Value any_range(const Expr& expr);
  Value pointer_add(Value pointer, Value by);

  // assignments.cpp
  Value assign(const Expr& expr);
  void copy(const Place& to, const Place& from);
  Value compound(const Expr& expr);
  Value increment(const Expr& expr);
  Value exchange(const Expr& expr);
  Value try_exchange(const Expr& expr);
  Value wait_event(const Expr& expr);
  void sleep_unlocked(const Expr& expr, Value sleepers, Value mine);
  Value fail(const Expr& expr);

  const Program& program_;
  Layout& layout_;
  const Steps& steps_;
  Noticed& noticed_;

  // The run at hand.
  Memory* memory_ = nullptr;
  Memory* after_ = nullptr;  ///< for a formula: in the state after
  Choices* choices_ = nullptr;
  Value self_ = 0;
  std::uint32_t steps_done_ = 0, steps_passed_ = 0;
  std::vector<Value> inputs_;
  std::size_t next_input_ = 0;
  bool live_ = false;              ///< past what the inputs recorded: against memory
  bool may_step_ = false;          ///< one more step may begin
  bool pure_ = false;              ///< a formula: no probes
  int depth_ = 0;                  ///< of sections
  const void* section_ = nullptr;  ///< the outermost one
  bool pending_ = false;           ///< it has not become a step yet
  bool has_stored_ = false;        ///< in the step at hand, to what others can see
  bool section_stored_ = false;    ///< the same, in a section that has not ended
  std::uint32_t ticks_ = 0;
  std::uint64_t work_ = 0;
  int property_ = -1;  ///< whose probe runs
  std::vector<Awaiting*> awaiting_;
  std::set<Report> reports_;
  Evidence evidence_;
  std::set<Value> reads_;                 ///< of a formula
  std::set<std::vector<Value>> moments_;  ///< in the step at hand, each time that a loop came round
  std::vector<Value> trail_;
  std::vector<Value> key_;

  struct Local {
    Value value = 0;
    Range range;
    bool is_set = false;  ///< something assigned it since its declaration
  };
  std::vector<Local> locals_;
  std::map<const Variable*, Value> local_bases_;
  Bound bound_;
  std::optional<std::map<Value, std::vector<WatchedSlot>>> watched_;
  std::optional<std::set<const Type*>> poisoned_types_;  ///< those that the program poisons somewhere
  const Stmt* seek_ = nullptr;                           ///< where a switch or goto goes to
  int label_ = 0;
  Value result_ = 0;
};

}  // namespace pagerace::oracle
