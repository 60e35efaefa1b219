#include "cli/engine_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <thread>

namespace pagerace::cli {

using checker::EngineChoice;
using checker::StoreKind;

void apply(const EngineOptions& options, checker::SearchOptions& search) {
  search.engine = options.engine.value_or(EngineChoice::Auto);
  search.threads = options.threads.value_or(std::max(1u, std::thread::hardware_concurrency()));
  if (options.memory) search.memory = *options.memory;
  search.symmetry = !options.no_symmetry;
  search.partial_order = !options.no_por;
  search.whole_first = options.whole_first.value_or(kWholeFirst);
  search.store = options.store.value_or(StoreKind::Exact);
}

std::optional<std::uint64_t> parse_size(const std::string& text) {
  constexpr double kMost = 1e18;
  const std::size_t end = std::min(text.find_first_not_of("0123456789."), text.size());
  const std::string digits = text.substr(0, end);
  std::string unit = text.substr(end);
  for (const std::string_view ending : {"iB", "B"}) {
    if (unit.size() > ending.size() && unit.ends_with(ending)) unit.resize(unit.size() - ending.size());
  }
  const std::string_view units = "KMGT";
  double scale = 1;
  if (!unit.empty()) {
    const std::size_t power = unit.size() == 1 ? units.find(static_cast<char>(std::toupper(unit[0]))) : units.npos;
    if (power == units.npos) return std::nullopt;
    scale = std::pow(1024.0, static_cast<double>(power + 1));
  }
  char* rest = nullptr;
  const double number = std::strtod(digits.c_str(), &rest);
  if (digits.empty() || *rest != '\0' || number * scale < 1 || number * scale > kMost) return std::nullopt;
  return static_cast<std::uint64_t>(number * scale);
}

std::string spell_size(std::uint64_t bytes) {
  std::size_t power = 0;
  constexpr std::string_view units = "KMGT";
  while (power < units.size() && bytes != 0 && bytes % 1024 == 0) {
    bytes /= 1024;
    power++;
  }
  return std::to_string(bytes) + (power == 0 ? "" : std::string(1, units[power - 1]));
}

std::string spell(const EngineOptions& options) {
  std::string text;
  if (options.engine) text += fmt::format(" --engine {}", name_of(kEngines, *options.engine));
  if (options.threads) text += fmt::format(" -j {}", *options.threads);
  if (options.memory) text += fmt::format(" --memory {}", spell_size(*options.memory));
  if (options.no_symmetry) text += " --no-symmetry";
  if (options.no_por) text += " --no-por";
  if (options.whole_first) text += fmt::format(" --whole-first {}", *options.whole_first);
  if (options.store) text += fmt::format(" --store {}", name_of(kStores, *options.store));
  return text;
}

}  // namespace pagerace::cli
