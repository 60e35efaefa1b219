// The tables that a canonicaliser works with. They are filled in at run time (tables.hpp), or they are constants of
// native code.
//
// The columns of one sort (structure.hpp) have consecutive numbers. Here, a "number" is always what the state holds,
// not the value that it stands for.
#pragma once

#include <cstdint>
#include <vector>

#include "checker/reduce/tables.hpp"
#include "model/system/word.hpp"

namespace pagerace::checker::symmetry {

using system::Word;

inline constexpr std::uint16_t kNoColumn = 0xffff;

struct Field {
  std::uint16_t word = 0;
  std::uint8_t shift = 0;
  std::uint8_t width = 0;  ///< at least 1
};

enum class Content : std::uint8_t {
  Raw,        // nothing that a permutation would change
  Reference,  // a number that may stand for a column: `table` of references
  Set,        // a bit for each column: `table` of sets
  Code,       // a thread's code, with references among its digits: `table` of codes
};

/// One field for each column of a sort: `fields` is the first of them.
struct Slot {
  std::uint32_t fields = 0;
  Content content = Content::Raw;
  std::uint16_t table = 0;
};

struct SortTable {
  std::uint16_t first = 0, size = 0;  ///< columns
  std::uint16_t first_slot = 0, slots = 0;
  std::uint16_t rows = 0;  ///< if it is unreferenced: its rows of matrices, which follow its slots, one for each column
  bool is_unreferenced = false;  ///< no field refers to its columns, so they can be sorted by what they hold
  Word free = 0;                 ///< a bit for each column that is not permanently singled out
};

/// A field that belongs to no column but may refer to one.
struct StandaloneField {
  Field field;
  Content content = Content::Raw;
  std::uint16_t table = 0;
};

/// A field for each pair of columns, of two sorts or of one: row by row from `fields` on.
struct Matrix {
  std::uint16_t rows = 0, columns = 0;  ///< sorts
  std::uint32_t fields = 0;
  Content content = Content::Raw;
  std::uint16_t table = 0;
};

/// Entries first .. first + count - 1 of `references`: what the numbers 0 .. count - 1 of a field stand for.
struct ReferenceTable {
  std::uint32_t first = 0, count = 0;
};
struct Reference {
  std::uint16_t column = kNoColumn;
  std::uint32_t images = 0;  ///< where in `images` its images begin, one for each column of the sort
};

/// Entry `columns + i` of `bit_columns` is the column of bit i; entry `bits + c` of `column_bits` is the bit of column
/// c.
struct SetTable {
  std::uint32_t columns = 0, bits = 0;
};

/// Entries first .. first + count - 1 of `code_locations`: the locations that hold references, sorted by base.
struct CodeTable {
  std::uint32_t first = 0, count = 0;
};
struct CodeLocation {
  Word base = 0, count = 0;  ///< codes
  std::uint32_t first = 0, digits = 0;
};
struct CodeDigit {
  std::uint32_t radix = 1, size = 1;  ///< a location has at most 2^32 codes
  std::uint16_t table = 0;            ///< of references
};

/// What a thread still uses in an order. Each row of `order_columns` holds one set of columns for each sort.
struct OrderTable {
  Field code;
  bool is_direct = false;
  std::uint32_t rows = 0;    ///< row `order_rows[rows + i]`, where i is the code if `is_direct`,
  std::uint32_t starts = 0;  ///< else the last of `order_starts[starts ...]` that is not above it
  std::uint32_t count = 0;
};

struct Tables {
  static constexpr std::uint32_t kWords = system::kMostStateWords, kColumns = 256, kSorts = 128,
                                 kLinks = 4096;  ///< at most

  std::uint32_t words = 0;
  std::uint32_t links = 0;  ///< that a state can have at most, see Canonical
  std::vector<SortTable> sorts;
  std::vector<std::uint16_t> sort_of;  ///< of each column
  std::vector<Field> fields;
  std::vector<Slot> slots;
  std::vector<StandaloneField> standalone_fields;
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

  /// Calls f(name, pointer to member) for each table, to write it out for native code.
  template <class F>
  static constexpr void for_each(F&& f) {
    f("words", &Tables::words);
    f("links", &Tables::links);
    f("sorts", &Tables::sorts);
    f("sort_of", &Tables::sort_of);
    f("fields", &Tables::fields);
    f("slots", &Tables::slots);
    f("standalone_fields", &Tables::standalone_fields);
    f("matrices", &Tables::matrices);
    f("reference_tables", &Tables::reference_tables);
    f("references", &Tables::references);
    f("images", &Tables::images);
    f("sets", &Tables::sets);
    f("bit_columns", &Tables::bit_columns);
    f("column_bits", &Tables::column_bits);
    f("codes", &Tables::codes);
    f("code_locations", &Tables::code_locations);
    f("code_digits", &Tables::code_digits);
    f("orders", &Tables::orders);
    f("order_rows", &Tables::order_rows);
    f("order_starts", &Tables::order_starts);
    f("order_columns", &Tables::order_columns);
  }
};
static_assert(names_every_member<Tables>());

}  // namespace pagerace::checker::symmetry
