// Pointers to functions. Such a type is an enum of the functions that the program puts into one: their names are its
// constants, and NULL is 0. A call through a pointer is a call of a function made here, which calls the right one.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "model/semantics/context.hpp"

namespace pagerace::semantics {

struct FunctionPointers {
  const Type* type = nullptr;  ///< the enum
  EnumType* names = nullptr;
  const Type* result = nullptr;  ///< void, a scalar or a struct
  std::vector<const Type*> parameters;
  std::vector<const Function*> functions;  ///< number 1 and up
  Function* dispatcher = nullptr;          ///< null while nothing calls through such a pointer
};

class FunctionTypes {
 public:
  explicit FunctionTypes(Context& context) : context_(context) {}

  /// Null after an error.
  FunctionPointers* of(const Type* result, std::vector<const Type*> parameters, Span span);
  /// Null if it is another type.
  FunctionPointers* find(const Type* type);
  bool is(const Type* type) { return find(type) != nullptr; }
  /// The function as a value.
  ExprPtr value(const Function& function, Span span);
  /// What is to be called: its parameters are those of the functions, and before them the pointer.
  const Function& dispatcher(FunctionPointers& pointers, Span span);
  /// Gives the dispatchers their bodies, when all functions that a pointer can be to are known.
  void finish();

 private:
  void make_body(FunctionPointers& pointers);

  Context& context_;
  std::map<std::string, std::unique_ptr<FunctionPointers>> all_;
  std::map<const Type*, FunctionPointers*> by_type_;
};

}  // namespace pagerace::semantics
