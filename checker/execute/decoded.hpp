// The transition system in the form that the interpreter uses: small instructions, and flat tables of the layout. It is
// made once and then only read.
#pragma once

#include <cstdint>
#include <limits>
#include <unordered_map>
#include <vector>

#include "checker/execute/decoded_thread.hpp"
#include "model/system/state.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::checker {

using system::Opcode;

/// The location of the Yield after the last instruction.
inline constexpr std::uint32_t kEndOfCode = std::numeric_limits<std::uint32_t>::max();

/// An instruction in half a cache line. An operand that the instruction lacks is the register that is always 0, or, for
/// a Fail without a condition, the one that is always 1.
struct Op {
  Opcode op = Opcode::Yield;
  std::uint8_t bits = 0;
  bool is_signed = false;
  bool of_next = false;
  std::uint32_t dst = 0, a = 0, b = 0;
  Value imm = 0;
  std::uint32_t side = kEndOfCode;  ///< for Address and PointerAdd: the scale
  std::uint32_t target = 0;
  Value scale() const { return static_cast<std::int32_t>(side); }
};
static_assert(sizeof(Op) == 32);

struct DecodedCode {
  const system::Code* source = nullptr;
  std::vector<Op> ops;          ///< the instructions, then a Yield to kEndOfCode
  std::uint32_t registers = 0;  ///< number in the source; two more follow: the first is always 0, the second always 1
};

/// A Storage without its width.
struct Slot {
  Word mask = 0;  ///< of the value, unshifted
  Value bias = 0;
  std::uint32_t word = 0;
  std::uint16_t shift = 0;
  std::uint16_t domain = 0;
};

struct CellSlot : Slot {
  Value low = 1, high = 0;  ///< range of values that may be stored; empty if the cell is unused
  bool is_used() const { return low <= high; }
};

struct RegisterSlot : Slot {
  std::uint32_t number = 0;
};

struct DecodedInstance {
  struct Part {
    std::uint32_t word = 0;
    Word mask = 0;
  };
  const DecodedCode* code = nullptr;
  const DecodedThread* thread = nullptr;
  Value self = 0, number = 0;
  bool is_daemon = false;
  Slot code_slot;
  bool has_fields = false;
  std::vector<std::vector<RegisterSlot>> fields;  ///< for each location: registers that are not digits of the code
  std::vector<Part> field_area;                   ///< all bits of the fields

  Word code_in(const Word* state) const { return (state[code_slot.word] >> code_slot.shift) & code_slot.mask; }
  const DecodedLocation& location(const Word* state) const { return thread->at(code_in(state)); }
};

/// Throws std::logic_error if the system contradicts itself.
class DecodedSystem {
 public:
  explicit DecodedSystem(const system::TransitionSystem& system);
  DecodedSystem(const DecodedSystem&) = delete;
  DecodedSystem& operator=(const DecodedSystem&) = delete;

  Value read(const Word* state, const Slot& at) const {
    const Word bits = (state[at.word] >> at.shift) & at.mask;
    if (at.domain != 0) return domains_[at.domain].targets[bits];
    return static_cast<Value>(bits + static_cast<Word>(at.bias));
  }

  /// Returns false if the value does not fit there.
  bool write(Word* state, const Slot& at, Value value) const {
    const Word bits = at.domain == 0 ? static_cast<Word>(value) - static_cast<Word>(at.bias) : place(at.domain, value);
    if ((bits & ~at.mask) != 0) return false;
    Word& word = state[at.word];
    word = (word & ~(at.mask << at.shift)) | bits << at.shift;
    return true;
  }

  /// Loads the registers that are live at the instance's location.
  void unpack(const Word* state, const DecodedInstance& instance, const DecodedLocation& at, Value* registers) const;

  /// Moves the instance to the location; registers that are dead there become 0. Returns false if a value does not fit.
  bool pack(Word* state, const DecodedInstance& instance, std::uint32_t location, const Value* registers) const;

  bool is_object(std::uint32_t table, Value pointer) const {
    const auto& objects = objects_[table];
    return static_cast<Word>(pointer) < objects.size() && objects[static_cast<std::size_t>(pointer)] != 0;
  }

  /// Null if the predicate is not one of the system's own.
  const DecodedCode* predicate(const system::Predicate& predicate) const;

  const system::TransitionSystem& system;
  std::vector<CellSlot> cells;
  DecodedCode init;
  std::vector<DecodedCode> codes;      ///< of the templates
  std::vector<DecodedThread> threads;  ///< the templates
  std::vector<DecodedInstance> instances;
  std::uint32_t most_registers = 0;  ///< of init or a thread, including the constant ones

 private:
  static constexpr Word kNoPlace = ~Word{0};

  struct Domain {
    std::vector<Value> targets;
    std::vector<Word> places;  ///< by target; kNoPlace if it has none
  };
  Word place(std::uint16_t domain, Value value) const {
    const auto& places = domains_[domain].places;
    return static_cast<Word>(value) < places.size() ? places[static_cast<std::size_t>(value)] : kNoPlace;
  }

  Slot slot(const system::Storage& at) const;
  void decode_cells();
  void decode_domains();
  void decode_objects();
  void decode_instance(const system::ThreadInstance& instance, Value self);
  void decode_predicates(const system::FormulaNode& node);
  void decode_predicate(const system::Predicate& predicate);

  std::vector<Domain> domains_;
  std::vector<std::vector<std::uint8_t>> objects_;  ///< for each pointee table, by cell
  std::unordered_map<const system::Predicate*, DecodedCode> predicates_;
};

DecodedCode decode(const system::Code& code);

/// Like decode, but throws std::logic_error if the predicate has choices, stores or yields.
DecodedCode decode_pure(const system::Predicate& predicate);

}  // namespace pagerace::checker
