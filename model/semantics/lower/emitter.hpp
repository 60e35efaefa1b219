// Lowers one body: a thread, init, or a formula. Calls are inlined at their place.
//
// One function, begin_access(), decides where a step ends (docs/language.md, section 5): it puts a yield before every
// load and store of shared memory outside of an atomic section. Some of these yields turn out to stand before reads of
// what no thread ever writes. steps.cpp removes them at the end, when all stores are known.
#pragma once

#include <map>
#include <optional>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "model/semantics/lower/assembler.hpp"
#include "model/semantics/lower/memory.hpp"
#include "model/semantics/lower/place.hpp"
#include "model/source/diagnostics.hpp"

namespace pagerace::semantics {

/// A yield that may be removed later.
struct PendingYield {
  enum class Why { Access, Atomic, Always, End };
  Why why = Why::Access;
  std::uint32_t instruction = 0;     ///< the Yield itself
  std::uint32_t begin = 0, end = 0;  ///< Access, Atomic: the instructions whose accesses decide whether it stays
  Span span;
  bool is_forced = false;  ///< Atomic: it stays, since a probe needs the step
};

/// What is known of the steps of a thread when its code has been emitted.
struct StepMarks {
  std::vector<PendingYield> yields;
  std::vector<std::uint32_t> checks;                            ///< jumps to the check behind, outside of sections
  std::vector<std::uint32_t> counted;                           ///< jumps back, of loops that come to an end
  std::vector<std::pair<std::uint32_t, std::uint32_t>> probes;  ///< instructions of probes, half-open
};

/// A `probe store`: the groups of the cells that it watches, ascending, and the place of the cell in the struct around
/// it.
struct StoreProbe {
  int property = 0;
  const Probe* probe = nullptr;
  std::vector<std::uint32_t> groups;
  std::uint32_t offset = 0;
};

struct Survey;

/// Data that all bodies of one program share while they are lowered.
struct LoweringContext {
  const Program& program;
  system::TransitionSystem& system;
  Memory& memory;
  source::Diagnostics& diagnostics;
  PoisonedStructs poisoned;
  std::vector<const Property*> selected = {};
  /// The probes on each function, each with the number of its property. Those on the end of a thread are under null.
  std::map<const Function*, std::vector<std::pair<int, const Probe*>>> probes = {};
  std::vector<StoreProbe> store_probes = {};
  std::set<const Probe*> warned = {};
  /// Calls that formulas must not make, by file and place: a formula is lowered more than once.
  std::set<std::pair<source::FileId, std::uint32_t>> refused = {};
};

class Emitter {
 public:
  enum class Mode { Thread, Init, Formula };

  Emitter(LoweringContext& context, system::Code& code, Mode mode, std::uint32_t copies = 1);

  // These lower a thread; an init block; and a formula, whose inputs are its bound variables.
  void thread(const Thread& thread);
  void init(const Body& body);
  /// `of_next`: what the formula says in the state after.
  Register formula(const Expr& expr, const std::vector<const Variable*>& inputs, bool of_next);
  /// True in a state if the left side of the `imply` at the end of `path` is true there, for some values of the bound
  /// variables. `path` holds what is around it.
  Register antecedent(const std::vector<const Expr*>& path, std::size_t at);
  void finish() { as_.finish(); }

  StepMarks marks() const { return {yields_, as_.checks(), counted_, probe_code_}; }
  std::vector<Register> per_thread_registers() const;
  // Threads are lowered twice: the first time without probes, to record where steps are (survey.hpp).
  void record(Survey& survey) { recorded_ = &survey; }
  void use(const Survey& survey) { survey_ = &survey; }

 private:
  /// One inlined body.
  struct Frame {
    const Function* function = nullptr;
    std::map<const Variable*, Binding> bindings;
    std::map<int, std::pair<Label, int>> labels;  ///< goto label -> place, and its atomic section (0: none)
    Register result = kNoRegister;
    Label exit = 0;
    std::vector<const Variable*> objects;  ///< local arrays and structs, which are set to zero at the end
    Frame* outer = nullptr;
  };
  /// Which registers a place must not refer to, because later code assigns them before the place is used.
  enum class Pins {
    None,
    Addressed,  ///< variables whose address is taken: the function that the place is given to may change them
    All,        ///< every variable
  };
  struct Loop {
    Label on_break = 0;
    std::optional<Label> on_continue;
  };

  // expressions.cpp: values
  Register value(const Expr& expr);
  Register operation(const Expr& expr);
  Register change(const Expr& expr);
  void built_in(const Expr& expr);
  Register value_copy(const Expr& expr);  ///< in a register that later assignments do not change
  Register pinned_value(const Expr& expr);
  void effect(const Expr& expr);
  Register read_local(const Expr& place);
  Register arithmetic(ExprKind kind, Register a, Register b, const Type* type, const Expr& at);
  Register operate(ExprKind kind, Register a, Register b, const Type* type, const Expr& at);
  Register shift(ExprKind kind, Register a, Register b, const Type* type, const Expr& at);
  Register divide(ExprKind kind, Register a, Register b, const Type* type, const Expr& at);
  Register wrap(Register a, const Type* type, const Expr& at);
  // overflow.cpp
  void check_overflow(ExprKind kind, Register a, Register b, Register result, const Type* type, Span span);
  void check_product(Register a, Register b, Register result, const Type* type, Span span);
  void fail_overflow(Register overflows, Span span);
  Register comparison(const Expr& expr);
  Register logical(const Expr& expr);
  Register conditional(const Expr& expr);
  Register convert(Register a, const Type* from, const Type* to, bool wraps, Span span);
  Register pointer_difference(const Expr& expr);
  Register any_range(const Expr& expr);
  Register any_element(const Expr& expr);
  Register element_address(const Place& array, Register index, const Expr& at);
  Register next(const Expr& expr);
  Register quantifier(const Expr& expr);
  Register counted(const Expr& expr);
  template <class Body>
  Register quantified(const Expr& expr, bool universal, Body body);
  Place object_place(const Expr& object);
  Register address_of(const Place& place, const Type* pointer, Span span);

  // conditions.cpp
  void branch_unless(const Expr& condition, Label target);
  void branch_if(const Expr& condition, Label target);
  void branch_after_step(const Expr& expr, const Expr& step, Label target, bool when_true);

  // assignments.cpp: expressions that change something
  Register assign(const Expr& expr);
  Register compound_assign(const Expr& expr);
  Register increment(const Expr& expr);
  Register increment_from(const Expr& expr, const Place& target, Register before);
  Register exchange(const Expr& expr);
  Register compare_exchange(const Expr& expr);
  Register try_compare_exchange(const Expr& expr);
  void copy_object(const Place& to, const Place& from, const Expr& at);
  Register pointer_add(Register pointer, Register count, const Type* type, Span span);

  // places.cpp
  Place place(const Expr& expr);
  Place dereference(const Expr& expr);
  Place element(const Expr& expr, bool may_be_end = false);  ///< `&array[N]` may be formed but not used
  Place member(const Place& base, std::size_t field, Span span);
  void add_poison(Place& place, const std::string& name);
  void add_poison_around(Place& place);
  Place variable_place(const Variable* variable, Span span);
  const Binding* binding(const Variable* variable) const;

  // accesses.cpp: loads, stores and the steps they make
  Register load(const Place& place, Ordering ordering, Span span);
  void store(const Place& place, Register value, Ordering ordering, Span span);
  void begin_access(const Place& place, Span span);
  void note_access();
  Register look_at(const Place& place, Span span);
  void check_ghost(const Place& place, Register value, Span span);
  Label begin_if_inside(Place::Poison& cell, Span span);
  void check_poison(const Place& place, Span span);
  std::uint32_t access(system::AccessKind kind, const Place& place, Ordering ordering, Span span);
  void yield(PendingYield::Why why, Span span);
  void begin_atomic(Span span);
  void end_atomic();
  void emit_load(Register dst, Register base, system::Value offset, std::uint32_t side, Span span);
  void raw_load_cell(Register dst, const Place::Poison& cell, Span span);

  // uninitialized.cpp: whether locals were assigned on the way here
  /// One register for each cell of a local object; kNoRegister for those that are not followed.
  struct AssignedParts {
    Register instance = kNoRegister;  ///< what is added to the address of the first copy: see declare_local
    std::vector<Register> cells;
    bool as_one = false;  ///< all cells share one register
  };
  void begin_unassigned(const Variable& variable, const Place& place, Span span);
  const AssignedParts* assigned_parts(const Place& place, system::Cell& first) const;
  Register cell_number(const AssignedParts& parts, system::Cell first, const Place& place, Span span);
  template <class Use>
  void each_possible_part(const AssignedParts& parts, system::Cell first, const Place& place, Span span, Use use);
  void note_assigned(const Place& place, Span span);
  void check_assigned(const Place& place, Span span);

  // builtins.cpp
  Register wait_event(const Expr& expr);
  void sleep_unlocked(const Expr& expr, const Place& sleepers, Register mask);
  // locks.cpp
  void lock_fault(const Expr& expr);
  Register own(const Expr& expr);
  void begin_per_thread(Span span);
  void refuse_in_formula(Span span);
  void exit_thread(Span span);
  Register fail_if(const Expr& expr);
  void switched_off(const Expr& expr);
  void assertion(const Expr& expr);
  void fence(const Expr& expr);
  void set_poison(const Expr& expr, Value on);
  // pools.cpp
  Place hidden_cell(const Place& object);
  Register allocate(const Expr& expr);
  void free_object(const Expr& expr);
  void zero_cells(const Place& object, Span span);

  // calls.cpp
  Register call(const Expr& expr);
  Binding bind_argument(const Variable& parameter, const Expr& argument, bool arguments_have_effects);
  std::optional<Place> pointee_of_argument(const Expr& argument);
  void inline_body(const Function& function, Frame& frame, Span call);
  system::Mark call_mark(const Function& function, const Frame& frame, Span call);
  void zero_objects(const Frame& frame, Span span);
  void zero_object(Place object, Span span);

  // probes.cpp
  /// A call of a function with probes, or the body of a thread (then `function` is null), while it is lowered.
  struct ProbedCall {
    const Function* function = nullptr;
    const Frame* callee = nullptr;
    const std::vector<std::pair<int, const Probe*>>* probes = nullptr;
    Span span;
    std::uint32_t number = 0;           ///< in the survey
    std::vector<Binding> entered = {};  ///< the arguments as they were at the call
    Register awaits = kNoRegister;      ///< 1 until the call has made its first access
  };
  const std::vector<std::pair<int, const Probe*>>& probes_on(const Function* function) const;
  void enter_call(ProbedCall& call);
  void leave_call(ProbedCall& call);
  void keep_arguments(ProbedCall& call);
  void warn_of_nothing_inside(const ProbedCall& call);
  void begin_first_access(std::uint32_t yield);
  static bool needs_step(const ProbedCall& call, bool on_return);
  void own_step(Span span);
  bool is_access(std::uint32_t yield) const;
  void run_probes(const ProbedCall& call, bool on_return, std::optional<bool> reads_shared = {});
  void run_without_access(const ProbedCall& call, bool on_return);
  void run_probe(int property, const Probe& probe, Frame& frame);
  std::size_t note_probe_run(int property, Span span);
  void run_store_probes(const Place& place, Register before, Register after, Span span);
  bool is_watched(const Place& place) const;
  static bool group_in(const StoreProbe& probe, std::uint32_t group);
  void skip_other_cells(const StoreProbe& one, Register cell, Label over, Span span);
  Register object_around(const StoreProbe& one, Register cell, Span span);

  // statements.cpp
  void statement(const Stmt& stmt);
  void statements(const std::vector<StmtPtr>& list);
  void declare(const Stmt& stmt);
  void declare_local(const Variable& variable, Span span);
  void if_statement(const Stmt& stmt);
  void loop(const Stmt& stmt);
  void switch_statement(const Stmt& stmt);
  Label case_label(const Stmt& stmt);
  void either(const Stmt& stmt);
  void return_statement(const Stmt& stmt);
  void note(const Stmt& stmt);
  void add_mark(system::Mark mark);
  void mark_statement(const Stmt& stmt);
  Label goto_label(int label, Span span);

  const Type* int_type() const { return context_.program.types->int_type(); }
  bool in_atomic() const { return mode_ != Mode::Thread || atomic_depth_ > 0; }
  bool in_probe() const { return probe_property_ >= 0; }

  LoweringContext& context_;
  Memory& memory_;
  Assembler as_;
  Mode mode_;
  std::uint32_t copies_;  ///< number of identical threads that share this code
  Frame* frame_ = nullptr;
  std::vector<Loop> loops_;
  std::map<const Stmt*, std::pair<Label, int>> case_labels_;  ///< with the atomic section of the switch
  int atomic_depth_ = 0;
  int atomic_section_ = 0;  ///< number of the innermost atomic section; 0 outside of all
  int atomic_sections_ = 0;
  std::vector<std::size_t> open_atomic_;     ///< index into yields_ for the outermost open section
  std::optional<Ordering> atomic_ordering_;  ///< that of the enclosing atomic function
  int vocabulary_depth_ = 0;
  int call_depth_ = 0;
  bool is_unseen_ = false;               ///< no marks: what runs here is part of something else
  bool of_next_ = false;                 ///< loads are from the state after: under `next`
  bool reads_own_ = false;               ///< reads make no step
  std::optional<Span> vocabulary_call_;  ///< the call by which the vocabulary was entered
  std::map<const Variable*, Register> per_thread_;
  Pins pins_ = Pins::None;
  struct KnownValue {
    const Expr* expr = nullptr;
    Register value = kNoRegister;
  };
  KnownValue known_value_;  ///< of an expression that was evaluated already, while another one around it is
  std::map<Register, Register> assigned_locals_;            ///< by the register of the local
  std::map<system::Cell, AssignedParts> assigned_objects_;  ///< by the first cell of the local object
  bool is_resetting_ = false;                               ///< stores are no assignments of the program
  int probe_property_ = -1;                                 ///< set while a probe is lowered
  std::vector<PendingYield> yields_;
  std::vector<std::uint32_t> counted_;                               ///< see StepMarks
  std::vector<std::pair<std::uint32_t, std::uint32_t>> probe_code_;  ///< see StepMarks
  Survey* recorded_ = nullptr;
  const Survey* survey_ = nullptr;
  std::uint32_t next_yield_ = 0, next_call_ = 0;  ///< in the survey
  std::uint32_t section_yield_ = 0;               ///< in the survey: that of the outermost open atomic section
  std::vector<ProbedCall*> awaiting_;             ///< calls whose first access may still come, the outermost first
};

/// Removes conversions to bool, which do not help a reader of formulas.
const Expr& peeled(const Expr& expr);

/// Whether its evaluation changes anything or calls something.
bool has_effect(const Expr& expr);

}  // namespace pagerace::semantics
