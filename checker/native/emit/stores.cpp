// Stores. A value that does not fit fails in the same way as in the interpreter.
#include <fmt/format.h>

#include <algorithm>

#include "checker/native/emit/storage.hpp"
#include "checker/native/emit/writer.hpp"

namespace pagerace::native {
namespace {

using system::Cell;
using system::Check;
using system::Instruction;
using system::Storage;

Range allowed(const system::CellInfo& cell) { return cell.type->is_pointer() ? kAnyValue : cell.range; }

bool is_outside(Range range, Value value) { return value < range.low || value > range.high; }

constexpr Value kNoBits = -1;

}  // namespace

void Writer::store(const Instruction& at) {
  const Place to = place(at);
  if (has_ended) return;
  const Known value = known(at.b);
  std::string bits;
  if (!store_listed(to, value, bits)) {
    line(fmt::format("{} = {};", use("value"), text(value, at.b)));
    store_unlisted(to, range_of(value, facts), bits);
  }
  if (has_ended) return;
  const auto& storage = system().cell_storage;
  const std::string cell = attribute(to, [](Cell number) { return number; });
  line(fmt::format("see(run, {});", cell));
  line(fmt::format("stored(foot, {}, {} != {});", cell, raw(to), bits));
  const std::string word = attribute(to, [&](Cell cell) { return storage[cell].word; });
  const std::string shift = attribute(to, [&](Cell cell) { return storage[cell].shift; });
  const std::string mask = attribute(to, [&](Cell cell) { return mask_of(storage[cell]); });
  if (mask != literal(0)) line(fmt::format("put(s.w[{}], {}, {}, {});", word, shift, mask, bits));
}

/// For stores that depend on one index, or to cells that are alike, if the value depends on one index.
bool Writer::store_listed(const Place& to, const Known& value, std::string& bits) {
  if (!value.is_indexed()) return false;
  const bool is_one_place = is_uniform(to);
  if (!is_one_place && to.base != value.base && to.base != kConstant && value.base != kConstant) return false;
  const Base base = is_one_place || to.base == kConstant ? value.base : to.base;
  Subset fails(possible(base).size()), misfits(fails.size());
  Values all(fails.size(), 0);
  for (std::size_t i = 0; i < all.size(); ++i) {
    if (!possible(base)[i]) continue;
    const Cell cell = is_one_place ? cells(to).front() : to.cells[to.base == kConstant ? 0 : i];
    const Value stored = Writer::at(value, i);
    fails[i] = is_outside(allowed(system().cells[cell]), stored);
    const auto fitting = bits_of(system(), system().cell_storage[cell], stored);
    misfits[i] = !fails[i] && !fitting;
    all[i] = static_cast<Value>(fitting.value_or(0));
  }
  leave(base, fails, failing(Check::ValueRange));
  if (!has_ended) refuse(base, misfits);
  if (!has_ended) bits = text(base, all);
  return true;
}

/// The variable `value` holds the value.
void Writer::store_unlisted(const Place& to, Range range, std::string& bits) {
  const auto& storage = system().cell_storage;
  const std::vector<Cell> all = cells(to);
  const auto may_fail = [&](Cell cell) {
    const Range fitting = allowed(system().cells[cell]);
    return range.low < fitting.low || range.high > fitting.high;
  };
  if (std::any_of(all.begin(), all.end(), may_fail)) {
    const auto low = [&](Cell cell) { return static_cast<Word>(allowed(system().cells[cell]).low); };
    const auto high = [&](Cell cell) { return static_cast<Word>(allowed(system().cells[cell]).high); };
    leave(fmt::format("is_outside(value, {}, {})", attribute(to, low), attribute(to, high)),
          failing(Check::ValueRange));
  }
  const auto is_pointer = [&](Cell cell) { return storage[cell].domain != 0; };
  if (std::any_of(all.begin(), all.end(), is_pointer)) return store_pointer(to, bits);
  line(fmt::format("value -= {};", attribute(to, [&](Cell cell) { return static_cast<Word>(storage[cell].bias); })));
  const auto is_full = [&](Cell cell) { return storage[cell].width == 64; };
  if (!std::all_of(all.begin(), all.end(), is_full)) {
    refuse(fmt::format("value > {}", attribute(to, [&](Cell cell) { return mask_of(storage[cell]); })));
  }
  bits = "value";
}

/// The places of all targets, cell after cell.
void Writer::store_pointer(const Place& to, std::string& bits) {
  const auto& storage = system().cell_storage;
  const std::size_t count = system().cells.size() + 1;  // pointers are less than this
  Values places;
  std::map<std::tuple<Value, unsigned, unsigned>, Word> begins;
  for (const Cell cell : cells(to)) {
    const Storage& at = storage[cell];
    if (!begins.try_emplace({at.bias, at.domain, at.width}, places.size()).second) continue;
    for (std::size_t target = 0; target < count; ++target) {
      const auto found = bits_of(system(), at, static_cast<Value>(target));
      places.push_back(found ? static_cast<Value>(*found) : kNoBits);
    }
  }
  const std::string begin = attribute(to, [&](Cell cell) {
    return begins.at({storage[cell].bias, storage[cell].domain, storage[cell].width});
  });
  refuse(fmt::format("value >= {}", literal(count)));
  line(fmt::format("value = static_cast<Word>({}[{} + value]);", table(places), begin));
  refuse(fmt::format("value == {}", literal(static_cast<Word>(kNoBits))));
  bits = "value";
}

}  // namespace pagerace::native
