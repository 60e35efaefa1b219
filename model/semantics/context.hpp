// Data that every part of the check shares: the input, the diagnostics, and the program being built.
#pragma once

#include <map>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <unordered_set>
#include <utility>
#include <vector>

#include "model/semantics/program.hpp"
#include "model/source/diagnostics.hpp"
#include "model/syntax/tree.hpp"

namespace pagerace::semantics {

class FunctionTypes;
class Globals;
class TypeNames;

/// What the scenario declares for the library.
inline constexpr const char* kPages = "mem_map";

/// A call in the source text, even if constants have removed it from the program.
struct CallSite {
  const Function* caller = nullptr;  ///< null: a thread, init, probe or formula
  const Function* callee = nullptr;
  Span span;
  bool in_one_piece = false;  ///< inside atomic or init: nothing in it may wait
  bool in_atomic = false;
};

/// One scalar that an initialiser sets: the members and indices that lead to it, and its value.
struct InitializerLeaf {
  std::vector<std::uint32_t> path;
  const Type* type = nullptr;
  std::string name;  ///< "zone.free[1]"
  const syntax::Expr* value = nullptr;
};

/// A shared pointer that starts as the address of an object.
struct InitialAddress {
  Variable* variable = nullptr;
  InitializerLeaf leaf;
};

/// An object that kfree() or its kin gives back.
struct Freed {
  const StructType* structure = nullptr;
  const Variable* to = nullptr;  ///< the pool that kmem_cache_free() names
  Span span;
  std::string by;  ///< the function's name
};

struct Context {
  Context(const syntax::Unit& unit, const source::Sources& sources, source::Diagnostics& diagnostics, Program& program);
  ~Context();

  const syntax::Unit& unit;
  const source::Sources& sources;
  source::Diagnostics& diagnostics;
  Program& program;
  Types& types;
  std::unique_ptr<TypeNames> type_names;
  std::unique_ptr<Globals> globals;
  std::unique_ptr<FunctionTypes> function_types;

  std::vector<CallSite> calls;
  std::vector<InitialAddress> initial_addresses;
  std::unordered_set<const Variable*> used;  ///< used in some expression
  std::unordered_set<const Function*> probed;
  std::unordered_set<const Variable*> points_to_const;  ///< declared as `const T *`
  std::set<std::pair<const StructType*, std::size_t>> field_points_to_const;
  std::map<const StructType*, const Variable*> pooled;  ///< what kmem_cache_alloc() hands out, and from which pool
  std::vector<Freed> freed;
  std::optional<Span> asks_for_pages;  ///< where the library uses mem_map, which the scenario forgot to declare
  std::optional<std::map<std::string, std::string>> imports;  ///< by what they bring, once somebody needed to know
  std::string missing;                  ///< the last unknown name that is in a file of the library that nothing imports
  std::set<source::FileId> vocabulary;  ///< vocabulary.race and the files in vocabulary/

  bool in_vocabulary(Span span) const { return vocabulary.contains(span.file); }
  bool in_scenario(Span span) const { return !unit.files.empty() && span.file == unit.files.back().id; }

  /// If a name is unknown only because nothing imports its file, the hint says which it is. Remembers one that a design
  /// overrides.
  std::string hint_for_missing(const std::string& name);
  void error(Span span, std::string message, std::string hint = {}) {
    diagnostics.error(span, std::move(message), std::move(hint));
  }
  /// "did you mean `x`?", or an empty string.
  static std::string suggestion(const std::string& name, const std::vector<std::string>& candidates);

  Variable* new_variable(const syntax::Identifier& name, const Type* type, Storage storage);
};

/// `name` in quotes, for messages.
inline std::string quoted(const std::string& name) { return "'" + name + "'"; }

}  // namespace pagerace::semantics
