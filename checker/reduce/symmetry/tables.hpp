// Fills in the tables of the canonicaliser from what the analysis found.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "checker/reduce/symmetry/analysis.hpp"
#include "checker/reduce/symmetry/canonical_tables.hpp"

namespace pagerace::checker::symmetry {

struct Tables {
  std::uint32_t words = 0;
  std::uint32_t links = 0;  ///< that a state can have at most, see Canonical
  std::vector<SortTable> sorts;
  std::vector<std::uint16_t> sort_of;  ///< of each column
  std::vector<Field> fields;
  std::vector<Slot> slots;
  std::vector<Lone> lones;
  std::vector<Matrix> matrices;
  std::vector<ReferenceTable> reference_tables;
  std::vector<Reference> references;
  std::vector<Word> images;
  std::vector<SetTable> sets;
  std::vector<std::uint16_t> bit_columns;
  std::vector<std::uint8_t> column_bits;
  std::vector<CodeTable> codes;
  std::vector<CodeLocation> code_locations;
  std::vector<CodeDigit> code_digits;
  std::vector<OrderTable> orders;
  std::vector<std::uint16_t> order_rows;
  std::vector<Word> order_starts;
  std::vector<Word> order_columns;
};

/// The same for a Canonical. It refers to the tables, which must outlive it.
struct TablesView {
  static constexpr std::uint32_t kWords = system::kMostStateWords, kColumns = 256, kSorts = 128, kLinks = 4096;

  explicit TablesView(const Tables& tables);
  std::uint32_t words, sort_count, column_count, lone_count, matrix_count, order_count;
  const SortTable* sorts;
  const std::uint16_t* sort_of;
  const Field* fields;
  const Slot* slots;
  const Lone* lones;
  const Matrix* matrices;
  const ReferenceTable* reference_tables;
  const Reference* references;
  const Word* images;
  const SetTable* sets;
  const std::uint16_t* bit_columns;
  const std::uint8_t* column_bits;
  const CodeTable* codes;
  const CodeLocation* code_locations;
  const CodeDigit* code_digits;
  const OrderTable* orders;
  const std::uint16_t* order_rows;
  const Word* order_starts;
  const Word* order_columns;
};

/// Nothing, and what is in the way, where it cannot be done.
std::optional<Tables> make_tables(const system::TransitionSystem& system, const Analysis& analysis,
                                  std::vector<Failure>& obstacles);

}  // namespace pagerace::checker::symmetry
