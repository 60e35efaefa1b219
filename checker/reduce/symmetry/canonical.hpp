// The canonical state: one state for all states that permutations make of each other. It is exact: two states have the
// same canonical state if and only if some permutation of the free columns maps one to the other (docs/symmetry.md).
//
// Columns of a sort that nothing refers to are sorted by what they hold. That is enough for most threads. Other columns
// get keys: a hash of what they hold and of what refers to them, which no permutation changes. Keys are refined as the
// colours of graph vertices are (Weisfeiler and Leman 1968). If two columns have equal keys, it tries whether they can
// be exchanged; nearly always they can. If not, each column with that key is singled out in turn, and the keys are
// refined again (McKay, "Practical graph isomorphism", 1981).
#pragma once

#include <bit>
#include <cstdint>
#include <cstring>

#include "checker/reduce/symmetry/canonical_tables.hpp"
#include "checker/reduce/symmetry/sorting.hpp"
#include "checker/store/hash.hpp"

namespace pagerace::checker::symmetry {

inline Word get_field(const Word* state, const Field& at) {
  return state[at.word] >> at.shift & (~Word{0} >> (64 - at.width));
}
inline void set_field(Word* state, const Field& at, Word number) {
  const Word mask = ~Word{0} >> (64 - at.width) << at.shift;
  state[at.word] = (state[at.word] & ~mask) | number << at.shift;
}

/// TheTables: Tables, or constants of the same names. It holds scratch memory, so use one for each worker.
template <class TheTables>
class Canonical {
 public:
  Canonical() requires kAreConstant<TheTables> : t_() {}
  explicit Canonical(const TheTables& tables) : t_(tables) {}

  /// Valid until the next call.
  const Word* operator()(const Word* state) {
    find_free(state);
    if (!has_keys()) {
      std::memcpy(best_, state, bytes());
      sort_unreferenced(best_);
      return best_;
    }
    source_ = state;
    has_best_ = false;
    if (!try_both()) {
      for (std::uint32_t c = 0; c < columns(); ++c) singled_[c] = 0;
      read();
      search();
    }
    return best_;
  }

 private:
  static constexpr std::uint32_t kRounds = 3;
  using Keys = std::uint64_t[TheTables::kColumns];

  std::uint32_t sorts() const { return static_cast<std::uint32_t>(t_.sorts.size()); }
  std::uint32_t columns() const { return static_cast<std::uint32_t>(t_.sort_of.size()); }
  std::size_t bytes() const { return sizeof(Word) * t_.words; }
  static bool is_in(Word set, std::uint32_t i) { return (set >> i & 1) != 0; }
  bool is_keyed(std::uint32_t sort) const {
    return !t_.sorts[sort].is_unreferenced && (free_[sort] & (free_[sort] - 1)) != 0;
  }
  bool is_active(std::uint32_t column) const {
    const std::uint32_t sort = t_.sort_of[column];
    return is_keyed(sort) && is_in(free_[sort], column - t_.sorts[sort].first);
  }

  void find_free(const Word* state) {
    for (std::uint32_t s = 0; s < sorts(); ++s) free_[s] = t_.sorts[s].free;
    for (std::uint32_t i = 0; i < t_.orders.size(); ++i) {
      const OrderTable& order = t_.orders[i];
      const Word code = get_field(state, order.code);
      const std::uint32_t row = t_.order_rows[order.rows + (order.is_direct ? code : start_of(order, code))];
      for (std::uint32_t s = 0; s < sorts(); ++s) free_[s] &= ~t_.order_columns[row * sorts() + s];
    }
  }

  std::uint32_t start_of(const OrderTable& order, Word code) const {
    std::uint32_t low = 0, high = order.count;
    while (high - low > 1) {
      const std::uint32_t middle = (low + high) / 2;
      (t_.order_starts[order.starts + middle] <= code ? low : high) = middle;
    }
    return low;
  }

  bool has_keys() const {
    bool has = false;
    for (std::uint32_t s = 0; s < sorts(); ++s) has = has || is_keyed(s);
    return has;
  }

  // Sorts that nothing refers to.

  void sort_unreferenced(Word* state) {
    if constexpr (kAreConstant<TheTables>) {
      sort_unreferenced_from<0>(state);
    } else {
      for (std::uint32_t s = 0; s < sorts(); ++s) sort_columns_of(s, state);
    }
  }

  void sort_columns_of(std::uint32_t s, Word* state) {
    const SortTable& sort = t_.sorts[s];
    if (sort.is_unreferenced && sort.slots + sort.rows == 1) sort_fields(state, sort, free_[s]);
    if (sort.is_unreferenced && sort.slots + sort.rows > 1) sort_rows(state, sort, free_[s]);
  }

  /// The same, sort by sort, so that everything is a constant for the compiler.
  template <std::uint32_t kSort>
  void sort_unreferenced_from(Word* state) {
    if constexpr (kSort < TheTables::sorts.size()) {
      constexpr SortTable sort = TheTables::sorts[kSort];
      constexpr bool is_simple = sort.is_unreferenced && sort.slots + sort.rows == 1 && sort.size <= kMostByNetwork;
      if constexpr (is_simple) {
        if (free_[kSort] == (Word{1} << sort.size) - 1) {
          Word values[sort.size];
          gather<sort.size, TheTables::slots[sort.first_slot].fields>(state, values);
          sort_by_network<sort.size>(values);
          scatter<sort.size, TheTables::slots[sort.first_slot].fields>(state, values);
        } else {
          sort_columns_of(kSort, state);
        }
      } else if constexpr (sort.is_unreferenced) {
        sort_columns_of(kSort, state);
      }
      sort_unreferenced_from<kSort + 1>(state);
    }
  }

  template <std::uint32_t kCount, std::uint32_t kField>
  static void gather(Word* state, Word* values) {
    if constexpr (kCount > 0) {
      constexpr Field at = TheTables::fields[kField];
      *values = get_field(state, at);
      state[at.word] &= ~(~Word{0} >> (64 - at.width) << at.shift);
      gather<kCount - 1, kField + 1>(state, values + 1);
    }
  }
  template <std::uint32_t kCount, std::uint32_t kField>
  static void scatter(Word* state, const Word* values) {
    if constexpr (kCount > 0) {
      constexpr Field at = TheTables::fields[kField];
      state[at.word] |= *values << at.shift;
      scatter<kCount - 1, kField + 1>(state, values + 1);
    }
  }

  void sort_fields(Word* state, const SortTable& sort, Word free) {
    const std::uint32_t fields = t_.slots[sort.first_slot].fields;
    Word values[64];
    std::uint32_t count = 0;
    for (std::uint32_t i = 0; i < sort.size; ++i) {
      if (is_in(free, i)) values[count++] = get_field(state, t_.fields[fields + i]);
    }
    sort_values(values, count);
    count = 0;
    for (std::uint32_t i = 0; i < sort.size; ++i) {
      if (is_in(free, i)) set_field(state, t_.fields[fields + i], values[count++]);
    }
  }

  bool is_less(const Word* state, const SortTable& sort, std::uint32_t left, std::uint32_t right) const {
    for (std::uint32_t k = 0; k < std::uint32_t{sort.slots} + sort.rows; ++k) {
      const std::uint32_t fields = t_.slots[sort.first_slot + k].fields;
      const Word a = get_field(state, t_.fields[fields + left]), b = get_field(state, t_.fields[fields + right]);
      if (a != b) return a < b;
    }
    return false;
  }

  void sort_rows(Word* state, const SortTable& sort, Word free) {
    std::uint8_t order[64], places[64];
    std::uint32_t count = 0;
    for (std::uint32_t i = 0; i < sort.size; ++i) {
      if (!is_in(free, i)) continue;
      places[count] = static_cast<std::uint8_t>(i);
      std::uint32_t at = count++;
      for (; at > 0 && is_less(state, sort, i, order[at - 1]); --at) order[at] = order[at - 1];
      order[at] = static_cast<std::uint8_t>(i);
    }
    Word before[TheTables::kWords];
    std::memcpy(before, state, bytes());
    for (std::uint32_t k = 0; k < std::uint32_t{sort.slots} + sort.rows; ++k) {
      const std::uint32_t fields = t_.slots[sort.first_slot + k].fields;
      for (std::uint32_t i = 0; i < count; ++i) {
        set_field(state, t_.fields[fields + places[i]], get_field(before, t_.fields[fields + order[i]]));
      }
    }
  }

  // What a field refers to.

  const CodeLocation* location_of(const CodeTable& table, Word code) const {
    std::uint32_t low = 0, high = table.count;
    while (high > low) {
      const std::uint32_t middle = (low + high) / 2;
      const CodeLocation& at = t_.code_locations[table.first + middle];
      if (code - at.base < at.count) return &at;
      (at.base < code ? low : high) = at.base < code ? middle + 1 : middle;
    }
    return nullptr;
  }

  /// Calls see(part of the field, column) for each reference. Returns the number without the references to active
  /// columns.
  template <class See>
  Word references(Word number, Content content, std::uint32_t table, See&& see) const {
    if (content == Content::Raw) return number;
    if (content == Content::Reference) return reference(number, table, 0, see) ? 0 : number;
    if (content == Content::Set) {
      Word rest = number;
      for (Word bits = number; bits != 0; bits &= bits - 1) {
        const auto bit = static_cast<std::uint32_t>(std::countr_zero(bits));
        const std::uint16_t column = t_.bit_columns[t_.sets[table].columns + bit];
        if (column == kNoColumn || !is_active(column)) continue;
        see(0, column);
        rest &= ~(Word{1} << bit);
      }
      return rest;
    }
    const CodeLocation* at = location_of(t_.codes[table], number);
    if (at == nullptr) return number;
    Word erased = number;
    for (std::uint32_t i = 0; i < at->digits; ++i) {
      const CodeDigit& digit = t_.code_digits[at->first + i];
      const std::uint32_t value = static_cast<std::uint32_t>(number - at->base) / digit.radix % digit.size;
      if (reference(value, digit.table, i + 1, see)) erased -= Word{value} * digit.radix;
    }
    return erased;
  }

  template <class See>
  bool reference(Word number, std::uint32_t table, std::uint32_t part, See& see) const {
    const std::uint16_t column = t_.references[t_.reference_tables[table].first + number].column;
    if (column == kNoColumn || !is_active(column)) return false;
    see(part, column);
    return true;
  }

  // What a field becomes.

  Word permuted(Word number, Content content, std::uint32_t table) const {
    if (content == Content::Raw) return number;
    if (content == Content::Reference) return permuted_reference(number, table);
    if (content == Content::Set) {
      Word result = 0;
      for (Word bits = number; bits != 0; bits &= bits - 1) {
        const auto bit = static_cast<std::uint32_t>(std::countr_zero(bits));
        const std::uint16_t column = t_.bit_columns[t_.sets[table].columns + bit];
        result |= Word{1} << (column == kNoColumn ? bit : t_.column_bits[t_.sets[table].bits + to_[column]]);
      }
      return result;
    }
    const CodeLocation* at = location_of(t_.codes[table], number);
    if (at == nullptr) return number;
    Word result = number;
    for (std::uint32_t i = 0; i < at->digits; ++i) {
      const CodeDigit& digit = t_.code_digits[at->first + i];
      const std::uint32_t value = static_cast<std::uint32_t>(number - at->base) / digit.radix % digit.size;
      result += (permuted_reference(value, digit.table) - value) * digit.radix;
    }
    return result;
  }

  Word permuted_reference(Word number, std::uint32_t table) const {
    const Reference& reference = t_.references[t_.reference_tables[table].first + number];
    if (reference.column == kNoColumn) return number;
    const std::uint32_t first = t_.sorts[t_.sort_of[reference.column]].first;
    return t_.images[reference.images + to_[reference.column] - first];
  }

  /// Moves each column to its place in `to_`, and sorts the columns that nothing refers to.
  void apply(Word* image) {
    std::memcpy(image, source_, bytes());
    for (std::uint32_t s = 0; s < sorts(); ++s) {
      const SortTable& sort = t_.sorts[s];
      for (std::uint32_t k = 0; k < sort.slots; ++k) {
        const Slot& slot = t_.slots[sort.first_slot + k];
        if (slot.content == Content::Raw && !is_keyed(s)) continue;
        for (std::uint32_t i = 0; i < sort.size; ++i) {
          const Word number = get_field(source_, t_.fields[slot.fields + i]);
          const std::uint32_t place = to_[sort.first + i] - sort.first;
          set_field(image, t_.fields[slot.fields + place], permuted(number, slot.content, slot.table));
        }
      }
    }
    for (std::uint32_t i = 0; i < t_.standalone_fields.size(); ++i) {
      const StandaloneField& standalone = t_.standalone_fields[i];
      set_field(image, standalone.field,
                permuted(get_field(source_, standalone.field), standalone.content, standalone.table));
    }
    for (std::uint32_t i = 0; i < t_.matrices.size(); ++i) apply(t_.matrices[i], image);
    sort_unreferenced(image);
  }

  void apply(const Matrix& matrix, Word* image) {
    const SortTable &rows = t_.sorts[matrix.rows], &columns = t_.sorts[matrix.columns];
    for (std::uint32_t r = 0; r < rows.size; ++r) {
      for (std::uint32_t c = 0; c < columns.size; ++c) {
        const Word number = get_field(source_, t_.fields[matrix.fields + r * columns.size + c]);
        const std::uint32_t row = to_[rows.first + r] - rows.first, column = to_[columns.first + c] - columns.first;
        set_field(image, t_.fields[matrix.fields + row * columns.size + column],
                  permuted(number, matrix.content, matrix.table));
      }
    }
  }

  // Keys.

  /// One refers to the other, or they share a field of a matrix.
  struct Link {
    std::uint64_t label = 0;
    std::uint16_t owner = 0, column = 0;
  };

  static std::uint64_t linked(std::uint64_t key, std::uint64_t link) { return mix(key + link * 0x9fb21c651e98df25ULL); }

  /// Reads what each column holds itself, and which columns refer to which.
  void read() {
    link_count_ = 0;
    for (std::uint32_t c = 0; c < columns(); ++c) {
      // A column that is not free differs from all others.
      own_[c] = is_free(c) ? t_.sort_of[c] + 1 : mix(c + 1);
      has_links_[c] = false;
    }
    std::uint64_t label = 1;
    for (std::uint32_t s = 0; s < sorts(); ++s) {
      const SortTable& sort = t_.sorts[s];
      for (std::uint32_t k = 0; k < sort.slots; ++k, label += 64) {
        const Slot& slot = t_.slots[sort.first_slot + k];
        for (std::uint32_t i = 0; i < sort.size; ++i) {
          const std::uint32_t owner = sort.first + i;
          const auto see = [&](std::uint32_t part, std::uint32_t column) { add_link(owner, column, label + part); };
          const Word number = get_field(source_, t_.fields[slot.fields + i]);
          own_[owner] += linked(references(number, slot.content, slot.table, see), label + 63);
        }
      }
    }
    for (std::uint32_t i = 0; i < t_.standalone_fields.size(); ++i, label += 64) {
      const StandaloneField& standalone = t_.standalone_fields[i];
      const auto see = [&](std::uint32_t part, std::uint32_t column) {
        own_[column] += linked(label, label + part);
        has_links_[column] = true;
      };
      references(get_field(source_, standalone.field), standalone.content, standalone.table, see);
    }
    for (std::uint32_t i = 0; i < t_.matrices.size(); ++i, label += 64) read(t_.matrices[i], label);
  }

  void read(const Matrix& matrix, std::uint64_t label) {
    const SortTable &rows = t_.sorts[matrix.rows], &columns = t_.sorts[matrix.columns];
    for (std::uint32_t r = 0; r < rows.size; ++r) {
      for (std::uint32_t c = 0; c < columns.size; ++c) {
        const std::uint32_t row = rows.first + r, column = columns.first + c;
        const auto see = [&](std::uint32_t part, std::uint32_t to) {
          add_link(row, to, label + part);
          add_link(column, to, label + part + 32);
        };
        const Word number = get_field(source_, t_.fields[matrix.fields + r * columns.size + c]);
        add_link(row, column, linked(references(number, matrix.content, matrix.table, see), label));
      }
    }
  }

  void add_link(std::uint32_t owner, std::uint32_t column, std::uint64_t label) {
    links_[link_count_++] = {label, static_cast<std::uint16_t>(owner), static_cast<std::uint16_t>(column)};
    has_links_[owner] = has_links_[column] = true;
  }

  /// One round. It uses sums, so that the order of the links does not matter.
  void refine(Keys& keys) {
    Keys next;
    for (std::uint32_t c = 0; c < columns(); ++c) next[c] = keys[c];
    for (std::uint32_t i = 0; i < link_count_; ++i) {
      const Link& link = links_[i];
      const bool is_own = link.owner == link.column;
      next[link.column] += linked(is_own ? 1 : keys[link.owner], 2 * link.label);
      next[link.owner] += linked(is_own ? 1 : keys[link.column], 2 * link.label + 1);
    }
    for (std::uint32_t c = 0; c < columns(); ++c) keys[c] = mix(next[c]);
  }

  // The search for the least image.

  /// With only two columns to permute, there are only two images. Returns false if there are more.
  bool try_both() {
    std::uint32_t active[2], count = 0;
    for (std::uint32_t c = 0; c < columns(); ++c) {
      to_[c] = static_cast<std::uint16_t>(c);
      if (!is_active(c)) continue;
      if (count == 2) return false;
      active[count++] = c;
    }
    Word image[TheTables::kWords];
    std::memcpy(image, source_, bytes());
    sort_unreferenced(image);
    take(image);
    to_[active[0]] = static_cast<std::uint16_t>(active[1]);
    to_[active[1]] = static_cast<std::uint16_t>(active[0]);
    apply(image);
    take(image);
    return true;
  }

  void search() {
    Keys keys;
    std::uint16_t order[TheTables::kColumns];
    for (std::uint32_t c = 0; c < columns(); ++c) keys[c] = mix(own_[c] + singled_[c]);
    put_in_order(keys, order);
    for (std::uint32_t round = 0; round < kRounds && has_ties(keys, order); ++round) {
      refine(keys);
      put_in_order(keys, order);
    }
    Word image[TheTables::kWords];
    apply(image);
    const std::uint32_t tied = first_tied(keys, order, image);
    if (tied == kNoColumn) return take(image);
    const std::uint64_t key = keys[order[tied]];
    for (std::uint32_t c = 0; c < columns(); ++c) {
      const std::uint32_t column = order[c];
      if (t_.sort_of[column] != t_.sort_of[order[tied]] || keys[column] != key || !is_active(column)) continue;
      const std::uint64_t was = singled_[column];
      singled_[column] = was + 1;
      search();
      singled_[column] = was;
    }
  }

  /// The first of two places whose columns have the same key but cannot be swapped.
  std::uint32_t first_tied(const Keys& keys, std::uint16_t* order, const Word* image) {
    Word swapped[TheTables::kWords];
    for (std::uint32_t c = 0; c + 1 < columns(); ++c) {
      if (!are_tied(keys, order, c) || are_twins(order[c], order[next_active(c)])) continue;
      swap(order, c);
      apply(swapped);
      swap(order, c);
      if (std::memcmp(image, swapped, bytes()) != 0) return c;
    }
    return kNoColumn;
  }

  /// Whether both hold the same and have no links.
  bool are_twins(std::uint32_t left, std::uint32_t right) const {
    if (has_links_[left] || has_links_[right]) return false;
    const SortTable& sort = t_.sorts[t_.sort_of[left]];
    for (std::uint32_t k = 0; k < sort.slots; ++k) {
      const std::uint32_t fields = t_.slots[sort.first_slot + k].fields;
      const Field &one = t_.fields[fields + left - sort.first], &other = t_.fields[fields + right - sort.first];
      if (get_field(source_, one) != get_field(source_, other)) return false;
    }
    return true;
  }

  bool is_free(std::uint32_t column) const {
    const std::uint32_t sort = t_.sort_of[column];
    return is_in(free_[sort], column - t_.sorts[sort].first);
  }

  /// order[c]: the column that goes to c. The active columns of a sort are put in the order of their keys, in the
  /// places of active columns.
  void put_in_order(const Keys& keys, std::uint16_t* order) {
    for (std::uint32_t s = 0; s < sorts(); ++s) {
      const SortTable& sort = t_.sorts[s];
      std::uint16_t sorted[64];
      std::uint32_t count = 0;
      for (std::uint32_t c = sort.first; c < sort.first + sort.size; ++c) {
        order[c] = static_cast<std::uint16_t>(c);
        if (!is_active(c)) continue;
        std::uint32_t at = count++;
        for (; at > 0 && keys[sorted[at - 1]] > keys[c]; --at) sorted[at] = sorted[at - 1];
        sorted[at] = static_cast<std::uint16_t>(c);
      }
      count = 0;
      for (std::uint32_t c = sort.first; c < sort.first + sort.size; ++c) {
        if (is_active(c)) order[c] = sorted[count++];
      }
    }
    for (std::uint32_t c = 0; c < columns(); ++c) to_[order[c]] = static_cast<std::uint16_t>(c);
  }

  /// The columns that go to c and to the next active place after it.
  std::uint32_t next_active(std::uint32_t c) const {
    const SortTable& sort = t_.sorts[t_.sort_of[c]];
    for (++c; c < std::uint32_t{sort.first} + sort.size; ++c) {
      if (is_active(c)) return c;
    }
    return kNoColumn;
  }
  bool has_ties(const Keys& keys, const std::uint16_t* order) const {
    for (std::uint32_t c = 0; c + 1 < columns(); ++c) {
      if (are_tied(keys, order, c) && !are_twins(order[c], order[next_active(c)])) return true;
    }
    return false;
  }
  bool are_tied(const Keys& keys, const std::uint16_t* order, std::uint32_t c) const {
    const std::uint32_t next = is_active(c) ? next_active(c) : kNoColumn;
    return next != kNoColumn && keys[order[c]] == keys[order[next]];
  }
  void swap(std::uint16_t* order, std::uint32_t c) {
    const std::uint32_t next = next_active(c);
    const std::uint16_t left = order[c];
    order[c] = order[next];
    order[next] = left;
    to_[order[c]] = static_cast<std::uint16_t>(c);
    to_[order[next]] = static_cast<std::uint16_t>(next);
  }

  void take(const Word* image) {
    bool is_less = !has_best_;
    for (std::uint32_t i = 0; has_best_ && i < t_.words; ++i) {
      if (image[i] == best_[i]) continue;
      is_less = image[i] < best_[i];
      break;
    }
    if (is_less) std::memcpy(best_, image, bytes());
    has_best_ = true;
  }

  const HeldTables<TheTables> t_;
  const Word* source_ = nullptr;
  Keys own_ = {};
  bool has_links_[TheTables::kColumns] = {};
  Link links_[TheTables::kLinks] = {};
  std::uint32_t link_count_ = 0;
  Word free_[TheTables::kSorts] = {};
  std::uint16_t to_[TheTables::kColumns] = {};
  std::uint64_t singled_[TheTables::kColumns] = {};
  Word best_[TheTables::kWords] = {};
  bool has_best_ = false;
};

}  // namespace pagerace::checker::symmetry
