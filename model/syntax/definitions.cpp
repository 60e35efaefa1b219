#include "model/syntax/definitions.hpp"

#include <algorithm>
#include <map>
#include <set>

namespace pagerace::syntax {

namespace {

struct Placed {
  FunctionDefinition definition;
  std::size_t position;  // files come after what they import, so that this is the order within a layer
};

bool runs_before(const Placed& one, const Placed& other) {
  const FunctionDeclaration& first = *one.definition.function;
  const FunctionDeclaration& second = *other.definition.function;
  if (first.is_weak != second.is_weak) return second.is_weak;
  const Layer mine = one.definition.file->layer;
  const Layer others = other.definition.file->layer;
  if (mine != others) return mine > others;
  return one.position > other.position;
}

}  // namespace

std::vector<DefinedFunction> defined_functions(const Unit& unit) {
  std::vector<std::string> names;
  std::map<std::string, std::vector<Placed>> found;
  std::size_t position = 0;
  for (const File& file : unit.files) {
    for (const Declaration& declaration : file.declarations) {
      const auto* function = std::get_if<FunctionDeclaration>(&declaration.node);
      if (function == nullptr || !function->body) continue;
      std::vector<Placed>& all = found[function->name.name];
      if (all.empty()) names.push_back(function->name.name);
      all.push_back({{function, &declaration, &file}, ++position});
    }
  }
  std::vector<DefinedFunction> result;
  for (const std::string& name : names) {
    std::vector<Placed>& all = found[name];
    std::stable_sort(all.begin(), all.end(), runs_before);
    DefinedFunction defined = {name, {}};
    for (const Placed& each : all) defined.definitions.push_back(each.definition);
    result.push_back(std::move(defined));
  }
  return result;
}

const File* Ranks::find(FileId id) const {
  const auto found = std::find_if(unit_.files.begin(), unit_.files.end(), [&](const File& file) { return file.id == id; });
  return found == unit_.files.end() ? nullptr : &*found;
}

bool Ranks::reaches(const File& from, const File& to) const {
  std::set<FileId> seen = {from.id};
  std::vector<FileId> next = {from.id};
  while (!next.empty()) {
    const FileId id = next.back();
    next.pop_back();
    if (id == to.id) return true;
    const File* file = find(id);
    if (file == nullptr) continue;
    for (const ImportedFile& import : file->imports)
      if (seen.insert(import.file).second) next.push_back(import.file);
  }
  return false;
}

bool Ranks::above(const File& one, const File& other) const {
  if (one.layer != other.layer) return one.layer > other.layer;
  return one.id != other.id && reaches(one, other);
}

bool Ranks::are_equal(const File& one, const File& other) const { return !above(one, other) && !above(other, one); }

}  // namespace pagerace::syntax
