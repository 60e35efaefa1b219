#include "model/semantics/initializers.hpp"

#include <fmt/format.h>

#include <set>

#include "model/semantics/globals.hpp"

namespace pagerace::semantics {

namespace {

class Leaves {
 public:
  Leaves(Context& context, std::vector<InitializerLeaf>& leaves) : context_(context), leaves_(leaves) {}

  void visit(const Type* type, const syntax::Expr& written, const std::string& name) {
    const auto* list = std::get_if<syntax::InitializerList>(&written.node);
    if (type->is_scalar()) return scalar(type, written, list, name);
    if (list == nullptr) {
      if (const syntax::Expr* value = atomic_init(type, written)) return member(type, 0, *value, name);
      context_.error(written.span,
                     fmt::format("'{}' is {}: its initialiser needs braces", name, quoted(type->spelling())));
      return;
    }
    if (type->kind == TypeKind::Array)
      elements(type, *list, name);
    else
      members(type, *list, name);
  }

 private:
  void scalar(const Type* type, const syntax::Expr& written, const syntax::InitializerList* list,
              const std::string& name) {
    if (list == nullptr) {
      leaves_.push_back({path_, type, name, &written});
      return;
    }
    const bool plain = list->items.size() == 1 && list->items[0].field.name.empty() && !list->items[0].index;
    if (plain) return visit(type, *list->items[0].value, name);
    context_.error(written.span, fmt::format("'{}' is {}: it takes one value", name, quoted(type->spelling())));
  }

  static const syntax::Expr* atomic_init(const Type* type, const syntax::Expr& written) {
    const bool is_atomic = type->kind == TypeKind::Struct && type->structure->is_atomic_t;
    if (!is_atomic || !is_atomic_init(written)) return nullptr;
    return std::get<syntax::CallExpr>(written.node).arguments[0].get();
  }

  void elements(const Type* type, const syntax::InitializerList& list, const std::string& name) {
    std::set<Value> seen;
    Value next = 0;
    for (const auto& item : list.items) {
      if (!item.field.name.empty()) {
        context_.error(item.field.span, fmt::format("'{}' is an array and has no members", name),
                       "write [index] = value");
        continue;
      }
      if (item.index) next = index_of(*item.index).value_or(next);
      if (next < 0 || next >= type->count) {
        context_.error(item.value->span,
                       fmt::format("'{}' has {} elements, and this is element {}", name, type->count, next));
        return;
      }
      if (!seen.insert(next).second)
        context_.error(item.value->span, fmt::format("'{}[{}]' is initialised twice", name, next));
      path_.push_back(static_cast<std::uint32_t>(next));
      visit(type->element, *item.value, fmt::format("{}[{}]", name, next));
      path_.pop_back();
      ++next;
    }
  }

  std::optional<Value> index_of(const syntax::Expr& index) {
    return context_.globals->constant_value(index, "an index in an initialiser");
  }

  void members(const Type* type, const syntax::InitializerList& list, const std::string& name) {
    const auto& fields = type->structure->fields;
    std::set<std::size_t> seen;
    std::size_t next = 0;
    for (const auto& item : list.items) {
      if (item.index) {
        context_.error(item.index->span, fmt::format("'{}' is {}, not an array", name, quoted(type->spelling())),
                       "write .member = value");
        continue;
      }
      if (!item.field.name.empty()) {
        const auto found = find(*type->structure, item.field);
        if (!found) continue;
        next = *found;
      }
      if (next >= fields.size()) {
        context_.error(item.value->span, fmt::format("'{}' has only {} members", name, fields.size()));
        return;
      }
      if (!seen.insert(next).second)
        context_.error(item.value->span, fmt::format("'{}.{}' is initialised twice", name, fields[next].name));
      member(type, next, *item.value, name);
      ++next;
    }
  }

  void member(const Type* type, std::size_t number, const syntax::Expr& value, const std::string& name) {
    const Field& field = type->structure->fields[number];
    path_.push_back(static_cast<std::uint32_t>(number));
    visit(field.type, value, name + "." + field.name);
    path_.pop_back();
  }

  std::optional<std::size_t> find(const StructType& structure, const syntax::Identifier& name) {
    std::vector<std::string> names;
    for (std::size_t i = 0; i < structure.fields.size(); ++i) {
      if (structure.fields[i].name == name.name) return i;
      names.push_back(structure.fields[i].name);
    }
    context_.error(name.span, fmt::format("struct '{}' has no member '{}'", structure.name, name.name),
                   Context::suggestion(name.name, names));
    return std::nullopt;
  }

  Context& context_;
  std::vector<InitializerLeaf>& leaves_;
  std::vector<std::uint32_t> path_;
};

}  // namespace

bool is_atomic_init(const syntax::Expr& written) {
  const auto* call = std::get_if<syntax::CallExpr>(&written.node);
  return call != nullptr && call->arguments.size() == 1 &&
         (call->callee.name == "ATOMIC_INIT" || call->callee.name == "ATOMIC_LONG_INIT" ||
          call->callee.name == "REFCOUNT_INIT");
}

std::vector<InitializerLeaf> initializer_leaves(Context& context, const Variable& variable,
                                                const syntax::Expr& written) {
  std::vector<InitializerLeaf> leaves;
  Leaves(context, leaves).visit(variable.type, written, variable.name);
  return leaves;
}

}  // namespace pagerace::semantics
