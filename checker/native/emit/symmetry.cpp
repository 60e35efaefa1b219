#include "checker/native/emit/symmetry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <string>
#include <vector>

namespace pagerace::checker::symmetry {
namespace {

std::string text(std::uint8_t number) { return std::to_string(number); }
std::string text(std::uint16_t number) { return std::to_string(number); }
std::string text(std::uint32_t number) { return std::to_string(number); }
std::string text(Word number) { return std::to_string(number) + "u"; }
std::string text(bool truth) { return truth ? "true" : "false"; }
std::string text(Content content) {
  return fmt::format("checker::symmetry::Content({})", static_cast<unsigned>(content));
}

std::string text(const Field& at) { return fmt::format("{{{}, {}, {}}}", at.word, at.shift, at.width); }

template <class... Members>
std::string braced(const Members&... members) {
  std::string list;
  ((list += (list.empty() ? "" : ", ") + text(members)), ...);
  return "{" + list + "}";
}

std::string text(const Slot& at) { return braced(at.fields, at.content, at.table); }
std::string text(const SortTable& at) {
  return braced(at.first, at.size, at.first_slot, at.slots, at.rows, at.is_leaf, at.free);
}
std::string text(const Lone& at) { return braced(at.field, at.content, at.table); }
std::string text(const Matrix& at) { return braced(at.rows, at.columns, at.fields, at.content, at.table); }
std::string text(const ReferenceTable& at) { return braced(at.first, at.count); }
std::string text(const Reference& at) { return braced(at.column, at.images); }
std::string text(const SetTable& at) { return braced(at.columns, at.bits); }
std::string text(const CodeTable& at) { return braced(at.first, at.count); }
std::string text(const CodeLocation& at) { return braced(at.base, at.count, at.first, at.digits); }
std::string text(const CodeDigit& at) { return braced(at.radix, at.size, at.table); }
std::string text(const OrderTable& at) { return braced(at.code, at.is_direct, at.rows, at.starts, at.count); }

/// An array of C++ is never empty.
template <class Element>
std::string array(const char* type, const char* name, const std::vector<Element>& elements) {
  std::string list = elements.empty() ? "{}" : "";
  for (std::size_t i = 0; i < elements.size(); ++i) {
    list += i == 0 ? "" : i % 16 == 0 ? ",\n    " : ", ";
    list += text(elements[i]);
  }
  return fmt::format("  static constexpr {} {}[] = {{{}}};\n", type, name, list);
}

std::string constant(const char* name, std::size_t value) {
  return fmt::format("  static constexpr std::uint32_t {} = {};\n", name, value);
}

std::string tables_of(const Tables& tables) {
  std::string text = "struct SymmetryTables {\n  using AreConstant = void;\n";
  text += constant("kWords", tables.words);
  text += constant("kColumns", tables.sort_of.size());
  text += constant("kSorts", tables.sorts.size());
  text += constant("kLinks", std::max<std::size_t>(tables.links, 1));
  text += constant("words", tables.words);
  text += constant("sort_count", tables.sorts.size());
  text += constant("column_count", tables.sort_of.size());
  text += constant("lone_count", tables.lones.size());
  text += constant("matrix_count", tables.matrices.size());
  text += constant("order_count", tables.orders.size());
  text += array("checker::symmetry::SortTable", "sorts", tables.sorts);
  text += array("std::uint16_t", "sort_of", tables.sort_of);
  text += array("checker::symmetry::Field", "fields", tables.fields);
  text += array("checker::symmetry::Slot", "slots", tables.slots);
  text += array("checker::symmetry::Lone", "lones", tables.lones);
  text += array("checker::symmetry::Matrix", "matrices", tables.matrices);
  text += array("checker::symmetry::ReferenceTable", "reference_tables", tables.reference_tables);
  text += array("checker::symmetry::Reference", "references", tables.references);
  text += array("std::uint64_t", "images", tables.images);
  text += array("checker::symmetry::SetTable", "sets", tables.sets);
  text += array("std::uint16_t", "bit_columns", tables.bit_columns);
  text += array("std::uint8_t", "column_bits", tables.column_bits);
  text += array("checker::symmetry::CodeTable", "codes", tables.codes);
  text += array("checker::symmetry::CodeLocation", "code_locations", tables.code_locations);
  text += array("checker::symmetry::CodeDigit", "code_digits", tables.code_digits);
  text += array("checker::symmetry::OrderTable", "orders", tables.orders);
  text += array("std::uint16_t", "order_rows", tables.order_rows);
  text += array("std::uint64_t", "order_starts", tables.order_starts);
  text += array("std::uint64_t", "order_columns", tables.order_columns);
  return text + "};\n";
}

}  // namespace

void add_canonical(const Symmetry& symmetry, native::NativeParts& parts) {
  parts.includes.emplace_back("checker/reduce/symmetry/canonical.hpp");
  parts.definitions += tables_of(symmetry.tables());
  parts.canonical_type = "checker::symmetry::Canonical<SymmetryTables>";
}

}  // namespace pagerace::checker::symmetry
