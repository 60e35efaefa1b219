#include "checker/reduce/partial_order/permuted.hpp"

#include <set>
#include <tuple>

namespace pagerace::checker::partial_order {
namespace {

/// The tables of codes that describe the field.
std::set<std::uint16_t> code_tables_of(const symmetry::Tables& tables, const system::Storage& at) {
  const auto is_field = [&at](const symmetry::Field& field) {
    return field.word == at.word && field.shift == at.shift;
  };
  std::set<std::uint16_t> found;
  for (const symmetry::SortTable& sort : tables.sorts) {
    for (std::uint16_t i = 0; i < sort.slots; ++i) {
      const symmetry::Slot& slot = tables.slots[sort.first_slot + i];
      if (slot.content != symmetry::Content::Code) continue;
      for (std::uint16_t column = 0; column < sort.size; ++column) {
        if (is_field(tables.fields[slot.fields + column])) found.insert(slot.table);
      }
    }
  }
  for (const symmetry::StandaloneField& standalone : tables.standalone_fields) {
    if (standalone.content == symmetry::Content::Code && is_field(standalone.field)) found.insert(standalone.table);
  }
  return found;
}

using Digit = std::tuple<std::uint32_t, std::uint32_t, system::Register>;  // template, location, register

void add_digits(const symmetry::Tables& tables, std::uint16_t table, const system::ThreadTemplate& thread,
                std::uint32_t number, std::set<Digit>& digits) {
  for (std::uint32_t i = 0; i < tables.codes[table].count; ++i) {
    const symmetry::CodeLocation& at = tables.code_locations[tables.codes[table].first + i];
    for (std::uint32_t location = 0; location < thread.encodings.size(); ++location) {
      const system::Encoding& encoding = thread.encodings[location];
      if (encoding.count == 0 || encoding.base != at.base) continue;
      Word weight = 1;
      for (const system::Digit& digit : encoding.digits) {
        for (std::uint32_t k = 0; k < at.digits; ++k) {
          // A digit with one value has the weight of the next digit. It does no harm to take both for permuted.
          if (tables.code_digits[at.first + k].radix == weight) digits.insert({number, location, digit.reg});
        }
        weight *= digit.size;
      }
    }
  }
}

}  // namespace

Permutes permuted_by(const system::TransitionSystem& system, const symmetry::Tables& tables) {
  std::set<Digit> digits;
  for (const system::ThreadInstance& instance : system.instances) {
    const system::ThreadTemplate& thread = system.templates[instance.code];
    for (std::uint16_t table : code_tables_of(tables, instance.code_storage)) {
      add_digits(tables, table, thread, instance.code, digits);
    }
  }
  return [digits = std::move(digits)](std::uint32_t thread, std::uint32_t location, system::Register reg) {
    return digits.count({thread, location, reg}) != 0;
  };
}

}  // namespace pagerace::checker::partial_order
