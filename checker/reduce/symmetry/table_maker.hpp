// Makes the Tables, part by part.
#pragma once

#include <map>
#include <set>
#include <tuple>
#include <utility>
#include <vector>

#include "checker/reduce/symmetry/tables.hpp"

namespace pagerace::checker::symmetry {

class TableMaker {
 public:
  TableMaker(const system::TransitionSystem& system, const Analysis& analysis)
      : system_(system), analysis_(analysis), structure_(analysis.structure()), kinds_(analysis.kinds()) {}

  /// The result must not be used if there are obstacles.
  Tables make();
  const std::vector<Failure>& obstacles() const { return obstacles_; }

 private:
  /// How numbers in the state represent values.
  struct Numbers {
    Value bias = 0;
    std::uint16_t domain = 0;
    Word count = 0;  ///< 0 .. count - 1 are in use
    Word size = 0;   ///< 0 .. size - 1 fit
    auto operator<=>(const Numbers&) const = default;
  };
  struct Held {
    Content content = Content::Raw;
    std::uint16_t table = 0;
  };
  using Fields = std::vector<std::pair<std::uint32_t, Field>>;  ///< by place

  // table_maker.cpp
  void add_sorts();
  void add_threads(std::uint32_t sort);
  void add_wide_registers(std::uint32_t sort, std::uint32_t thread, const std::vector<std::uint32_t>& instances);
  void add_other_threads();
  void sort_out_cells();
  void add_slot(std::uint32_t sort, Held held, const Fields& fields);
  void add_matrices();
  void choose_unreferenced();
  void add_rows_of_unreferenced();
  void count_links();
  std::uint32_t add_fields(const Fields& fields, std::size_t count);
  static Field field_of(const system::Storage& storage);

  // reference_tables.cpp
  Held held_by_cell(system::Cell cell);
  Held held_by_code(std::uint32_t thread);
  void add_digits(std::uint32_t thread, std::uint32_t location, CodeTable& table);
  std::uint16_t references(const Numbers& numbers, const Typed& type);
  Reference reference(const Numbers& numbers, const Typed& type, Value value);
  std::uint16_t sets(const Numbers& numbers, const Typed& type);
  Column column_of_bit(const Kind& kind, std::uint32_t bit, const Typed& type);
  Value moved(const Typed& type, Value value, Column from, Column to) const;
  Value value_of(const Numbers& numbers, Word number) const;
  std::optional<Word> number_of(const Numbers& numbers, Value value) const;
  bool is_moved(const Typed& type, const Numbers& numbers) const;
  void obstruct(const Typed& type, const char* why);

  // order_tables.cpp
  void add_orders();
  std::uint16_t row(const ColumnSet& columns);

  const system::TransitionSystem& system_;
  const Analysis& analysis_;
  const Structure& structure_;
  const Kinds& kinds_;
  Tables made_;
  std::vector<Failure> obstacles_;
  std::set<std::uint32_t> referred_to_;  ///< sorts
  std::map<std::uint32_t, Held> codes_;  ///< by template
  std::map<std::pair<Numbers, KindId>, std::uint16_t> references_, sets_;
  std::map<ColumnSet, std::uint16_t> rows_;

  /// Identifies a block of cells: group, indices in the other dimensions, dimensions that hold the columns, sorts.
  struct Block {
    std::uint32_t group = 0;
    std::vector<std::uint32_t> others, dimensions, sorts;
    auto operator<=>(const Block&) const = default;
  };
  std::map<Block, Fields> blocks_;
};

}  // namespace pagerace::checker::symmetry
