#include "cli/info.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>

#include "cli/model.hpp"
#include "model/system/dump.hpp"

namespace pagerace::cli {

void add_info(CLI::App& app, InfoOptions& options) {
  CLI::App& command = *app.add_subcommand("info", "Say what a scenario's states are made of");
  command.add_option("FILE", options.file, "A scenario")->required();
  add_property_option(command, options.model);
  add_model_options(command, options.model);
  command.add_flag("--code", options.with_code, "The transition system too, instruction by instruction");
}

namespace {

struct Cost {
  std::string name;
  unsigned bits = 0;
  unsigned count = 1;  ///< scalars in it
};

/// "mem_map[0]._refcount" and "mem_map[1]._refcount" are one line: "mem_map[]._refcount".
std::string without_indices(const std::string& name) {
  std::string result;
  bool inside = false;
  for (const char c : name) {
    if (c == ']') inside = false;
    if (!inside) result += c;
    if (c == '[') inside = true;
  }
  return result;
}

std::vector<Cost> costs(const system::TransitionSystem& system) {
  std::map<std::string, Cost> all;
  const auto add = [&](const std::string& name, unsigned bits) {
    Cost& cost = all.try_emplace(name, Cost{name, 0, 0}).first->second;
    cost.bits += bits;
    cost.count++;
  };
  for (std::size_t cell = 1; cell < system.cells.size(); cell++)
    if (system.cells[cell].type != nullptr)
      add(without_indices(system.cells[cell].name()), system.cell_storage[cell].width);
  for (const system::ThreadInstance& instance : system.instances)
    add("code of " + without_indices(instance.name), instance.code_storage.width);
  std::vector<Cost> sorted;
  for (auto& [name, cost] : all) sorted.push_back(std::move(cost));
  std::stable_sort(sorted.begin(), sorted.end(), [](const Cost& a, const Cost& b) { return a.bits > b.bits; });
  return sorted;
}

/// Registers of one thread share bits, so only their union is a cost.
unsigned local_bits(const system::ThreadInstance& instance) {
  std::map<unsigned, std::uint64_t> words;
  for (const system::Storage& at : instance.registers) {
    if (at.width == 0) continue;
    const std::uint64_t mask = at.width >= 64 ? ~std::uint64_t{0} : ((std::uint64_t{1} << at.width) - 1) << at.shift;
    words[at.word] |= mask;
  }
  unsigned bits = 0;
  for (const auto& [word, mask] : words) bits += static_cast<unsigned>(__builtin_popcountll(mask));
  return bits;
}

void print_threads(const system::TransitionSystem& system) {
  fmt::print("Threads:\n");
  for (const system::ThreadInstance& instance : system.instances) {
    const system::ThreadTemplate& code = system.templates[instance.code];
    fmt::print("  {:<24} {:>4} locations  {:>5} instructions  {:>3} bits of locals{}\n", instance.name,
               code.locations.size(), code.code.instructions.size(), local_bits(instance),
               code.is_daemon ? "  daemon" : "");
  }
}

void print_bits(const system::TransitionSystem& system) {
  fmt::print("State: {} bits in {} {}\n", system.bits, system.words, system.words == 1 ? "word" : "words");
  unsigned locals = 0;
  for (const system::ThreadInstance& instance : system.instances) locals += local_bits(instance);
  unsigned constant = 0;
  for (const Cost& cost : costs(system)) {
    if (cost.bits == 0) {
      constant += cost.count;
      continue;
    }
    fmt::print("  {:>4} bits  {}{}\n", cost.bits, cost.name, cost.count > 1 ? fmt::format(" ({})", cost.count) : "");
  }
  fmt::print("  {:>4} bits  locals of threads\n", locals);
  fmt::print("     0 bits  {} more that never change\n", constant);
}

void print_accesses(const system::TransitionSystem& system) {
  constexpr std::array kOrderings = {"plain", "once", "relaxed", "acquire", "release", "full"};
  constexpr std::array kKinds = {"reads", "writes", "fences"};
  std::map<std::pair<std::size_t, std::size_t>, unsigned> counts;
  unsigned steps = 0;
  for (const system::Access& access : system.accesses) {
    counts[{static_cast<std::size_t>(access.kind), static_cast<std::size_t>(access.ordering)}]++;
    if (access.is_step) steps++;
  }
  fmt::print("Accesses: {}, of which {} begin a step\n", system.accesses.size(), steps);
  for (const auto& [key, count] : counts)
    fmt::print("  {:>4} {} ({})\n", count, kKinds[key.first], kOrderings[key.second]);
}

}  // namespace

Exit info(const InfoOptions& options) {
  const auto model = load_model(options.file, options.model, Stage::System);
  print_problems(*model, stderr, false);
  if (!is_searchable(*model)) return Exit::Usage;
  fmt::print("Kernel: {}\n", model->kernel);
  print_threads(*model->system);
  print_bits(*model->system);
  print_accesses(*model->system);
  if (options.with_code) fmt::print("\n{}", system::dump(*model->system));
  return Exit::Holds;
}

}  // namespace pagerace::cli
