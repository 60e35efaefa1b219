#include "checker/reduce/symmetry/table_maker.hpp"

#include <algorithm>
#include <stdexcept>

#include "model/system/layout/encoding.hpp"

namespace pagerace::checker::symmetry {

namespace {

constexpr const char* kTooMany = "there are too many things to permute";

}  // namespace

std::optional<Tables> make_tables(const system::TransitionSystem& system, const Analysis& analysis,
                                  std::vector<Failure>& obstacles) {
  TableMaker maker(system, analysis);
  Tables tables = maker.make();
  obstacles = maker.obstacles();
  return obstacles.empty() ? std::optional(std::move(tables)) : std::nullopt;
}

Tables TableMaker::make() {
  if (structure_.columns() > Tables::kColumns || structure_.sorts().size() > Tables::kSorts) {
    obstacles_.push_back({{0}, {}, {}, kTooMany});
    return {};
  }
  made_.words = system_.words;
  sort_out_cells();
  add_sorts();
  add_other_threads();
  add_matrices();
  choose_unreferenced();
  add_rows_of_unreferenced();
  add_orders();
  count_links();
  return std::move(made_);
}

void TableMaker::count_links() {
  const auto of = [this](Content content, std::uint16_t table) {
    std::uint32_t most = content == Content::Reference ? 1 : 0;
    if (content == Content::Set) most = structure_.columns();
    if (content != Content::Code) return most;
    const CodeTable& code = made_.codes[table];
    for (std::uint32_t i = 0; i < code.count; ++i) {
      most = std::max(most, made_.code_locations[code.first + i].digits);
    }
    return most;
  };
  for (const SortTable& sort : made_.sorts) {
    for (std::uint32_t k = 0; k < sort.slots; ++k) {
      const Slot& slot = made_.slots[sort.first_slot + k];
      made_.links += sort.size * of(slot.content, slot.table);
    }
  }
  for (const Matrix& matrix : made_.matrices) {
    const std::uint32_t fields = std::uint32_t{made_.sorts[matrix.rows].size} * made_.sorts[matrix.columns].size;
    made_.links += fields * (1 + 2 * of(matrix.content, matrix.table));
  }
  if (made_.links > Tables::kLinks) obstacles_.push_back({{0}, {}, {}, kTooMany});
}

Field TableMaker::field_of(const system::Storage& storage) { return {storage.word, storage.shift, storage.width}; }

std::uint32_t TableMaker::add_fields(const Fields& fields, std::size_t count) {
  const auto first = static_cast<std::uint32_t>(made_.fields.size());
  if (fields.size() != count) throw std::logic_error("a column has no field where the others have one");
  made_.fields.resize(first + count);
  for (const auto& [place, field] : fields) made_.fields[first + place] = field;
  return first;
}

/// Sorts cells into blocks by their columns. Cells that belong to no column but hold references get their fields here.
void TableMaker::sort_out_cells() {
  for (system::Cell cell = 0; cell < system_.cells.size(); ++cell) {
    if (system_.cells[cell].type == nullptr) continue;
    Block block{system_.cells[cell].group, structure_.cells().indices(cell), {}, {}};
    const std::vector<Point> points = structure_.points_of(cell);
    std::uint32_t place = 0;
    for (std::uint32_t i = 0; i < points.size(); ++i) {
      const Column column = structure_.column(points[i]);
      if (column == kNone) continue;
      const std::uint32_t sort = structure_.sort_of(column);
      block.dimensions.push_back(i);
      block.sorts.push_back(sort);
      block.others[i] = 0;
      place = place * structure_.sorts()[sort].size + column - structure_.sorts()[sort].first;
    }
    if (block.sorts.size() > 2) {
      obstacles_.push_back({{block.sorts.back()}, {}, {}, "three dimensions of an array are permuted"});
      continue;
    }
    const Held held = held_by_cell(cell);
    if (system_.cell_storage[cell].width == 0) continue;
    const Field field = field_of(system_.cell_storage[cell]);
    if (!block.sorts.empty()) {
      blocks_[block].emplace_back(place, field);
    } else if (held.content != Content::Raw) {
      made_.standalone_fields.push_back({field, held.content, held.table});
    }
  }
}

void TableMaker::add_sorts() {
  for (std::uint32_t number = 0; number < structure_.sorts().size(); ++number) {
    const Sort& sort = structure_.sorts()[number];
    SortTable table;
    table.first = static_cast<std::uint16_t>(sort.first);
    table.size = static_cast<std::uint16_t>(sort.size);
    table.first_slot = static_cast<std::uint16_t>(made_.slots.size());
    table.free = all_columns(structure_, {number})[number] & ~analysis_.singled_out()[number];
    made_.sorts.push_back(table);
    for (std::uint32_t i = 0; i < sort.size; ++i) made_.sort_of.push_back(static_cast<std::uint16_t>(number));
    add_threads(number);
    for (const auto& [block, fields] : blocks_) {
      if (block.sorts != std::vector{number}) continue;
      add_slot(number, held_by_cell(structure_.cells().groups()[block.group].cells[0]), fields);
    }
    made_.sorts.back().slots = static_cast<std::uint16_t>(made_.slots.size() - table.first_slot);
    // Rows of matrices follow these slots, once it is known which sorts are unreferenced.
    for (const auto& [block, fields] : blocks_) {
      if (block.sorts.size() != 2 || block.sorts[0] != number) continue;
      made_.slots.resize(made_.slots.size() + structure_.sorts()[block.sorts[1]].size);
    }
  }
}

/// A value that all columns hold at the same place is one slot. Raw slots that are adjacent are joined to one.
void TableMaker::add_slot(std::uint32_t sort, Held held, const Fields& fields) {
  const std::uint32_t size = structure_.sorts()[sort].size;
  const std::uint32_t first = add_fields(fields, size);
  const bool has_before = made_.slots.size() > made_.sorts.back().first_slot;
  if (has_before && held.content == Content::Raw && made_.slots.back().content == Content::Raw) {
    const std::uint32_t before = made_.slots.back().fields;
    bool are_neighbours = true;
    for (std::uint32_t i = 0; i < size; ++i) {
      const Field &left = made_.fields[before + i], &right = made_.fields[first + i];
      are_neighbours = are_neighbours && left.word == right.word && left.shift + left.width == right.shift;
    }
    if (are_neighbours) {
      for (std::uint32_t i = 0; i < size; ++i) {
        made_.fields[before + i].width =
            static_cast<std::uint8_t>(made_.fields[before + i].width + made_.fields[first + i].width);
      }
      made_.fields.resize(first);
      return;
    }
  }
  made_.slots.push_back({first, held.content, held.table});
}

void TableMaker::add_threads(std::uint32_t number) {
  const Sort& sort = structure_.sorts()[number];
  for (SpaceId space : sort.spaces) {
    if (structure_.spaces()[space].of != Space::Of::Threads) continue;
    Fields fields;
    std::vector<std::uint32_t> instances;
    for (std::uint32_t i = 0; i < sort.size; ++i) {
      instances.push_back(structure_.point(space, structure_.index_in(sort.first + i, space)));
      const system::Storage& code = system_.instances[instances.back()].code_storage;
      if (code.width > 0) fields.emplace_back(i, field_of(code));
    }
    if (!fields.empty()) add_slot(number, held_by_code(space), fields);
    add_wide_registers(number, space, instances);
  }
}

/// Wide registers share bits if they are never live at the same time. Everything in the same bits is moved as one
/// field.
void TableMaker::add_wide_registers(std::uint32_t sort, std::uint32_t thread,
                                    const std::vector<std::uint32_t>& instances) {
  held_by_code(thread);
  const auto& storage = [&](std::uint32_t column, Register r) -> const system::Storage& {
    return system_.instances[instances[column]].registers[r];
  };
  std::vector<Register> wide;
  for (Register r = 0; r < system_.instances[instances[0]].registers.size(); ++r) {
    if (storage(0, r).width > 0) wide.push_back(r);
  }
  std::ranges::sort(wide, {}, [&](Register r) { return std::pair(storage(0, r).word, storage(0, r).shift); });
  for (std::size_t i = 0; i < wide.size();) {
    const system::Storage& first = storage(0, wide[i]);
    unsigned end = first.shift + first.width;
    const Register base = wide[i];
    for (; i < wide.size() && storage(0, wide[i]).word == first.word && storage(0, wide[i]).shift < end; ++i) {
      end = std::max<unsigned>(end, storage(0, wide[i]).shift + storage(0, wide[i]).width);
    }
    Fields fields;
    for (std::uint32_t column = 0; column < instances.size(); ++column) {
      Field field = field_of(storage(column, base));
      field.width = static_cast<std::uint8_t>(end - first.shift);
      fields.emplace_back(column, field);
    }
    add_slot(sort, {}, fields);
  }
}

/// Threads that are not permuted may hold references too.
void TableMaker::add_other_threads() {
  for (std::uint32_t i = 0; i < system_.instances.size(); ++i) {
    const Held held = held_by_code(system_.instances[i].code);
    const bool is_permuted = structure_.column(structure_.thread(i)) != kNone;
    if (is_permuted || held.content == Content::Raw || system_.instances[i].code_storage.width == 0) continue;
    made_.standalone_fields.push_back({field_of(system_.instances[i].code_storage), held.content, held.table});
  }
}

void TableMaker::add_matrices() {
  for (const auto& [block, fields] : blocks_) {
    if (block.sorts.size() != 2) continue;
    const std::uint32_t rows = block.sorts[0], columns = block.sorts[1];
    const std::size_t count = structure_.sorts()[rows].size * std::size_t{structure_.sorts()[columns].size};
    const Held held = held_by_cell(structure_.cells().groups()[block.group].cells[0]);
    made_.matrices.push_back({static_cast<std::uint16_t>(rows), static_cast<std::uint16_t>(columns),
                              add_fields(fields, count), held.content, held.table});
  }
}

/// Of each matrix, at most the rows can be sorted, and only once the columns are in their places.
void TableMaker::choose_unreferenced() {
  for (const Matrix& matrix : made_.matrices) referred_to_.insert(matrix.columns);
  for (std::uint32_t sort = 0; sort < made_.sorts.size(); ++sort) {
    made_.sorts[sort].is_unreferenced = !referred_to_.contains(sort);
  }
}

void TableMaker::add_rows_of_unreferenced() {
  for (const Matrix& matrix : made_.matrices) {
    SortTable& sort = made_.sorts[matrix.rows];
    const std::uint32_t columns = made_.sorts[matrix.columns].size;
    if (!sort.is_unreferenced) continue;
    for (std::uint32_t column = 0; column < columns; ++column) {
      Fields fields;
      for (std::uint32_t row = 0; row < sort.size; ++row) {
        fields.emplace_back(row, made_.fields[matrix.fields + row * columns + column]);
      }
      made_.slots[sort.first_slot + sort.slots + sort.rows++] = {add_fields(fields, sort.size), {}, 0};
    }
  }
}

}  // namespace pagerace::checker::symmetry
