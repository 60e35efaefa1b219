#include "model/syntax/layers.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <map>
#include <optional>
#include <set>

#include "model/syntax/definitions.hpp"
#include "model/syntax/files.hpp"
#include "model/syntax/library_names.hpp"

namespace pagerace::syntax {

namespace {

namespace fs = std::filesystem;

const File* file_of(const Unit& unit, FileId id) {
  const auto found =
      std::find_if(unit.files.begin(), unit.files.end(), [&](const File& file) { return file.id == id; });
  return found == unit.files.end() ? nullptr : &*found;
}

/// The import by which a file came, as high up as possible: a line of the scenario if there is one.
Span import_of(const Unit& unit, const File& wanted) {
  const Ranks ranks(unit);
  for (auto file = unit.files.rbegin(); file != unit.files.rend(); ++file) {
    if (file->layer == Layer::Design) continue;  // it refuses the file, and did not bring it
    for (const ImportedFile& import : file->imports) {
      if (import.span.begin == import.span.end) continue;  // no text imports it
      const File* target = file_of(unit, import.file);
      if (target != nullptr && target->layer != Layer::Design && ranks.reaches(*target, wanted)) return import.span;
    }
  }
  return {wanted.id, 0, 0};
}

/// Whether a design on `refusing`, or that one itself, brings the file, and so has a place for it.
bool is_brought_by_design(const Unit& unit, const File& refusing, const File& wanted) {
  const Ranks ranks(unit);
  return std::any_of(unit.files.begin(), unit.files.end(), [&](const File& file) {
    const bool imports = std::any_of(file.imports.begin(), file.imports.end(),
                                     [&](const ImportedFile& import) { return import.file == wanted.id; });
    return imports && file.layer == Layer::Design && ranks.reaches(file, refusing);
  });
}

struct Refused {
  const RefuseDeclaration* refusal = nullptr;
  const File* by = nullptr;
  const File* file = nullptr;
};

/// What a design refuses and the scenario brings. Of several files, one that brings others: it is what the user knows.
std::optional<Refused> find_refused(const Unit& unit, const std::map<std::string, const File*>& by_path,
                                    const LoadOptions& options, const source::Sources& sources,
                                    source::Diagnostics& diagnostics) {
  std::optional<Refused> found;
  const Ranks ranks(unit);
  for (const File& design : unit.files) {
    for (const Declaration& declaration : design.declarations) {
      const auto* refusal = std::get_if<RefuseDeclaration>(&declaration.node);
      if (refusal == nullptr) continue;
      const Resolution resolved = resolve_import(refusal->path, sources.path(design.id), options);
      if (!resolved.path) diagnostics.error(refusal->path_span, resolved.problem, resolved.hint);
      const auto file = by_path.find(resolved.path ? canonical_path(*resolved.path) : "");
      if (file == by_path.end() || is_brought_by_design(unit, design, *file->second)) continue;
      if (!found || ranks.above(*file->second, *found->file)) found = Refused{refusal, &design, file->second};
    }
  }
  return found;
}

bool overrides_unknown(const Unit& unit) {
  const auto defined = defined_functions(unit);
  return std::any_of(defined.begin(), defined.end(), [](const DefinedFunction& function) {
    const FunctionDefinition& lowest = function.definitions.back();
    return lowest.function->overrides && lowest.file->layer == Layer::Design;
  });
}

}  // namespace

void settle_layers(Unit& unit) {
  for (auto file = unit.files.rbegin(); file != unit.files.rend(); ++file) {
    for (const ImportedFile& import : file->imports) {
      const auto below =
          std::find_if(unit.files.begin(), unit.files.end(), [&](const File& each) { return each.id == import.file; });
      if (below != unit.files.end()) below->layer = std::min(below->layer, file->layer);
    }
  }
}

void check_refusals(const Unit& unit, const LoadOptions& options, const source::Sources& sources,
                    source::Diagnostics& diagnostics) {
  std::map<std::string, const File*> by_path;
  for (const File& file : unit.files) by_path[canonical_path(sources.path(file.id))] = &file;
  const auto found = find_refused(unit, by_path, options, sources, diagnostics);
  if (!found) return;
  const RefuseDeclaration& refusal = *found->refusal;
  diagnostics.error(import_of(unit, *found->file),
                    fmt::format("the kernel design '{}' has no place for {}: {}",
                                fs::path(sources.path(found->by->id)).stem().string(), refusal.path, refusal.reason),
                    "choose another design with --kernel");
  diagnostics.note(refusal.path_span, "the design says so here");
}

void find_not_brought(Unit& unit, const std::string& library) {
  if (!overrides_unknown(unit)) return;
  for (const LibraryName& name : library_names(library)) unit.not_brought.try_emplace(name.name, name.place);
  // An override of a design is no reason to think that the function was brought.
  for (const File& file : unit.files)
    if (file.layer != Layer::Design)
      each_name(file, [&](const Identifier& name) { unit.not_brought.erase(name.name); });
}

}  // namespace pagerace::syntax
