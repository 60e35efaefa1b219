#include "cli/info.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <map>
#include <nlohmann/json.hpp>

#include "cli/info_threads.hpp"
#include "cli/json_document.hpp"
#include "cli/model.hpp"
#include "model/system/dump.hpp"

namespace pagerace::cli {

namespace {

struct Cost {
  std::string name;
  unsigned bits = 0;
  unsigned count = 1;  ///< number of scalars in it
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
  for (const system::ThreadInstance& instance : system.instances) {
    const std::string name = without_indices(instance.name);
    add("code of " + name, instance.code_storage.width);
    if (const unsigned bits = field_bits(instance)) add("large locals of " + name, bits);
  }
  std::vector<Cost> sorted;
  for (auto& [name, cost] : all) sorted.push_back(std::move(cost));
  std::stable_sort(sorted.begin(), sorted.end(), [](const Cost& a, const Cost& b) { return a.bits > b.bits; });
  return sorted;
}

void print_bits(const system::TransitionSystem& system) {
  fmt::print("State: {} bits in {} {}\n", system.bits, system.words, system.words == 1 ? "word" : "words");
  unsigned constant = 0;
  for (const Cost& cost : costs(system)) {
    if (cost.bits == 0) {
      constant += cost.count;
      continue;
    }
    fmt::print("  {:>4} bits  {}{}\n", cost.bits, cost.name, cost.count > 1 ? fmt::format(" ({})", cost.count) : "");
  }
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

void print_json(const Model& model) {
  const system::TransitionSystem& system = *model.system;
  nlohmann::ordered_json json = json_document();
  json["file"] = model.path;
  json["kernel"] = model.kernel;
  json["bits"] = system.bits;
  json["words"] = system.words;
  for (const system::ThreadInstance& instance : system.instances) {
    const system::ThreadTemplate& code = system.templates[instance.code];
    json["threads"].push_back({{"name", instance.name},
                               {"locations", code.locations.size()},
                               {"instructions", code.code.instructions.size()},
                               {"bits", instance.code_storage.width + field_bits(instance)}});
  }
  for (const Cost& cost : costs(system))
    json["parts"].push_back({{"name", cost.name}, {"bits", cost.bits}, {"count", cost.count}});
  json["accesses"] = system.accesses.size();
  json["accesses_that_begin_a_step"] = std::ranges::count_if(system.accesses, &system::Access::is_step);
  fmt::print("{}", json_text(json));
}

}  // namespace

Exit info(const InfoOptions& options) {
  const auto model = load_model(options.file, options.model, Stage::System);
  print_problems(*model, stderr, false);
  if (!is_searchable(*model)) return Exit::Usage;
  if (options.json) {
    print_json(*model);
    return Exit::Holds;
  }
  fmt::print("Kernel: {}\n", kernel_text(*model));
  print_threads(*model->system);
  print_codes(*model->system, model->sources);
  print_bits(*model->system);
  print_accesses(*model->system);
  if (options.with_code) fmt::print("\n{}", system::dump(*model->system));
  return Exit::Holds;
}

}  // namespace pagerace::cli
