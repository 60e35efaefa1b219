#include "checker/native/emit/symmetry.hpp"

#include <algorithm>

#include "checker/native/emit/constants.hpp"

namespace pagerace::checker::symmetry {

void add_canonical(const Symmetry& symmetry, native::NativeParts& parts) {
  const Tables& tables = symmetry.tables();
  const auto columns = static_cast<std::uint32_t>(tables.sort_of.size());
  const auto sorts = static_cast<std::uint32_t>(tables.sorts.size());
  parts.includes.emplace_back("checker/reduce/symmetry/canonical.hpp");
  parts.definitions += "struct SymmetryTables {\n" + native::constant("kWords", tables.words) +
                       native::constant("kColumns", columns) + native::constant("kSorts", sorts) +
                       native::constant("kLinks", std::max(tables.links, 1U)) +
                       native::constants_of(tables, "checker::symmetry::Tables", "checker::symmetry::Content") + "};\n";
  parts.canonical_type = "checker::symmetry::Canonical<SymmetryTables>";
}

}  // namespace pagerace::checker::symmetry
