// The checked program: every name resolved, every expression typed, every conversion explicit, constants folded. Built
// by check.cpp from the syntax tree; lower/ makes the transition system from it. It contains no errors.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "model/semantics/types.hpp"
#include "model/syntax/tree.hpp"

namespace pagerace::semantics {

struct Expr;
struct Stmt;
struct Function;
using ExprPtr = std::unique_ptr<Expr>;
using StmtPtr = std::unique_ptr<Stmt>;

enum class Storage { Shared, Ghost, Local, Parameter, Bound /* by forall or exists */, PerThread /* `__thread` */ };

struct Variable {
  std::string name;
  const Type* type = nullptr;
  Storage storage = Storage::Local;
  bool has_range = false;  ///< a width or __range was written; for arrays, it is that of the innermost element
  Range range;             ///< if has_range is false: that of the innermost element's type
  int width = 0;           ///< from `: n`; 0 if none was written. Below 32, reads promote to int as C's bit-fields do
  bool is_const = false;
  bool is_assigned = false;      ///< assigned, incremented, or its address was taken, after its initialiser
  bool from_vocabulary = false;  ///< declared in vocabulary.race
  bool is_pool = false;          ///< an array whose objects are allocated and freed
  bool address_taken = false;    ///< & was applied to it or to a part of it
  /// Ghost `g[mem_map][3]`: for each dimension the array whose elements are its indices, or null
  std::vector<const Variable*> indexed_by;
  std::vector<Value> initial;  ///< Shared and Ghost: one value for each scalar in it, in order; empty: all zeros
  Span span;
};

enum class ExprKind : std::uint8_t {
  Constant,  // value
  Self,      // number of the running thread from 1; 0 in init
  // Places: is_place() is true. A place denotes an object; Read gives the value of a scalar place.
  VariablePlace,  // variable
  Dereference,    // operands: pointer value
  Element,        // operands: array place, index value
  Member,         // operands: struct place; value: field number
  // Values
  Read,       // operands: scalar place; ordering Plain, Once or Acquire
  AddressOf,  // operands: place
  Negate,
  BitNot,
  LogicalNot,  // operands: value
  Multiply,
  Divide,
  Remainder,
  Add,
  Subtract,
  ShiftLeft,
  ShiftRight,  // operands are arithmetic and of type `type`, but the count of a shift has its own type
  BitAnd,
  BitOr,
  BitXor,
  Less,
  LessEqual,
  Equal,
  NotEqual,  // operands of one type, arithmetic or pointer; result int 0/1. For > and >= the operands are swapped
  LogicalAnd,
  LogicalOr,  // short circuit; result int 0/1
  Imply,
  Equivalent,   // formulas only; operands and result are int 0/1
  Next,         // formulas only; operand: what is true in the state after; operand and result are int 0/1
  Conditional,  // operands: condition, then, otherwise. Every condition, also in statements, is of an arithmetic type
                // and true if it is not 0
  Comma,        // operands: left, right
  Let,          // variable: a parameter of its own; operands: what it is, and the expression in which it is that
  Convert,  // operands: value. `wraps`: C's conversion (casts, and those inside arithmetic). Otherwise an assignment's
            // conversion (also of arguments, results, initialisers): a value that does not fit is value_range. To bool,
            // the operand is already 0 or 1 (if it might not be, a NotEqual was inserted before)
  PointerAdd,  // operands: pointer, integer (already negated for p - n)
  PointerDifference,
  Assign,  // operands: place, value; ordering Plain, Once or Release. Value: what was stored. A whole struct is copied
           // member by member: the value is then a Read of a struct place, and the type void
  CompoundAssign,  // operands: place, value; op; computed in `computation`, then converted as by an assignment (to
                   // bool: `!= 0`). Value: what was stored. For `p += n` on a pointer, op is PointerAdd; for -=, the
                   // value is negated already
  Increment,       // operands: place; value: +1 or -1; postfix: the result is the old value. Also for pointers
  Call,            // function; operands: arguments
  Allocate,        // operands: place of a pool -> pointer. may_end: or NULL
  AnyElement,      // operands: array place -> pointer
  AnyRange,        // operands: low, high
  Forall,
  Exists,
  Count,  // variable: the bound one; operands: array place, or low and high; then the body, which is 0 or 1.
          // Count: for how many values the body is 1
  // Built into the language
  Exchange,            // operands: place, value: atomic, ordering Full
  CompareExchange,     // operands: place, expected, new: atomic; value: the old value of the place
  TryCompareExchange,  // operands: place, place of expected (a local or shared object), new; value: bool
  FenceExpr,           // fence
  WaitEvent,  // operands: place of the wait queue, condition; one step. With two more, calls that give a lock back and
              // take it: in between it sleeps. may_end: it looks at the condition once, and that is its value
  Yield,      // cond_resched
  Fail,       // BUG(): check names the built-in property; text
  FailIf,     // BUG_ON(e), WARN_ON(e), VM_BUG_ON_PAGE(e, page): operands: condition, 0 or 1, which is also the value
  SwitchedOff,  // VM_BUG_ON(e) and its kind without CONFIG_DEBUG_VM: void, and nothing is evaluated
  Assert,       // operands: condition; text
  Poison,
  Unpoison,   // operands: struct place
  LockFault,  // vocabulary only: `check` with text if the operand is true. The execution ends there, unless it goes_on
  Own,        // vocabulary only: the operand's value. Its reads are no steps: only this thread changes what it says
};

struct Expr {
  ExprKind kind = ExprKind::Constant;
  const Type* type = nullptr;
  Span span;
  std::vector<ExprPtr> operands;
  Value value = 0;
  const Variable* variable = nullptr;
  const Function* function = nullptr;
  ExprKind op = ExprKind::Add;        ///< CompoundAssign
  const Type* computation = nullptr;  ///< CompoundAssign
  Ordering ordering = Ordering::Plain;
  Fence fence = Fence::Full;
  Check check = Check::BugOn;  ///< Fail, FailIf, LockFault
  bool postfix = false;
  bool wraps = false;    ///< Convert
  bool goes_on = false;  ///< LockFault
  bool may_end = false;  ///< WaitEvent, Allocate. Poison: the object goes back to its pool
  bool unseen = false;   ///< Call: part of something else, and no call that traces show
  std::string text;      ///< messages

  bool is_place() const {
    return kind == ExprKind::VariablePlace || kind == ExprKind::Dereference || kind == ExprKind::Element ||
           kind == ExprKind::Member;
  }
};

enum class StmtKind : std::uint8_t {
  Expression,  // expr
  Declare,     // variable; expr is its initialiser or null. Braced initialisers of arrays and structs are assignments
               // that follow; what they leave out is 0
  Block,       // children
  If,          // expr; children: then [, otherwise]
  Loop,  // expr is the condition (null: true), step may be null; children: body. The test comes first unless test_last
  Switch,  // expr; children: body (one statement; Case inside)
  Case,    // value; or is_default
  Break,
  Continue,
  Return,  // expr, may be null
  Goto,
  Label,   // label: number, unique in the function
  Either,  // children: the choices
  Atomic,  // children: body
  Assume,  // expr
  Note,    // text with no conversions but %d and %u (and %%); one Expression child for each %d or %u
};

struct Stmt {
  StmtKind kind = StmtKind::Block;
  Span span;
  ExprPtr expr;
  ExprPtr step;
  std::vector<StmtPtr> children;
  Variable* variable = nullptr;
  Value value = 0;
  int label = 0;
  bool is_default = false;
  bool test_last = false;  ///< do ... while
  bool is_made = false;    ///< no text says it: what a guard does where its block is left
  bool is_unset = false;   ///< Declare: there is no initialiser, not even one of assignments that follow
  std::string text;
};

/// Variables are owned by the program; a function, thread or probe lists its own.
struct Body {
  std::vector<Variable*> parameters;
  std::vector<Variable*> locals;
  StmtPtr block;
};

struct Function {
  std::string name;
  const Type* result = nullptr;
  Body body;
  bool is_atomic = false;
  Ordering ordering = Ordering::Full;  ///< for an atomic function: the ordering of each access inside it
  bool from_vocabulary = false;        ///< traces show a call of it as one line
  bool from_scenario = false;          ///< defined in the scenario itself: a warning is given if it is unused
  Span span;                           ///< of its name
};

struct Thread {
  std::string name;
  std::uint32_t count = 1;
  bool is_daemon = false;
  Body body;  ///< at most one parameter: the number of the thread, from 0
  Span span;
};

struct Probe {
  /// Call: entry of the function, or its return. Store: `place` is stored to. Exit: a thread ends.
  enum class On : std::uint8_t { Call, Store, Exit };
  On on = On::Call;
  const Function* function = nullptr;
  bool on_return = false;
  bool reads_shared = false;  ///< anything but ghosts, parameters and constants
  ExprPtr place;              ///< Store: a variable or a member; what it stands in may be unknown
  Variable* object =
      nullptr;  ///< Store of a member of any struct: the pointer to the struct, named by the struct's tag
  Body body;    ///< parameters as those of the function (or none); `retval`, if used, is one of the locals
  const Variable* retval = nullptr;
  Span span;
};

struct Formula {
  FormulaKind kind = FormulaKind::Always;
  ExprPtr expr;  ///< boolean, without effects
  Span span;
};

struct Property {
  std::string name;
  std::vector<Variable*> ghosts;
  std::vector<Probe> probes;
  std::vector<Formula> formulas;
  bool from_scenario = false;  ///< written in the scenario itself, not imported
  Span span;
};

struct Expectation {
  std::string subject;  ///< a property, or "states", "transitions", "depth"
  std::optional<syntax::ExpectedVerdict> verdict;
  std::optional<std::uint64_t> number;
  std::vector<std::string> kernels;  ///< from `with kernel`; empty: the default design
  std::vector<std::pair<std::string, std::string>> defines;
  Span span;
};

struct Constant {
  std::string name;
  const Type* type = nullptr;
  Value value = 0;
  Span span;
};

/// A function that a file of a kernel design defines or overrides: what there is of a patch in this run.
struct DesignFunction {
  std::string name;
  Span span;                ///< its name, in the design's file
  bool overrides = false;   ///< false: the design adds it
  std::string replaces;     ///< place of the body that it replaces, as messages have it; empty: there is none
  std::string not_brought;  ///< where the library has it, if nothing imports that file: it is left out of the run
  std::optional<Span> replaced_by;  ///< the definition that runs instead: the scenario's, or that of a design above
};

struct Program {
  std::shared_ptr<Types> types = std::make_shared<Types>();  ///< also used by the systems made from it
  std::vector<std::unique_ptr<Variable>> variables;          ///< all variables, of any storage
  std::vector<Variable*> shared;                             ///< in order of declaration
  std::vector<Variable*> per_thread;                         ///< scalars that each thread has for itself, 0 at first
  std::vector<std::unique_ptr<Function>> functions;          ///< after overrides have taken effect
  std::vector<DesignFunction> design_functions;              ///< of all designs, from the bottom
  std::vector<Constant> constants;
  std::vector<Body> inits;
  std::vector<Thread> threads;
  const Function* thread_exit = nullptr;  ///< of the vocabulary: each thread runs it at its end, in its last step
  std::vector<Property> properties;
  std::vector<Expectation> expectations;
  source::FileId scenario = 0;  ///< the file that the run is about
};

}  // namespace pagerace::semantics
