// The tables of what threads use in an order, by their codes.
#include <algorithm>
#include <numeric>

#include "checker/reduce/symmetry/table_maker.hpp"
#include "model/system/layout/encoding.hpp"
#include "model/system/state.hpp"

namespace pagerace::checker::symmetry {

std::uint16_t TableMaker::row(const ColumnSet& columns) {
  const auto [entry, is_new] = rows_.try_emplace(columns, static_cast<std::uint16_t>(rows_.size()));
  if (is_new) made_.order_columns.insert(made_.order_columns.end(), columns.begin(), columns.end());
  return entry->second;
}

void TableMaker::add_orders() {
  std::vector<std::uint32_t> every_sort(structure_.sorts().size());
  std::iota(every_sort.begin(), every_sort.end(), 0);
  for (std::uint32_t thread = 0; thread < system_.templates.size(); ++thread) {
    const std::vector<OrderAt>& order = analysis_.order(thread);
    if (order.empty()) continue;
    const auto& encodings = system_.templates[thread].encodings;
    const Word count = system::code_count(system_.templates[thread]);
    const bool is_direct = count <= OrderedCode::kMostCodes;
    OrderTable table{{},
                     is_direct,
                     static_cast<std::uint32_t>(made_.order_rows.size()),
                     static_cast<std::uint32_t>(made_.order_starts.size()),
                     0};
    // No execution reaches other codes.
    const ColumnSet all = all_columns(structure_, every_sort);
    for (std::uint32_t i = 0; i < encodings.size(); ++i) {
      const system::Encoding& encoding = encodings[i];
      if (encoding.count == 0) continue;
      if (!is_direct) {
        const auto found = order[i].columns.find({});
        made_.order_starts.push_back(encoding.base);
        made_.order_rows.push_back(row(found == order[i].columns.end() ? all : found->second));
        ++table.count;
        continue;
      }
      for (Word code = 0; code < encoding.count; ++code) {
        std::vector<Value> values;
        Word rest = code;
        for (const system::Digit& digit : encoding.digits) {
          const Value value = system::value_of(system_, digit, rest % digit.size);
          rest /= digit.size;
          if (std::ranges::count(order[i].registers, digit.reg) > 0) values.push_back(value);
        }
        const auto found = order[i].columns.find(values);
        made_.order_rows.push_back(row(found == order[i].columns.end() ? all : found->second));
      }
    }
    // A thread that fails before it comes to any place is in no state.
    const bool is_anywhere = made_.order_rows.size() > table.rows;
    for (const system::ThreadInstance& instance : system_.instances) {
      if (instance.code != thread || !is_anywhere) continue;
      if (instance.code_storage.width == 0) {  // its only code is 0
        const std::size_t first = std::size_t{made_.order_rows[table.rows]} * made_.sorts.size();
        for (std::size_t s = 0; s < made_.sorts.size(); ++s) made_.sorts[s].free &= ~made_.order_columns[first + s];
        continue;
      }
      table.code = field_of(instance.code_storage);
      made_.orders.push_back(table);
    }
  }
}

}  // namespace pagerace::checker::symmetry
