// Things that C has and this language does not. Each is refused by name, at its place.
#pragma once

#include "model/syntax/complaints.hpp"
#include "model/syntax/tree.hpp"

namespace pagerace::syntax {

class Refusals {
 public:
  explicit Refusals(Complaints& complaints) : complaints_(complaints) {}

  void pointer_qualifier(Span span);
  void unnamed_field(Span span);
  void inner_definition(Span span);
  void inner_typedef(Span span);
  void inner_function(Span span);
  void variadic(Span span);
  void static_local(Span span);

 private:
  Complaints& complaints_;
};

}  // namespace pagerace::syntax
