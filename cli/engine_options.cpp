#include "cli/engine_options.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdlib>
#include <string_view>
#include <thread>
#include <utility>

#include "cli/options.hpp"

namespace pagerace::cli {

using checker::EngineChoice;
using checker::StoreKind;

namespace {

/// The interpreter is through them before the reductions of a large model are found.
constexpr std::uint64_t kWholeFirst = 50'000;

template <class Value, std::size_t count>
using Names = std::array<std::pair<const char*, Value>, count>;

constexpr Names<EngineChoice, 3> kEngines = {
    {{"auto", EngineChoice::Auto}, {"interpret", EngineChoice::Interpret}, {"native", EngineChoice::Native}}};
constexpr Names<StoreKind, 3> kStores = {
    {{"exact", StoreKind::Exact}, {"bitstate", StoreKind::Bitstate}, {"compact", StoreKind::Compact}}};

template <class Value, std::size_t count>
void add_choice(CLI::App& command, const std::string& name, const Names<Value, count>& names,
                std::optional<Value>& value, const std::string& help) {
  command
      .add_option_function<std::string>(
          name,
          [name, &names, &value](const std::string& text) {
            std::string all;
            for (const auto& [known, choice] : names) {
              if (text == known) value = choice;
              all += (all.empty() ? "" : ", ") + std::string(known);
            }
            const bool is_known =
                std::any_of(names.begin(), names.end(), [&](const auto& at) { return text == at.first; });
            if (!is_known) throw CLI::ValidationError(name, "\"" + text + "\" is none of " + all);
          },
          help)
      ->type_name("NAME");
}

template <class Value, std::size_t count>
const char* name_of(const Names<Value, count>& names, Value value) {
  return std::find_if(names.begin(), names.end(), [&](const auto& at) { return at.second == value; })->first;
}

}  // namespace

void add_engine_options(CLI::App& command, EngineOptions& options) {
  add_choice(command, "--engine", kEngines, options.engine,
             "auto (native code takes over once it is compiled), interpret or native");
  command
      .add_option_function<std::string>(
          "-j",
          [&options](const std::string& text) {
            constexpr std::uint32_t kMost = 1024;
            options.threads = parse_count<std::uint32_t>(text);
            if (!options.threads || *options.threads == 0 || *options.threads > kMost)
              throw CLI::ValidationError("-j", fmt::format("\"{}\" is no number from 1 to {}", text, kMost));
          },
          "Threads of the search; by default one for each core")
      ->type_name("N");
  command
      .add_option_function<std::string>(
          "--memory",
          [&options](const std::string& text) {
            options.memory = parse_size(text);
            if (!options.memory) throw CLI::ValidationError("--memory", "\"" + text + "\" is no size: 512M, 16G");
          },
          "Take no more memory than this: 512M, 16G; by default nine tenths of what is free")
      ->type_name("SIZE");
  command.add_flag("--no-symmetry", options.no_symmetry, "Tell threads and pages apart that are alike");
  command.add_flag("--no-por", options.no_por, "Take all steps in every state: no partial-order reduction");
  command
      .add_option_function<std::string>(
          "--whole-first",
          [&options](const std::string& text) {
            options.whole_first = parse_count<std::uint64_t>(text);
            if (!options.whole_first)
              throw CLI::ValidationError("--whole-first", "\"" + text + "\" is no number of states");
          },
          fmt::format("Reduce nothing where there are no more states than this; by default {}", kWholeFirst))
      ->type_name("N");
  add_choice(command, "--store", kStores, options.store,
             "exact; or bitstate or compact, which may miss states, and then nothing is said to hold");
}

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

std::string spell(const EngineOptions& options) {
  std::string text;
  if (options.engine) text += fmt::format(" --engine {}", name_of(kEngines, *options.engine));
  if (options.threads) text += fmt::format(" -j {}", *options.threads);
  if (options.memory) text += fmt::format(" --memory {}", *options.memory);
  if (options.no_symmetry) text += " --no-symmetry";
  if (options.no_por) text += " --no-por";
  if (options.whole_first) text += fmt::format(" --whole-first {}", *options.whole_first);
  if (options.store) text += fmt::format(" --store {}", name_of(kStores, *options.store));
  return text;
}

}  // namespace pagerace::cli
