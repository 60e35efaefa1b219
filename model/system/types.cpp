#include "model/system/types.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <limits>

namespace pagerace::system {

namespace {

Range integer_range(int bits, bool is_signed) {
  if (bits == 64) return {std::numeric_limits<Value>::min(), std::numeric_limits<Value>::max()};
  const Value span = Value{1} << bits;
  return is_signed ? Range{-span / 2, span / 2 - 1} : Range{0, span - 1};
}

/// All that the bits of the constants can hold, so that `A | B` has a place. C++ has the same rule ([dcl.enum]); in C
/// an enum is an int.
Range enum_range(const EnumType& enumeration) {
  Value bits = 0;
  bool is_signed = false;
  for (const auto& [name, value] : enumeration.constants) {
    bits |= value < 0 ? ~value : value;
    is_signed = is_signed || value < 0;
  }
  const auto width = std::bit_width(static_cast<Word>(bits));
  const auto high = static_cast<Value>((Word{1} << width) - 1);
  return {is_signed ? -high - 1 : 0, high};
}

std::string integer_spelling(int bits, bool is_signed) {
  const std::string name = bits == 8 ? "char" : bits == 16 ? "short" : bits == 32 ? "int" : "long";
  return is_signed ? name : "unsigned " + name;
}

/// The names that kernel code uses for the structs behind these typedefs.
std::string struct_spelling(const StructType& structure) {
  return structure.is_atomic_t ? structure.name + "_t" : "struct " + structure.name;
}

}  // namespace

Range Type::range() const {
  switch (kind) {
    case TypeKind::Bool:
      return {0, 1};
    case TypeKind::Integer:
      return integer_range(bits, is_signed);
    case TypeKind::Enum:
      return enum_range(*enumeration);
    case TypeKind::Pointer:
      return {0, std::numeric_limits<std::uint32_t>::max()};
    case TypeKind::Void:
    case TypeKind::Struct:
    case TypeKind::Array:
      break;
  }
  return {0, 0};
}

std::string Type::spelling() const {
  switch (kind) {
    case TypeKind::Void:
      return "void";
    case TypeKind::Bool:
      return "bool";
    case TypeKind::Integer:
      return integer_spelling(bits, is_signed);
    case TypeKind::Enum:
      // A pointer to a function has its own spelling for a name.
      return (enumeration->name.ends_with(')') ? "" : "enum ") + enumeration->name;
    case TypeKind::Struct:
      return struct_spelling(*structure);
    case TypeKind::Pointer:
      return element->spelling() + (element->is_pointer() ? "*" : " *");
    case TypeKind::Array:
      break;
  }
  std::string dimensions;
  const Type* innermost = this;
  for (; innermost->kind == TypeKind::Array; innermost = innermost->element)
    dimensions += fmt::format("[{}]", innermost->count);
  return innermost->spelling() + " " + dimensions;
}

Types::Types() {
  void_ = intern({});
  Type boolean;
  boolean.kind = TypeKind::Bool;
  bool_ = intern(boolean);
  for (const int bits : {8, 16, 32, 64}) {
    for (const bool is_signed : {false, true}) {
      Type integer;
      integer.kind = TypeKind::Integer;
      integer.bits = bits;
      integer.is_signed = is_signed;
      intern(integer);
    }
  }
}

const Type* Types::integer(int bits, bool is_signed) const {
  const auto found = std::find_if(types_.begin(), types_.end(), [&](const auto& type) {
    return type->kind == TypeKind::Integer && type->bits == bits && type->is_signed == is_signed;
  });
  return found->get();
}

const Type* Types::pointer_to(const Type* element) {
  Type type;
  type.kind = TypeKind::Pointer;
  type.element = element;
  return intern(type);
}

const Type* Types::array_of(const Type* element, std::uint32_t count) {
  Type type;
  type.kind = TypeKind::Array;
  type.element = element;
  type.count = count;
  return intern(type);
}

StructType* Types::new_struct(std::string name, source::Span span) {
  structs_.push_back(std::make_unique<StructType>());
  structs_.back()->name = std::move(name);
  structs_.back()->span = span;
  return structs_.back().get();
}

EnumType* Types::new_enum(std::string name, source::Span span) {
  enums_.push_back(std::make_unique<EnumType>());
  enums_.back()->name = std::move(name);
  enums_.back()->span = span;
  return enums_.back().get();
}

const Type* Types::struct_type(const StructType* structure) {
  Type type;
  type.kind = TypeKind::Struct;
  type.structure = structure;
  return intern(type);
}

const Type* Types::enum_type(const EnumType* enumeration) {
  Type type;
  type.kind = TypeKind::Enum;
  type.enumeration = enumeration;
  return intern(type);
}

const Type* Types::intern(Type type) {
  const auto same = [&](const auto& other) {
    return other->kind == type.kind && other->bits == type.bits && other->is_signed == type.is_signed &&
           other->element == type.element && other->count == type.count && other->structure == type.structure &&
           other->enumeration == type.enumeration;
  };
  const auto found = std::find_if(types_.begin(), types_.end(), same);
  if (found != types_.end()) return found->get();
  types_.push_back(std::make_unique<Type>(type));
  return types_.back().get();
}

}  // namespace pagerace::system
