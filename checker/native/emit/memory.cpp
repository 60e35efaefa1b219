// Loads, and the position of a cell in the state.
#include <fmt/format.h>

#include <algorithm>

#include "checker/native/emit/storage.hpp"
#include "checker/native/emit/writer.hpp"

namespace pagerace::native {

using system::Cell;
using system::Instruction;
using system::Storage;

Place Writer::place(const Instruction& at) {
  Known address = known(at.a);
  for (Value& value : address.values) value = static_cast<Value>(static_cast<Word>(value) + static_cast<Word>(at.imm));
  if (address.is_dynamic()) {
    const std::size_t count = system().cells.size();
    const std::string number = fmt::format("{} + {}", text(at.a), literal(static_cast<Word>(at.imm)));
    const Base base = define(Bases::Maker::Cell, 0, count, number);
    refuse(fmt::format("{} >= {}", name_of(base), literal(count)));
    Values all(count);
    for (std::size_t i = 0; i < count; ++i) all[i] = static_cast<Value>(i);
    address = Known::indexed(base, std::move(all));
  }
  const auto is_unused = [this](Value cell) {
    return static_cast<Word>(cell) >= system().cells.size() || system().cells[cell].type == nullptr;
  };
  refuse(address.base, where(address, is_unused));
  Place place{address.base, std::vector<Cell>(address.values.size(), 0)};
  for (std::size_t i = 0; i < place.cells.size(); ++i) {
    if (possible(place.base)[i]) place.cells[i] = static_cast<Cell>(address.values[i]);
  }
  return place;
}

std::string Writer::attribute(const Place& place, const std::function<Word(Cell)>& of) const {
  Values values(place.cells.size(), 0);
  for (std::size_t i = 0; i < values.size(); ++i) {
    if (possible(place.base)[i]) values[i] = static_cast<Value>(of(place.cells[i]));
  }
  return text(place.base, values);
}

std::vector<Cell> Writer::cells(const Place& place) const {
  std::vector<Cell> cells;
  for (std::size_t i = 0; i < place.cells.size(); ++i) {
    if (possible(place.base)[i]) cells.push_back(place.cells[i]);
  }
  return cells;
}

/// The bits of the cell, without the bits around them.
std::string Writer::raw(const Place& place, bool of_next) const {
  const auto& storage = system().cell_storage;
  return fmt::format("({}.w[{}] >> {} & {})", of_next ? "after" : "s",
                     attribute(place, [&](Cell cell) { return storage[cell].word; }),
                     attribute(place, [&](Cell cell) { return storage[cell].shift; }),
                     attribute(place, [&](Cell cell) { return mask_of(storage[cell]); }));
}

/// Whether all cells hold the same values in the same bits.
bool Writer::is_uniform(const Place& place) const {
  const std::vector<Cell> all = cells(place);
  const auto differs = [&](Cell cell) {
    const Storage &a = system().cell_storage[cell], &b = system().cell_storage[all.front()];
    const Range &x = system().cells[cell].range, &y = system().cells[all.front()].range;
    const bool same_type = system().cells[cell].type->is_pointer() == system().cells[all.front()].type->is_pointer();
    return a.width != b.width || a.bias != b.bias || a.domain != b.domain || !(x == y) || !same_type;
  };
  return std::none_of(all.begin(), all.end(), differs);
}

void Writer::load(const Instruction& at) {
  const Place from = place(at);
  if (has_ended) return;
  line(fmt::format("foot.read({});", attribute(from, [](Cell cell) { return cell; })));
  if (!is_uniform(from)) return load_unlike(at, from);
  const Storage& storage = system().cell_storage[cells(from).front()];
  Values values = readable(system(), storage);
  if (storage.width == 0) {
    facts.registers[at.dst] = Known::constant(values.front());
  } else if (!values.empty() && values.size() <= unit_.most_listed) {
    const Base base = define(Bases::Maker::Instruction, 0, values.size(), raw(from, at.of_next));
    facts.registers[at.dst] = Known::indexed(base, std::move(values));
  } else if (storage.domain != 0) {
    assign(at.dst, fmt::format("static_cast<Word>({}[{}])", table(values), raw(from, at.of_next)),
           readable_range(system(), storage));
  } else {
    assign(at.dst, fmt::format("{} + {}", raw(from, at.of_next), literal(static_cast<Word>(storage.bias))),
           readable_range(system(), storage));
  }
}

/// Cells of several variables: numbers of different widths, pointers of different domains. Where nothing is known of
/// the address, these may be all cells, pointers and numbers.
void Writer::load_unlike(const Instruction& at, const Place& from) {
  const auto& storage = system().cell_storage;
  const auto is_listed = [&](Cell cell) { return storage[cell].domain != 0; };
  Range range = readable_range(system(), storage[cells(from).front()]);
  Values targets;  // for one pointer after the other
  std::map<Cell, Word> begin;
  for (const Cell cell : cells(from)) {
    range = hull(range, readable_range(system(), storage[cell]));
    if (!is_listed(cell)) continue;
    const Values own = readable(system(), storage[cell]);
    begin[cell] = targets.size();
    targets.insert(targets.end(), own.begin(), own.end());
  }
  const std::string bits = raw(from, at.of_next);
  const std::string number =
      fmt::format("{} + {}", bits, attribute(from, [&](Cell cell) { return static_cast<Word>(storage[cell].bias); }));
  if (begin.empty()) return assign(at.dst, number, range);
  const auto begin_of = [&](Cell cell) { return is_listed(cell) ? begin.at(cell) : 0; };
  const std::string target =
      fmt::format("static_cast<Word>({}[{} + {}])", table(targets), attribute(from, begin_of), bits);
  if (std::ranges::all_of(cells(from), is_listed)) return assign(at.dst, target, range);
  const std::string which = attribute(from, [&](Cell cell) { return is_listed(cell) ? Word{1} : Word{0}; });
  assign(at.dst, fmt::format("(({}) != 0 ? {} : {})", which, target, number), range);
}

}  // namespace pagerace::native
