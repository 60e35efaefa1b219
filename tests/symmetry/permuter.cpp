#include "tests/symmetry/permuter.hpp"

#include <stdexcept>

#include "tests/system/threads.hpp"

namespace pagerace::checker::symmetry::test {

Permuter::Thread Permuter::thread(const State& state, std::uint32_t instance) const {
  const system::ThreadTemplate& code = system_.templates[system_.instances[instance].code];
  Thread made;
  made.location = system::location_of(system_, state.data(), instance);
  for (system::Register r = 0; r < code.code.registers.size(); ++r) {
    made.registers.push_back(system::testing::register_of(system_, state.data(), instance, made.location, r));
  }
  return made;
}

std::uint32_t Permuter::thread_image(std::uint32_t instance, std::uint32_t generator) const {
  const Structure& structure = analysis_.structure();
  const Column left = structure.generators()[generator].left;
  const Column column = structure.column(structure.thread(instance));
  if (column == kNone || (column != left && column != left + 1)) return instance;
  const SpaceId space = structure.space_of_template(system_.instances[instance].code);
  const Column other = column == left ? left + 1 : left;
  return structure.point(space, structure.index_in(other, space));
}

State Permuter::neighbours_swapped(const State& state, std::uint32_t generator) const {
  const Structure& structure = analysis_.structure();
  State image(state.size(), 0);
  for (std::uint32_t i = 0; i < system_.instances.size(); ++i) {
    Thread moved = thread(state, i);
    for (system::Register r = 0; r < moved.registers.size(); ++r) {
      const KindId kind = analysis_.at_location(system_.instances[i].code, moved.location, r).kind;
      moved.registers[r] = analysis_.kinds().act(kind, generator, moved.registers[r]);
    }
    const std::uint32_t to = thread_image(i, generator);
    if (!system::testing::set_thread(system_, image.data(), to, moved.location, moved.registers)) {
      throw std::logic_error("a permuted thread has no place in a state");
    }
  }
  for (system::Cell cell = 0; cell < system_.cells.size(); ++cell) {
    if (system_.cells[cell].type == nullptr) continue;
    const Value value = system::get(system_, state.data(), system_.cell_storage[cell]);
    const KindId kind = analysis_.content(system_.cells[cell].group).kind;
    const system::Storage& to = system_.cell_storage[structure.image(generator, cell)];
    if (!system::set(system_, image.data(), to, analysis_.kinds().act(kind, generator, value))) {
      throw std::logic_error("a permuted value of " + system_.cells[cell].name() + " has no place in a state");
    }
  }
  return image;
}

/// There and back again.
std::vector<std::uint32_t> Permuter::neighbour_swaps(Swap swap) const {
  const auto& generators = analysis_.structure().generators();
  const auto of = [&](Column left) {
    std::uint32_t g = 0;
    while (generators[g].left != left) ++g;
    return g;
  };
  std::vector<std::uint32_t> swaps;
  for (Column at = swap.left; at < swap.right; ++at) swaps.push_back(of(at));
  for (Column at = swap.right - 1; at-- > swap.left;) swaps.push_back(of(at));
  return swaps;
}

State Permuter::swapped(const State& state, Swap swap) const {
  State image = state;
  for (std::uint32_t generator : neighbour_swaps(swap)) image = neighbours_swapped(image, generator);
  return image;
}

std::uint32_t Permuter::swapped_thread(std::uint32_t instance, Swap swap) const {
  for (std::uint32_t generator : neighbour_swaps(swap)) instance = thread_image(instance, generator);
  return instance;
}

ColumnSet Permuter::free(const State& state) const {
  const Structure& structure = analysis_.structure();
  ColumnSet used = analysis_.singled_out();
  for (std::uint32_t i = 0; i < system_.instances.size(); ++i) {
    const auto& order = analysis_.order(system_.instances[i].code);
    if (order.empty()) continue;
    const Thread at = thread(state, i);
    std::vector<Value> values;
    for (system::Register r : order[at.location].registers) values.push_back(at.registers[r]);
    const auto found = order[at.location].columns.find(values);
    if (found == order[at.location].columns.end()) throw std::logic_error("a thread stands where it never gets to");
    unite(used, found->second);
  }
  ColumnSet free;
  for (std::uint32_t sort = 0; sort < structure.sorts().size(); ++sort) {
    free.push_back(all_columns(structure, {sort})[sort] & ~used[sort]);
  }
  return free;
}

std::vector<Permuter::Swap> Permuter::allowed(const State& state) const {
  const Structure& structure = analysis_.structure();
  const ColumnSet columns = free(state);
  std::vector<Swap> swaps;
  for (std::size_t number = 0; number < columns.size(); ++number) {
    const Sort& sort = structure.sorts()[number];
    for (std::uint32_t left = 0; left < sort.size; ++left) {
      for (std::uint32_t right = left + 1; right < sort.size; ++right) {
        const bool are_free = (columns[number] >> left & columns[number] >> right & 1) != 0;
        if (are_free) swaps.push_back({sort.first + left, sort.first + right});
      }
    }
  }
  return swaps;
}

std::set<State> Permuter::orbit(const State& state) const {
  const std::vector<Swap> swaps = allowed(state);
  std::set<State> orbit{state};
  std::vector<State> waiting{state};
  while (!waiting.empty()) {
    const State at = waiting.back();
    waiting.pop_back();
    for (Swap swap : swaps) {
      State image = swapped(at, swap);
      if (orbit.insert(image).second) waiting.push_back(std::move(image));
    }
  }
  return orbit;
}

}  // namespace pagerace::checker::symmetry::test
