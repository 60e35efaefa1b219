// Options that say how to search but do not change what is found.
#pragma once

#include <cstdint>
#include <optional>
#include <string>

#include "checker/step/options.hpp"
#include "cli/choices.hpp"

namespace pagerace::cli {

/// An option that is not given is empty. The store is an exception: one that is not exact may find less.
struct EngineOptions {
  std::optional<checker::EngineChoice> engine;
  std::optional<std::uint32_t> threads;
  std::optional<std::uint64_t> memory;  ///< bytes
  bool no_symmetry = false;
  bool no_por = false;
  std::optional<std::uint64_t> whole_first;  ///< states; 0: reductions from the start
  std::optional<checker::StoreKind> store;
};

inline constexpr Choices<checker::EngineChoice, 3> kEngines = {{{"auto", checker::EngineChoice::Auto},
                                                                {"interpret", checker::EngineChoice::Interpret},
                                                                {"native", checker::EngineChoice::Native}}};
inline constexpr Choices<checker::StoreKind, 3> kStores = {{{"exact", checker::StoreKind::Exact},
                                                            {"bitstate", checker::StoreKind::Bitstate},
                                                            {"compact", checker::StoreKind::Compact}}};

/// The interpreter searches this many states before the reductions of a large model are found.
inline constexpr std::uint64_t kWholeFirst = 50'000;

/// Sets the options of a search. The default is everything that makes it faster, on all cores.
void apply(const EngineOptions& options, checker::SearchOptions& search);

/// "512M", "16G", "1.5GiB" in bytes; bytes if there is no unit. Nothing if it is not a size above zero.
std::optional<std::uint64_t> parse_size(const std::string& text);
/// "3G", "1000": as parse_size() reads it back, with the largest unit that says it exactly.
std::string spell_size(std::uint64_t bytes);

/// The options as the user would type them, each after a space.
std::string spell(const EngineOptions& options);

}  // namespace pagerace::cli
