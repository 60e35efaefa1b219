// Options that say how to search, and change nothing of what is found.
#pragma once

#include <CLI/CLI.hpp>
#include <cstdint>
#include <optional>
#include <string>

#include "checker/step/options.hpp"

namespace pagerace::cli {

/// Nothing where it is not given. The store is the exception: other than an exact one may find less.
struct EngineOptions {
  std::optional<checker::EngineChoice> engine;
  std::optional<std::uint32_t> threads;
  std::optional<std::uint64_t> memory;  ///< bytes
  bool no_symmetry = false;
  bool no_por = false;
  std::optional<std::uint64_t> whole_first;  ///< states; 0: reductions from the start
  std::optional<checker::StoreKind> store;
};

/// --engine, -j, --memory, --no-symmetry, --no-por, --store. The options must outlive the parsing.
void add_engine_options(CLI::App& command, EngineOptions& options);

/// As a search wants them; by default everything that makes it faster, on all cores.
void apply(const EngineOptions& options, checker::SearchOptions& search);

/// "512M", "16G", "1.5GiB" in bytes; without a unit bytes. Nothing where it is not a size above zero.
std::optional<std::uint64_t> parse_size(const std::string& text);

/// The options as they would be typed, each with a space before it.
std::string spell(const EngineOptions& options);

}  // namespace pagerace::cli
