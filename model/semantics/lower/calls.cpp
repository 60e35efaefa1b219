// Calls. They are inlined, and an argument is copied only if C's meaning needs a copy.
#include <fmt/format.h>

#include <utility>

#include "model/semantics/lower/emitter.hpp"

namespace pagerace::semantics {

namespace {

constexpr std::size_t kMostInstructions = 1'000'000;
constexpr int kMostCalls = 1000;  ///< also what traces may have

/// The parameter of pointer type that the expression reads, if the expression is nothing but this read.
const Variable* plain_read(const Expr& expr) {
  const Expr* inner = &expr;
  while (inner->kind == ExprKind::Convert && inner->type == inner->operands[0]->type) inner = inner->operands[0].get();
  if (inner->kind != ExprKind::Read || inner->operands[0]->kind != ExprKind::VariablePlace) return nullptr;
  return inner->operands[0]->variable;
}

}  // namespace

/// The place that a pointer argument is known to point to: `&place`, or a parameter bound to a place.
std::optional<Place> Emitter::pointee_of_argument(const Expr& argument) {
  if (argument.kind == ExprKind::AddressOf) return place(*argument.operands[0]);
  if (argument.kind == ExprKind::Comma && argument.operands[1]->kind == ExprKind::AddressOf) {
    effect(*argument.operands[0]);
    return place(*argument.operands[1]->operands[0]);
  }
  const Variable* variable = plain_read(argument);
  if (!variable || variable->storage != Storage::Parameter) return std::nullopt;
  const Binding* found = binding(variable);
  if (!found || found->kind != Binding::Kind::Pointee) return std::nullopt;
  return found->place;
}

Binding Emitter::bind_argument(const Variable& parameter, const Expr& argument, bool arguments_have_effects) {
  const bool fixed = !parameter.is_assigned && !parameter.address_taken;
  if (fixed && parameter.type->is_pointer()) {
    // Other arguments may change any variable, and the call changes those whose address it is given.
    const Pins outer = std::exchange(pins_, arguments_have_effects ? Pins::All : Pins::Addressed);
    const std::optional<Place> pointee = pointee_of_argument(argument);
    pins_ = outer;
    if (pointee) return {Binding::Kind::Pointee, kNoRegister, *pointee};
  }
  if (fixed && !parameter.has_range && !arguments_have_effects) {
    // The caller's own variable can be used as the parameter: nothing assigns it during the call.
    const Variable* variable = plain_read(argument);
    const Binding* found = variable ? binding(variable) : nullptr;
    if (found && found->kind == Binding::Kind::Register && !variable->address_taken &&
        variable->type == parameter.type) {
      Place read;
      read.kind = Place::Kind::Local;
      read.local = found->reg;
      check_assigned(read, argument.span);
      return *found;
    }
  }
  const Register given = value(argument);
  const Register own = as_.variable(parameter, parameter.name);
  Place target;
  target.kind = Place::Kind::Local;
  target.local = own;
  store(target, given, Ordering::Plain, argument.span);
  return {Binding::Kind::Register, own, {}};
}

Register Emitter::call(const Expr& expr) {
  const Function& function = *expr.function;
  const bool is_deep = call_depth_ == kMostCalls;
  if (is_deep || as_.here() > kMostInstructions) {
    if (!context_.diagnostics.has_errors())
      context_.diagnostics.error(expr.span,
                                 is_deep ? fmt::format("calls are nested more than {} deep", kMostCalls)
                                         : "the program grows too large when its calls are inlined",
                                 "make functions call fewer others");
    return function.result->kind == TypeKind::Void ? kNoRegister : as_.constant(0, function.result, expr.span);
  }
  // A call through a pointer is one call in the text.
  const bool is_made_up = frame_ != nullptr && frame_->function != nullptr && frame_->function->is_made_up;
  const Span span = is_made_up ? frame_->call : expr.span;
  bool effects = false;
  for (const ExprPtr& argument : expr.operands) effects = effects || has_effect(*argument);
  Frame callee;
  callee.function = &function;
  for (std::size_t i = 0; i < expr.operands.size(); i++) {
    const Variable* parameter = function.body.parameters[i];
    callee.bindings[parameter] = bind_argument(*parameter, *expr.operands[i], effects);
  }
  if (function.is_atomic) begin_atomic(span);
  const bool outer_unseen = is_unseen_;
  is_unseen_ = is_unseen_ || expr.unseen;
  ++call_depth_;
  inline_body(function, callee, span);
  --call_depth_;
  is_unseen_ = outer_unseen;
  if (function.is_atomic) end_atomic();
  return callee.result;
}

void Emitter::inline_body(const Function& function, Frame& callee, Span call) {
  const auto ordering = atomic_ordering_;
  std::vector<Loop> outer_loops;
  outer_loops.swap(loops_);
  Frame* caller = frame_;
  if (function.result->kind != TypeKind::Void) callee.result = as_.fresh(function.result);
  callee.exit = as_.label();
  callee.call = call;
  const bool is_marked = mode_ != Mode::Formula && !function.is_made_up;
  if (is_marked) add_mark(call_mark(function, callee, call));
  ProbedCall probed{&function, &callee, &probes_on(&function), call};
  const bool has_probes = !probed.probes->empty();
  if (has_probes) enter_call(probed);
  if (function.is_atomic && !atomic_ordering_) atomic_ordering_ = function.ordering;
  const std::optional<Span> outer_call = vocabulary_call_;
  if (function.from_vocabulary && !vocabulary_call_) vocabulary_call_ = call;
  if (function.from_vocabulary) vocabulary_depth_++;
  frame_ = &callee;
  declare_objects(function.body, call);
  statement(*function.body.block);
  as_.bind(callee.exit);
  zero_objects(callee, call);
  frame_ = caller;
  if (function.from_vocabulary) vocabulary_depth_--;
  vocabulary_call_ = outer_call;
  atomic_ordering_ = ordering;
  if (has_probes) leave_call(probed);
  system::Mark leave;
  leave.kind = system::Mark::Kind::Leave;
  leave.span = call;
  leave.text = function.name;
  leave.vocabulary = function.from_vocabulary;
  if (callee.result != kNoRegister) {
    leave.arguments = {callee.result};
    leave.argument_text = {""};
    leave.argument_types = {function.result};
  }
  if (is_marked) add_mark(std::move(leave));
  loops_.swap(outer_loops);
}

system::Mark Emitter::call_mark(const Function& function, const Frame& frame, Span call) {
  system::Mark mark;
  mark.kind = system::Mark::Kind::Enter;
  mark.span = call;
  mark.text = function.name;
  mark.vocabulary = function.from_vocabulary;
  for (const Variable* parameter : function.body.parameters) {
    const Binding& bound = frame.bindings.at(parameter);
    Register shown = bound.reg;
    std::string text;
    if (bound.kind == Binding::Kind::Pointee) {
      // A place in memory can be shown by its address; a local of the caller has only its name.
      const Place& place = bound.place;
      if (place.kind == Place::Kind::Local) {
        text = "&" + as_.code().registers[place.local].name;
      } else {
        shown = as_.address(place.offset, place.base, 1, parameter->type, call);
      }
    }
    mark.arguments.push_back(shown);
    mark.argument_text.push_back(text);
    mark.argument_types.push_back(parameter->type);
  }
  return mark;
}

void Emitter::zero_objects(const Frame& frame, Span span) {
  for (const Variable* variable : frame.objects) zero_object(frame.bindings.at(variable).place, span);
}

void Emitter::zero_object(Place object, Span span) {
  const bool outer = std::exchange(is_resetting_, true);
  const Register zero = as_.constant(0, int_type(), span);
  const std::uint32_t first = object.groups[0];
  for (std::uint32_t i = 1; i < memory_.groups_of(object.type); i++) object.groups.push_back(first + i);
  for (std::uint32_t i = 0; i < memory_.cells_of(object.type); i++, object.offset++) {
    const system::CellInfo& cell = context_.system.cells[object.offset];
    if (cell.type == nullptr) continue;
    const Range& range = cell.range;
    if (range.low <= 0 && range.high >= 0) store(object, zero, Ordering::Plain, span);
  }
  is_resetting_ = outer;
}

}  // namespace pagerace::semantics
