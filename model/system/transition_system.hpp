// The waist of pagerace: all earlier stages make a TransitionSystem, and all later stages only read it.
//
// A state is a fixed number of 64-bit words. For each thread it holds one number, the thread's code, which encodes its
// location and the registers that are alive there. Registers too large for the code have fields of their own (zero
// while the register is dead). A state also holds every cell of shared and ghost memory. Nothing straddles a word.
#pragma once

#include <cstdint>
#include <limits>
#include <memory>
#include <string>
#include <vector>

#include "model/system/checks.hpp"
#include "model/system/code.hpp"
#include "model/system/ordering.hpp"
#include "model/system/types.hpp"

namespace pagerace::system {

/// The place of a value in the state. Value v is held as v - bias; a pointer is held as its index in a PointerDomain.
struct Storage {
  std::uint16_t word = 0;
  std::uint8_t shift = 0;
  std::uint8_t width = 0;    ///< 0: always `bias` (or target 0 of the domain), and not in the state at all
  std::uint16_t domain = 0;  ///< index into TransitionSystem::domains, or 0 for a number
  Value bias = 0;
};

/// The values that one kind of pointer variable can have, in ascending order; NULL (0) is first if it is one of them.
struct PointerDomain {
  std::vector<Value> targets;
};

/// For each array of objects of one pointee type: its extent. Pointers are kept inside it.
struct PointeeTable {
  struct Extent {
    Cell begin = 0, end = 0;
    std::uint32_t stride = 0;
  };  ///< end: one past the last object
  const Type* pointee = nullptr;
  std::vector<Extent> extents;  ///< in ascending order, not overlapping
  std::string member;           ///< "lru of a struct page", if the pointers are to that member; else empty
};

/// A variable, or a part of one, that is an array or a struct.
struct ObjectInfo {
  Cell begin = 0;
  const Type* type = nullptr;
  std::string name;          ///< "mem_map", "mem_map[0]", "zone.lock"
  bool is_variable = false;  ///< it is a whole variable
};

inline constexpr std::uint32_t kNoObject = std::numeric_limits<std::uint32_t>::max();

/// One scalar of memory. Cell 0 is unused. There is at least one unused cell between two variables, and after each
/// array and each member of a struct, so that one past an array is never another object.
struct CellInfo {
  std::string object;          ///< "mem_map[0]", "zone.lock": the variable with indices, up to the innermost struct
  std::string member;          ///< "_refcount"; empty for a plain variable
  const Type* type = nullptr;  ///< null: an unused cell
  Range range;                 ///< a store of a value outside fails as value_range
  std::uint32_t holder = kNoObject;  ///< the outermost struct that contains it: index into TransitionSystem::objects
  std::uint32_t group = 0;           ///< cells that differ only in array indices share a group; the analyses use groups
  bool is_ghost = false;
  bool is_private = false;  ///< memory of one thread (a local array, or a local whose address is taken)
  bool is_detail = false;   ///< part of a lock or something else that vocabulary.race declares, except counters
  std::string name() const { return member.empty() ? object : object + "." + member; }
};

struct CellGroup {
  const Type* type = nullptr;
  Range range;  ///< the declared one; the range analysis narrows it
  bool is_ghost = false;
  bool written = false;      ///< some thread or probe writes it; init alone does not count
  std::uint16_t domain = 0;  ///< for a pointer: index into TransitionSystem::domains, set by the range analysis
};

enum class AccessKind : std::uint8_t { Read, Write, Fence };

/// The facts about a Load, Store or FenceOp that the memory model needs.
struct Access {
  AccessKind kind = AccessKind::Read;
  Ordering ordering = Ordering::Plain;
  Fence fence = Fence::Full;
  bool is_atomic = false;             ///< part of an atomic function or block: it cannot race by itself
  bool is_step = false;               ///< there is a yield before it
  bool in_probe = false;              ///< done by a probe, or by what a probe calls
  std::vector<std::uint32_t> groups;  ///< the groups that the cell can belong to, ascending
  Span span;
};

/// The reason why a step fails, or the text that it reports.
struct Failure {
  Check check = Check::BugOn;
  int property = -1;  ///< index of the property that contains the assert; -1: the built-in property named by `check`
  std::string text;
  Span span;
};

struct Mark {
  enum class Kind : std::uint8_t { Statement, Enter, Leave, Note, Probe };
  Kind kind = Kind::Statement;
  Span span;                        ///< Statement: the statement, without the bodies in it. Enter: the call
  std::string text;                 ///< Enter, Leave, Probe: name of the function or property. Note: the format
  std::vector<Register> arguments;  ///< Enter, Note: the registers that hold them here. Leave: the result, if any
  std::vector<std::string>
      argument_text;  ///< Enter: for arguments without a value (bound places): "&zone.lock"; else empty
  std::vector<const Type*> argument_types;
  bool in_probe = false;     ///< done by a probe, or by what a probe calls
  bool vocabulary = false;   ///< Enter, Leave: a built-in of the kernel's vocabulary, shown as one line
  bool in_scenario = false;  ///< Statement: counts for "Uncovered:" if it is in the scenario and not in an import
};

struct Location {
  std::uint32_t resume = 0;  ///< the instruction at which a step from here starts
  bool is_end = false;
  bool is_atomic_start = false;
  Span span;                   ///< of the next access
  std::vector<Register> live;  ///< persistent registers that are alive here, ascending
};

/// The value of a register at one location as a number below `size`: value - bias, or an index into the domain.
struct Digit {
  Register reg = 0;
  Word size = 1;             ///< 0 stands for 2^64
  Value bias = 0;            ///< 0 if there is a domain
  std::uint16_t domain = 0;  ///< index into TransitionSystem::domains, or 0 for a number
};

/// The codes of a thread at one location. A code is base + d0 + d1 * size0 + d2 * size0 * size1 + ...: a number in the
/// mixed radix of the digits' sizes. Each location's codes start after those of the one before. So n codes in all take
/// bit_width(n - 1) bits, however different the locations are.
struct Encoding {
  Word base = 0;              ///< the sum of the counts of the locations before
  Word count = 0;             ///< the product of the sizes; 0 if no execution reaches the location
  std::vector<Digit> digits;  ///< in order of registers: all that are alive there, except those in fields of their own
};

/// Code that identical threads share. Instruction 0 starts the part before the first yield, which is executed in the
/// initial states.
struct ThreadTemplate {
  std::string name;
  bool is_daemon = false;
  Code code;
  std::vector<Location> locations;
  std::vector<Encoding> encodings;  ///< for each location
  Span span;
};

struct ThreadInstance {
  std::uint32_t code = 0;    ///< index into templates
  std::uint32_t number = 0;  ///< among the identical threads, from 0
  std::string name;          ///< "driver", or "walker[1]" if there are several
  Storage code_storage;      ///< of the thread's code: see Encoding
  /// One for each register of the template; its width is 0 unless the register is too large to be a digit of the code.
  std::vector<Storage> registers;
};

/// A formula as a tree, so that a counterexample can say which part of it failed.
struct FormulaNode {
  enum class Kind : std::uint8_t { Atom, Not, And, Or, Imply, Equivalent, Next, Forall, Exists };
  Kind kind = Kind::Atom;
  Predicate predicate;  ///< for the whole node; its inputs are the variables bound outside of the node
  std::vector<FormulaNode> children;
  std::string bound;  ///< Forall, Exists: the variable
  const Type* bound_type = nullptr;
  std::vector<Value> bound_values;  ///< every value of the variable, in order
  Span span;
};

struct Clause {
  FormulaKind kind = FormulaKind::Always;
  FormulaNode formula;
  std::vector<Predicate> antecedents;  ///< left sides of `imply`: vacuous if one of them is true in no state
  std::vector<Span> antecedent_spans;  ///< for each of these
  Span span;
};

/// A probe, at one of the places where it runs.
struct ProbeRun {
  std::uint32_t failure = 0;          ///< index into failures: of a Report that never fails, evaluated if the probe ran
  std::vector<std::uint32_t> groups;  ///< of the ghosts that it may store to
};

struct Property {
  std::string name;
  bool from_scenario = false;
  bool is_named = false;  ///< it was asked for by its name
  std::vector<Clause> clauses;
  std::vector<std::uint32_t> assertions;  ///< indices into failures: one for each place where an assert stands
  std::vector<Span> asserts;              ///< of its probes as they are written, also those that nothing calls
  std::vector<ProbeRun> probe_runs;
  Span span;
};

struct TransitionSystem {
  std::shared_ptr<const Types> types;  ///< owner of every Type below

  std::uint32_t words = 0;  ///< size of a state
  std::uint32_t bits = 0;   ///< number of bits used in a state
  std::vector<CellInfo> cells;
  std::vector<Storage> cell_storage;  ///< for each cell
  std::vector<ObjectInfo> objects;    ///< in order of first cells, outer ones before inner ones
  std::vector<CellGroup> groups;
  std::vector<PointerDomain> domains;  ///< domain 0 is unused
  std::vector<PointeeTable> pointees;
  std::vector<Value> initial_memory;  ///< for each cell its value before init

  Code init;  ///< run once for each choice that it makes; it ends after its last instruction
  std::vector<ThreadTemplate> templates;
  std::vector<ThreadInstance> instances;  ///< in order of declaration

  std::vector<Access> accesses;
  std::vector<Failure> failures;
  std::vector<Range> ranges;
  std::vector<Mark> marks;
  std::vector<Property> properties;
  std::vector<Span> switched_off;  ///< each VM_BUG_ON() and its kind that CONFIG_DEBUG_VM leaves out, once
};

/// A value of a type as text: "3", "true", "ISOLATED", "page 0" (for a pointer into the only array of struct page),
/// "&zone", "NULL".
std::string print_value(const TransitionSystem& system, const Type* type, Value value);

}  // namespace pagerace::system
