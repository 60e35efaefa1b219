#include "checker/execute/decoded.hpp"

#include <algorithm>
#include <stdexcept>

#include "model/system/evaluate.hpp"
#include "model/system/layout/encoding.hpp"

namespace pagerace::checker {

DecodedCode decode(const system::Code& code) {
  DecodedCode decoded;
  decoded.source = &code;
  decoded.registers = static_cast<std::uint32_t>(code.registers.size());
  const std::uint32_t zero = decoded.registers, one = zero + 1;
  decoded.ops.reserve(code.instructions.size() + 1);
  for (const system::Instruction& from : code.instructions) {
    Op op;
    op.op = from.op;
    op.bits = from.bits;
    op.is_signed = from.is_signed;
    op.of_next = from.of_next;
    op.dst = system::has_result(from.op) ? from.dst : zero;
    op.a = system::reads_a(from) ? from.a : system::has(from.op, system::kAOrOne) ? one : zero;
    op.b = system::reads_b(from) ? from.b : zero;
    op.imm = from.imm;
    const bool scaled = from.op == Opcode::Address || from.op == Opcode::PointerAdd;
    op.side = scaled ? static_cast<std::uint32_t>(from.scale) : from.side;
    op.target = from.target;
    if (std::max({op.a, op.b}) > one || (system::has_result(op.op) && op.dst >= zero)) {
      throw std::logic_error("an instruction names a register that does not exist");
    }
    decoded.ops.push_back(op);
  }
  decoded.ops.emplace_back();
  return decoded;
}

DecodedCode decode_pure(const system::Predicate& predicate) {
  for (const system::Instruction& at : predicate.code.instructions) {
    if (system::has(at.op, system::kHasEffect)) throw std::logic_error("a predicate has effects");
  }
  return decode(predicate.code);
}

DecodedSystem::DecodedSystem(const system::TransitionSystem& of) : system(of) {
  decode_domains();
  decode_objects();
  decode_cells();
  init = decode(system.init);
  most_registers = init.registers + 2;
  for (const system::ThreadTemplate& thread : system.templates) {
    codes.push_back(decode(thread.code));
    threads.emplace_back(system, thread);
    most_registers = std::max(most_registers, codes.back().registers + 2);
  }
  for (const system::ThreadInstance& instance : system.instances) {
    decode_instance(instance, static_cast<Value>(instances.size()) + 1);
  }
  for (const system::Property& property : system.properties) {
    for (const system::Clause& clause : property.clauses) {
      decode_predicates(clause.formula);
      for (const system::Predicate& antecedent : clause.antecedents) decode_predicate(antecedent);
    }
  }
}

const DecodedCode* DecodedSystem::predicate(const system::Predicate& predicate) const {
  const auto found = predicates_.find(&predicate);
  return found == predicates_.end() ? nullptr : &found->second;
}

Slot DecodedSystem::slot(const system::Storage& at) const {
  Slot slot;
  slot.mask = at.width == 0 ? 0 : system::mask_of(at.width);
  slot.bias = at.bias;
  slot.word = at.word;
  slot.shift = at.shift;
  slot.domain = at.domain;
  if (at.width > 0 && (at.word >= system.words || at.shift + at.width > 64)) {
    throw std::logic_error("a value lives outside of the state");
  }
  return slot;
}

void DecodedSystem::decode_cells() {
  cells.resize(system.cells.size());
  for (std::size_t i = 1; i < cells.size(); ++i) {
    const system::CellInfo& info = system.cells[i];
    if (info.type == nullptr) continue;
    static_cast<Slot&>(cells[i]) = slot(system.cell_storage.at(i));
    const bool any = info.type->is_pointer();
    cells[i].low = any ? std::numeric_limits<Value>::min() : info.range.low;
    cells[i].high = any ? std::numeric_limits<Value>::max() : info.range.high;
  }
}

void DecodedSystem::decode_domains() {
  for (const system::PointerDomain& from : system.domains) {
    Domain domain{from.targets, {}};
    if (!from.targets.empty()) {
      if (from.targets.front() < 0) throw std::logic_error("a pointer target is no cell");
      domain.places.assign(static_cast<std::size_t>(from.targets.back()) + 1, kNoPlace);
      for (std::size_t i = 0; i < from.targets.size(); ++i) {
        domain.places[static_cast<std::size_t>(from.targets[i])] = i;
      }
      // Bits that represent no target are never read from a valid state.
      domain.targets.resize(std::bit_ceil(from.targets.size()), from.targets.back());
    }
    domains_.push_back(std::move(domain));
  }
}

void DecodedSystem::decode_objects() {
  for (const system::PointeeTable& table : system.pointees) {
    std::vector<std::uint8_t> objects(system.cells.size() + 1, 0);
    for (std::size_t cell = 0; cell < objects.size(); ++cell) {
      objects[cell] = system::is_object(table, static_cast<Value>(cell)) ? 1 : 0;
    }
    objects_.push_back(std::move(objects));
  }
}

void DecodedSystem::decode_instance(const system::ThreadInstance& from, Value self) {
  const system::ThreadTemplate& thread = system.templates.at(from.code);
  DecodedInstance instance;
  instance.code = &codes.at(from.code);
  instance.thread = &threads.at(from.code);
  instance.self = self;
  instance.number = from.number;
  instance.is_daemon = thread.is_daemon;
  instance.code_slot = slot(from.code_storage);
  std::vector<Word> area(system.words, 0);
  for (std::size_t l = 0; l < thread.locations.size(); ++l) {
    instance.fields.emplace_back();
    for (system::Register r : system::field_registers(thread, l)) {
      RegisterSlot at;
      static_cast<Slot&>(at) = slot(from.registers.at(r));
      at.number = r;
      if (at.mask != 0) area.at(at.word) |= at.mask << at.shift;
      instance.fields.back().push_back(at);
      instance.has_fields = true;
    }
  }
  for (std::uint32_t word = 0; word < area.size(); ++word) {
    if (area[word] != 0) instance.field_area.push_back({word, area[word]});
  }
  instances.push_back(std::move(instance));
}

void DecodedSystem::unpack(const Word* state, const DecodedInstance& instance, const DecodedLocation& at,
                           Value* registers) const {
  Word rest = instance.code_in(state) - at.base;
  if (!at.values.empty()) {
    const Value* value = at.values.data() + rest * at.digits.size();
    for (const system::Digit& digit : at.digits) registers[digit.reg] = *value++;
  } else {
    for (const system::Digit& digit : at.digits) {
      registers[digit.reg] = system::value_of(system, digit, rest % digit.size);
      rest /= digit.size;
    }
  }
  if (!instance.has_fields) return;
  for (const RegisterSlot& field : instance.fields[instance.thread->number(at)]) {
    registers[field.number] = read(state, field);
  }
}

bool DecodedSystem::pack(Word* state, const DecodedInstance& instance, std::uint32_t location,
                         const Value* registers) const {
  const DecodedLocation& at = (*instance.thread)[location];
  Word code = at.base, weight = 1;
  bool fits = at.count != 0;
  for (const system::Digit& digit : at.digits) {
    const Value value = registers[digit.reg];
    const Word number =
        digit.domain == 0 ? static_cast<Word>(value) - static_cast<Word>(digit.bias) : place(digit.domain, value);
    fits = fits && number < digit.size;
    code += number * weight;
    weight *= digit.size;
  }
  const Slot& slot = instance.code_slot;
  state[slot.word] = (state[slot.word] & ~(slot.mask << slot.shift)) | (code & slot.mask) << slot.shift;
  if (!instance.has_fields) return fits;
  for (const DecodedInstance::Part& part : instance.field_area) state[part.word] &= ~part.mask;
  for (const RegisterSlot& field : instance.fields[location]) {
    fits = write(state, field, registers[field.number]) && fits;
  }
  return fits;
}

void DecodedSystem::decode_predicates(const system::FormulaNode& node) {
  decode_predicate(node.predicate);
  for (const system::FormulaNode& child : node.children) decode_predicates(child);
}

void DecodedSystem::decode_predicate(const system::Predicate& predicate) {
  predicates_.emplace(&predicate, decode_pure(predicate));
}

}  // namespace pagerace::checker
