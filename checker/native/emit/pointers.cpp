// Checks of pointers. If a pointer has few values they are decided here, otherwise by tables.
#include <fmt/format.h>

#include <algorithm>

#include "checker/native/emit/writer.hpp"
#include "model/system/evaluate.hpp"
#include "model/system/operands.hpp"

namespace pagerace::native {
namespace {

using system::Check;
using system::Instruction;
using system::PointeeTable;

bool is_null(Value pointer) { return pointer == 0; }

}  // namespace

void Writer::check_pointer(const Instruction& at) {
  const PointeeTable& table = system().pointees.at(system::pointees_of(at));
  const Known a = known(at.a);
  if (a.is_indexed()) {
    const auto is_bad = [&](Value value) { return !system::is_object(table, value); };
    const Subset bad = where(a, is_bad), null = where(a, is_null) & bad;
    leave(a.base, null, failing(Check::NullPointer));
    if (!has_ended) leave(a.base, bad - null, failing(Check::OutOfBounds));
    return;
  }
  Values objects(system().cells.size() + 1);
  for (std::size_t cell = 0; cell < objects.size(); ++cell) {
    objects[cell] = system::is_object(table, static_cast<Value>(cell)) ? 1 : 0;
  }
  const std::string pointer = text(a, at.a);
  leave(fmt::format("{} == 0", pointer), failing(Check::NullPointer));
  leave(fmt::format("{0} >= {1} || {2}[{0}] == 0", pointer, literal(objects.size()), this->table(objects)),
        failing(Check::OutOfBounds));
  facts.registers[at.a].range = {1, static_cast<Value>(objects.size()) - 1};
}

void Writer::move_pointer(const Instruction& at) {
  const PointeeTable& table = system().pointees.at(system::pointees_of(at));
  const Known from = known(at.a), offset = known(at.b);
  if (const auto base = common(from, offset)) {
    Subset null(possible(*base).size()), out_of_bounds(null.size());
    Values values(null.size());
    for (std::size_t i = 0; i < values.size(); ++i) {
      values[i] = system::element(Writer::at(from, i), Writer::at(offset, i), at.scale);
      if (system::stays(table, Writer::at(from, i), values[i])) continue;
      (is_null(Writer::at(from, i)) ? null : out_of_bounds)[i] = true;
    }
    leave(*base, null, failing(Check::NullPointer));
    if (!has_ended) leave(*base, out_of_bounds, failing(Check::OutOfBounds));
    facts.registers[at.dst] = Known::indexed(*base, std::move(values));
    return;
  }
  std::string stays_somewhere = "false";
  Range range{std::numeric_limits<Value>::max(), 0};
  for (const PointeeTable::Extent& extent : table.extents) {
    stays_somewhere += fmt::format(" || (is_within(from, {0}, {1}) && is_within(to, {0}, {1}))", literal(extent.begin),
                                   literal(extent.end));
    range = hull(range, {extent.begin, extent.end});
  }
  line(fmt::format("{} = {};", use("from"), text(from, at.a)));
  line(fmt::format("{} = from + {} * {};", use("to"), text(offset, at.b),
                   literal(static_cast<Word>(static_cast<Value>(at.scale)))));
  leave(fmt::format("!({}) && from == 0", stays_somewhere), failing(Check::NullPointer));
  leave(fmt::format("!({})", stays_somewhere), failing(Check::OutOfBounds));
  assign(at.dst, "to", table.extents.empty() ? kAnyValue : range);
}

}  // namespace pagerace::native
