// What the files of the library declare, whether or not anything imports them: so that a name that is not there can be
// answered with the import that would bring it.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "model/syntax/load.hpp"

namespace pagerace::syntax {

/// Calls `visit` with each name that a file declares.
template <typename Visit>
void each_name(const File& file, const Visit& visit) {
  for (const Declaration& declaration : file.declarations) {
    if (const auto* function = std::get_if<FunctionDeclaration>(&declaration.node); function && function->body)
      visit(function->name);
    if (const auto* variables = std::get_if<VariableDeclaration>(&declaration.node))
      for (const Declarator& declarator : variables->declarators) visit(declarator.name);
    if (const auto* type = std::get_if<StructDeclaration>(&declaration.node)) visit(type->name);
    if (const auto* type = std::get_if<EnumDeclaration>(&declaration.node)) {
      visit(type->name);
      for (const auto& [name, value] : type->constants) visit(name);
    }
  }
}

struct LibraryName {
  std::string name;
  std::string file;   ///< as an import says it: "mm/hugetlb.race"
  std::string place;  ///< "mm/hugetlb.race:85"
};

/// Of all files of the library but the designs, by file. A name may be there several times. Files that cannot be read
/// are left out.
std::vector<LibraryName> library_names(const std::string& library);

/// What to import for each name: "linux.race" if the newest release brings it, else a file of the library.
std::map<std::string, std::string> imports_by_name(const std::string& library);

}  // namespace pagerace::syntax
