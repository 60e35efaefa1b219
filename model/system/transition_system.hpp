// The waist of pagerace: everything before makes one of these, everything after only reads it.
//
// A state is a fixed number of 64-bit words. It holds, for each thread, its location and the registers that are alive
// there as one number, its code; what is too large for that in fields of its own (zero where it is dead); and every
// cell of shared and ghost memory. Nothing straddles a word.
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

/// Where a value lives in the state. Value v is held as v - bias; a pointer as its place in a PointerDomain.
struct Storage {
  std::uint16_t word = 0;
  std::uint8_t shift = 0;
  std::uint8_t width = 0;    ///< 0: always `bias` (or target 0 of the domain), and not in the state at all
  std::uint16_t domain = 0;  ///< index into TransitionSystem::domains, or 0 for a number
  Value bias = 0;
};

/// The values that one kind of pointer variable can have, in ascending order; NULL (0) first where it is one of them.
struct PointerDomain {
  std::vector<Value> targets;
};

/// For each array of objects of one pointee type: used to keep pointers inside it.
struct PointeeTable {
  struct Extent {
    Cell begin = 0, end = 0;
    std::uint32_t stride = 0;
  };  ///< end: one past the last object
  const Type* pointee = nullptr;
  std::vector<Extent> extents;  ///< in ascending order, not overlapping
};

/// A variable that is an array or a struct, or such a part of one.
struct ObjectInfo {
  Cell begin = 0;
  const Type* type = nullptr;
  std::string name;          ///< "mem_map", "mem_map[0]", "zone.lock"
  bool is_variable = false;  ///< the whole of one
};

inline constexpr std::uint32_t kNoObject = std::numeric_limits<std::uint32_t>::max();

/// One scalar of memory. Cell 0 is unused. Between two variables, and behind each array and each member of a struct,
/// there is at least one unused cell, so that one past an array is never another object.
struct CellInfo {
  std::string object;          ///< "mem_map[0]", "zone.lock": the variable, with indices, up to the innermost struct
  std::string member;          ///< "_refcount"; empty for a plain variable
  const Type* type = nullptr;  ///< null: an unused cell
  Range range;                 ///< a store outside fails as value_range
  std::uint32_t holder = kNoObject;  ///< the outermost struct that it is in: index into TransitionSystem::objects
  std::uint32_t group = 0;  ///< cells that differ in array indices only have one group; the analyses work on groups
  bool is_ghost = false;
  bool is_private = false;  ///< memory of one thread (a local array, or a local whose address is taken)
  bool is_detail = false;   ///< of a lock or something else that vocabulary.race declares, counters excepted
  std::string name() const { return member.empty() ? object : object + "." + member; }
};

struct CellGroup {
  const Type* type = nullptr;
  Range range;  ///< declared; narrowed by the range analysis
  bool is_ghost = false;
  bool written = false;      ///< by some thread or probe; not by init alone
  std::uint16_t domain = 0;  ///< of a pointer, set by the range analysis: TransitionSystem::domains
};

enum class AccessKind : std::uint8_t { Read, Write, Fence };

/// What the memory model needs to know of a Load, Store or FenceOp.
struct Access {
  AccessKind kind = AccessKind::Read;
  Ordering ordering = Ordering::Plain;
  Fence fence = Fence::Full;
  bool is_atomic = false;             ///< part of an atomic function or block: cannot race by itself
  bool is_step = false;               ///< a yield stands before it
  bool in_probe = false;              ///< done by a probe, or by what a probe calls
  std::vector<std::uint32_t> groups;  ///< that the cell can belong to, ascending
  Span span;
};

/// Why a step fails, or what it reports.
struct Failure {
  Check check = Check::BugOn;
  int property = -1;  ///< index of the property whose assert this is; -1: the built-in one named by `check`
  std::string text;
  Span span;
};

struct Mark {
  enum class Kind : std::uint8_t { Statement, Enter, Leave, Note, Probe };
  Kind kind = Kind::Statement;
  Span span;                        ///< Statement: the statement, without the bodies it contains. Enter: the call
  std::string text;                 ///< Enter, Leave, Probe: name of the function or property. Note: the format
  std::vector<Register> arguments;  ///< Enter, Note: registers that hold them at this place. Leave: the result, if any
  std::vector<std::string>
      argument_text;  ///< Enter: for arguments without a value (bound places): "&zone.lock"; else empty
  std::vector<const Type*> argument_types;
  bool in_probe = false;     ///< done by a probe, or by what a probe calls
  bool vocabulary = false;   ///< Enter, Leave: a built-in of the kernel's vocabulary, shown as one line
  bool in_scenario = false;  ///< Statement: counts for "Uncovered:" when the scenario (not an import) holds it
};

struct Location {
  std::uint32_t resume = 0;  ///< the instruction a step from here starts at
  bool is_end = false;
  bool is_atomic_start = false;
  Span span;                   ///< of the access that comes next
  std::vector<Register> live;  ///< persistent registers that are alive here, ascending
};

/// What a register can hold at one location, as a number below `size`: value - bias, or a place in the domain.
struct Digit {
  Register reg = 0;
  Word size = 1;             ///< 0 stands for 2^64
  Value bias = 0;            ///< 0 where there is a domain
  std::uint16_t domain = 0;  ///< index into TransitionSystem::domains, or 0 for a number
};

/// The codes of a thread at one location. A code is base + d0 + d1 * size0 + d2 * size0 * size1 + ...: a number in the
/// mixed radix of the digits' sizes. The locations' codes lie one behind the other, so that n codes in all take
/// bit_width(n - 1) bits, however unlike the locations are.
struct Encoding {
  Word base = 0;              ///< the sum of the counts before
  Word count = 0;             ///< the product of the sizes; 0 where no execution gets to
  std::vector<Digit> digits;  ///< registers ascending: all that are alive there but those in fields of their own
};

/// Code shared by threads that are alike. Instruction 0 starts the part before the first yield, run in the initial
/// states.
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
  std::uint32_t number = 0;  ///< among those alike, from 0
  std::string name;          ///< "driver", or "walker[1]" where there are several
  Storage code_storage;      ///< of the thread's code: see Encoding
  /// For each register of the template; of width 0 unless it is too large to be a digit of the code.
  std::vector<Storage> registers;
};

/// A formula as a tree, so that a counterexample can say which part of it failed.
struct FormulaNode {
  enum class Kind : std::uint8_t { Atom, Not, And, Or, Imply, Equivalent, Forall, Exists };
  Kind kind = Kind::Atom;
  Predicate predicate;  ///< of the whole node; its inputs are the variables bound outside of it
  std::vector<FormulaNode> children;
  std::string bound;  ///< Forall, Exists: the variable
  const Type* bound_type = nullptr;
  std::vector<Value> bound_values;  ///< every value it takes, in order
  Span span;
};

struct Clause {
  FormulaKind kind = FormulaKind::Always;
  FormulaNode formula;
  std::vector<Predicate> antecedents;  ///< vacuous if one of them is true in no state; only for Always and AtEnd
  Span span;
};

struct Property {
  std::string name;
  bool from_scenario = false;
  std::vector<Clause> clauses;
  std::vector<std::uint32_t> assertions;  ///< indices into failures
  Span span;
};

struct TransitionSystem {
  std::shared_ptr<const Types> types;  ///< what every Type below belongs to

  std::uint32_t words = 0;  ///< of a state
  std::uint32_t bits = 0;   ///< of it that are used
  std::vector<CellInfo> cells;
  std::vector<Storage> cell_storage;  ///< for each cell
  std::vector<ObjectInfo> objects;    ///< by their first cells, outer ones before inner ones
  std::vector<CellGroup> groups;
  std::vector<PointerDomain> domains;  ///< domain 0 is unused
  std::vector<PointeeTable> pointees;
  std::vector<Value> initial_memory;  ///< for each cell, before init

  Code init;  ///< run once for each choice it makes; ends at the end of its instructions
  std::vector<ThreadTemplate> templates;
  std::vector<ThreadInstance> instances;  ///< in order of declaration

  std::vector<Access> accesses;
  std::vector<Failure> failures;
  std::vector<Range> ranges;
  std::vector<Mark> marks;
  std::vector<Property> properties;
};

/// How a value of a type reads: "3", "true", "ISOLATED", "page 0" (for a pointer into the only array of struct page),
/// "&zone", "NULL".
std::string print_value(const TransitionSystem& system, const Type* type, Value value);

}  // namespace pagerace::system
