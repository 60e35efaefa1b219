// Memory that is allocated: an array of the top level is a pool, and each of its objects is free or handed out.
#include "model/semantics/pools.hpp"

#include <fmt/format.h>

#include <set>

#include "model/semantics/build.hpp"
#include "model/semantics/builtins.hpp"
#include "model/semantics/conversions.hpp"
#include "model/semantics/globals.hpp"

namespace pagerace::semantics {

namespace {

/// `GFP_KERNEL | __GFP_ZERO`: the names, which nobody has to declare.
void flag_names(const syntax::Expr& expr, std::set<std::string>& names) {
  if (const auto* name = std::get_if<syntax::NameExpr>(&expr.node)) names.insert(name->name);
  if (const auto* both = std::get_if<syntax::BinaryExpr>(&expr.node)) {
    flag_names(*both->left, names);
    flag_names(*both->right, names);
  }
}

}  // namespace

/// kmem_cache_alloc(array, flags): any free object of the array, the one that was freed last included, or NULL.
ExprPtr Expressions::allocate(const syntax::CallExpr& call, Span span) {
  const std::string& name = call.callee.name;
  ExprPtr array = shared_array(*call.arguments[0], name);
  if (!array) return nullptr;
  const bool is_pool = array->kind == ExprKind::VariablePlace && array->type->element->kind == TypeKind::Struct;
  if (!is_pool || array->variable->storage != Storage::Shared) {
    context_.error(array->span,
                   fmt::format("argument 1 of '{}' is an array of structs, declared at the top level", name),
                   "struct object objects[3]; is a pool of three");
    return nullptr;
  }
  std::set<std::string> flags;
  flag_names(*call.arguments[1], flags);
  for (const std::string& flag : flags) {
    if (flag.starts_with("GFP_") || flag.starts_with("__GFP_")) continue;
    context_.error(call.arguments[1]->span,
                   fmt::format("argument 2 of '{}' is GFP_KERNEL or its kin, not '{}'", name, flag));
    return nullptr;
  }
  root_of(*array)->is_pool = true;
  const Variable* pool = root_of(*array);
  if (context_.pooled.try_emplace(array->type->element->structure, pool).first->second != pool) {
    context_.error(array->span, fmt::format("there is another pool of {}", quoted(array->type->element->spelling())),
                   "give each pool a struct of its own: what is freed must go back to where it came from");
    return nullptr;
  }
  const Type* type = types_.pointer_to(array->type->element);
  auto result = make(ExprKind::Allocate, type, span, std::move(array));
  result->may_end = !flags.contains("__GFP_NOFAIL");
  const bool sleeps = flags.contains("GFP_KERNEL") || flags.contains("GFP_USER") || flags.contains("GFP_NOFS") ||
                      flags.contains("GFP_NOIO") || flags.contains("GFP_KERNEL_ACCOUNT") ||
                      flags.contains("__GFP_DIRECT_RECLAIM") || flags.contains("__GFP_NOFAIL");
  return sleeps ? may_sleep(std::move(result), span) : std::move(result);
}

/// kfree(pointer), kmem_cache_free(array, pointer). NULL is no object: kfree() does nothing.
ExprPtr Expressions::free_object(const syntax::CallExpr& call, Span span) {
  const std::string& name = call.callee.name;
  ExprPtr pointer = argument(*call.arguments.back());
  if (!pointer) return nullptr;
  const bool takes_null = call.arguments.size() == 1;  // kmem_cache_free() of NULL is a null pointer in the kernel
  if (is_untyped_null(*pointer) && takes_null) return make_constant(0, types_.void_type(), span);
  const bool is_struct = pointer->type->is_pointer() && pointer->type->element->kind == TypeKind::Struct;
  if (!is_struct) {
    context_.error(pointer->span, fmt::format("'{}' needs a pointer to a struct, and this is {}", name,
                                              quoted(pointer->type->spelling())));
    return nullptr;
  }
  Freed given{pointer->type->element->structure, nullptr, pointer->span, name};
  if (!takes_null) {
    const ExprPtr array = shared_array(*call.arguments[0], name);
    if (!array) return nullptr;
    given.to = root_of(*array);
  }
  context_.freed.push_back(std::move(given));

  const Type* type = pointer->type;
  const Type* result = types_.int_type();
  Variable* kept = new_let("object", type, span);
  const auto read = [&] { return load(variable_place(kept, span)); };
  auto freed =
      make(ExprKind::Poison, types_.void_type(), span, make(ExprKind::Dereference, type->element, span, read()));
  freed->may_end = true;
  ExprPtr done = make(ExprKind::Comma, result, span, std::move(freed), make_constant(0, result, span));
  if (takes_null) {
    ExprPtr is_there = make_binary(ExprKind::NotEqual, result, span, read(), make_constant(0, type, span));
    done =
        make(ExprKind::Conditional, result, span, std::move(is_there), std::move(done), make_constant(0, result, span));
  }
  ExprPtr whole = let(kept, std::move(pointer), std::move(done));
  whole->type = types_.void_type();
  return whole;
}

void check_freed(Context& context) {
  for (const Freed& freed : context.freed) {
    const auto pool = context.pooled.find(freed.structure);
    if (pool == context.pooled.end()) {
      context.error(freed.span,
                    fmt::format("'{}' frees what kmem_cache_alloc() handed out, and nothing hands out a 'struct {}'",
                                freed.by, freed.structure->name),
                    "a pointer to a member is not the object: write container_of(pointer, struct ..., member)");
    } else if (freed.to != nullptr && freed.to != pool->second) {
      context.error(freed.span, fmt::format("this is no object of '{}': a 'struct {}' is of '{}'", freed.to->name,
                                            freed.structure->name, pool->second->name));
    }
  }
}

}  // namespace pagerace::semantics
