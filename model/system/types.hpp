// C types, as the checked program and the transition system use them. They are interned: equal types are one object,
// and types are compared by address.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <string>
#include <utility>
#include <vector>

#include "model/source/source.hpp"
#include "model/system/word.hpp"

namespace pagerace::system {

/// Inclusive bounds; every stored value must be within them.
struct Range {
  Value low = 0;
  Value high = 0;
  bool operator==(const Range&) const = default;
};

enum class TypeKind { Void, Bool, Integer, Enum, Struct, Array, Pointer };

struct StructType;
struct EnumType;

struct Type {
  TypeKind kind = TypeKind::Void;
  int bits = 0;                   ///< Integer: 8, 16, 32, 64
  bool is_signed = false;         ///< Integer
  const Type* element = nullptr;  ///< Array, Pointer
  std::uint32_t count = 0;        ///< Array
  const StructType* structure = nullptr;
  const EnumType* enumeration = nullptr;

  bool is_scalar() const { return kind != TypeKind::Void && kind != TypeKind::Struct && kind != TypeKind::Array; }
  bool is_arithmetic() const { return kind == TypeKind::Bool || kind == TypeKind::Integer || kind == TypeKind::Enum; }
  bool is_pointer() const { return kind == TypeKind::Pointer; }
  /// The bounds of the C type itself. For an enum: all that the bits of its constants hold; for a u64: all of Value.
  Range range() const;
  /// The type as text: "unsigned int", "struct page *", "bool [3]".
  std::string spelling() const;
};

struct Field {
  std::string name;
  const Type* type = nullptr;
  bool has_range = false;  ///< a width or __range was written; for arrays, it is that of the innermost element
  Range range;
  int width = 0;  ///< from `: n`; 0 if none was written
  source::Span span;
};

struct StructType {
  std::string name;
  std::vector<Field> fields;
  bool is_atomic_t = false;      ///< atomic_t or a type like it, with one field `counter`
  bool from_vocabulary = false;  ///< declared in vocabulary.race
  source::Span span;
};

struct EnumType {
  std::string name;
  std::vector<std::pair<std::string, Value>> constants;
  source::Span span;
};

/// Owns all types of a program.
class Types {
 public:
  Types();
  const Type* void_type() const { return void_; }
  const Type* bool_type() const { return bool_; }
  const Type* int_type() const { return integer(32, true); }
  const Type* integer(int bits, bool is_signed) const;
  const Type* pointer_to(const Type* element);
  const Type* array_of(const Type* element, std::uint32_t count);
  StructType* new_struct(std::string name, source::Span span);
  EnumType* new_enum(std::string name, source::Span span);
  const Type* struct_type(const StructType* structure);
  const Type* enum_type(const EnumType* enumeration);

 private:
  const Type* intern(Type type);
  std::vector<std::unique_ptr<Type>> types_;
  std::vector<std::unique_ptr<StructType>> structs_;
  std::vector<std::unique_ptr<EnumType>> enums_;
  const Type* void_ = nullptr;
  const Type* bool_ = nullptr;
};

}  // namespace pagerace::system
