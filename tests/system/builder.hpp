// Makes small transition systems by hand, for tests of what comes after lowering.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "model/system/analyses.hpp"
#include "model/system/transition_system.hpp"

namespace pagerace::system::testing {

using system::Check;
using system::Type;
using system::TypeKind;

inline const Type* int_type() {
  static const Type type{.kind = TypeKind::Integer, .bits = 32, .is_signed = true};
  return &type;
}
inline const Type* u64_type() {
  static const Type type{.kind = TypeKind::Integer, .bits = 64, .is_signed = false};
  return &type;
}
inline const Type* bool_type() {
  static const Type type{.kind = TypeKind::Bool};
  return &type;
}
inline const Type* page_type() {
  static const system::StructType structure = [] {
    system::StructType made;
    made.name = "page";
    made.fields.emplace_back();
    made.fields.back().name = "_refcount";
    made.fields.back().type = int_type();
    return made;
  }();
  static const Type type{.kind = TypeKind::Struct, .structure = &structure};
  return &type;
}
inline const Type* page_pointer() {
  static const Type type{.kind = TypeKind::Pointer, .element = page_type()};
  return &type;
}

class Builder;

/// Appends to the code of init or of one template. Labels are bound later.
class CodeBuilder {
 public:
  using Label = std::uint32_t;

  CodeBuilder(Builder& builder, int thread) : builder_(&builder), thread_(thread) {}

  Register temporary(const Type* type = int_type());
  Register variable(const std::string& name, const Type* type = int_type());

  Register constant(Value value);
  void set(Register dst, Value value);
  void move(Register dst, Register a);
  Register unary(Opcode op, Register a);
  Register binary(Opcode op, Register a, Register b);
  Register wrap(Register a, std::uint8_t bits, bool is_signed);
  Register choose(Value low, Value high);
  Register load(Cell cell, Register index = kNoRegister, const Type* type = int_type());
  void store(Cell cell, Register value, Register index = kNoRegister);
  Register address(Cell cell, Register index, std::int32_t scale);
  Register pointer_add(Register pointer, Register offset, std::uint32_t table, std::int32_t scale);
  void check_pointer(Register pointer, std::uint32_t table);
  void check_range(Register a, Value low, Value high);
  void assume(Register a);
  void fail(Register a, Check check = Check::BugOn);
  std::uint32_t report(Register a);
  std::uint32_t mark(std::vector<Register> arguments = {});

  Label label();
  void bind(Label label);
  void jump(Label to);
  void branch_zero(Register a, Label to);

  /// The step ends; the next instruction belongs to the location that is returned.
  std::uint32_t yield();
  void end();

  std::uint32_t emit(Instruction instruction);
  Code& code();
  ThreadTemplate& thread();
  void resolve_labels();

 private:
  Builder* builder_;
  int thread_;  ///< -1: init
  std::vector<std::uint32_t> labels_;
  std::vector<std::uint32_t> uses_;
};

class Builder {
 public:
  Builder();

  /// A variable of its own group, one cell.
  Cell cell(const std::string& name, Range range, Value initial = 0, const Type* type = int_type());
  /// An array of scalars, or of struct page with the one member _refcount. One group.
  Cell array(const std::string& name, std::uint32_t count, Range range, Value initial = 0,
             const Type* type = int_type(), const std::string& member = {});
  /// Objects of `stride` cells from `begin` on.
  std::uint32_t pointees(const Type* type, Cell begin, std::uint32_t count, std::uint32_t stride = 1);

  CodeBuilder init() { return {*this, -1}; }
  CodeBuilder thread(const std::string& name, std::uint32_t count = 1, bool is_daemon = false);

  std::uint32_t access(AccessKind kind);

  /// Runs the analyses. The diagnostics say what they found.
  TransitionSystem& finish();

  void name_objects(const Type* type, Cell begin, std::uint32_t count, std::uint32_t stride);

  TransitionSystem system;
  std::shared_ptr<Types> types = std::make_shared<Types>();  ///< of arrays
  source::Diagnostics diagnostics;
};

}  // namespace pagerace::system::testing
