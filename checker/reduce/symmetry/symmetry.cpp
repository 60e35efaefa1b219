#include "checker/reduce/symmetry/symmetry.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>

namespace pagerace::checker::symmetry {
namespace {

/// Whether there can be any symmetry at all.
bool has_candidates(const system::TransitionSystem& system) {
  const Structure structure(system);
  for (const Sort& sort : structure.sorts()) {
    for (SpaceId id : sort.spaces) {
      if (structure.spaces()[id].of == Space::Of::Threads) return true;
    }
  }
  for (std::uint32_t g = 0; g < structure.generators().size(); ++g) {
    for (system::Cell cell = 0; cell < system.cells.size(); ++cell) {
      if (system.cell_storage[cell].width > 0 && structure.image(g, cell) != cell) return true;
    }
  }
  return false;
}

bool is_stored(const system::TransitionSystem& system, const std::string& array) {
  for (std::size_t cell = 0; cell < system.cells.size(); ++cell) {
    if (system.cells[cell].type == nullptr || system.cell_storage[cell].width == 0) continue;
    if (system.cells[cell].name().starts_with(array + "[")) return true;
  }
  return false;
}

/// One reason for each thing; things that are not part of the state need none.
std::vector<Reason> worth_telling(const system::TransitionSystem& system, const Analysis& analysis) {
  std::vector<Reason> told;
  for (const Reason& reason : analysis.reasons()) {
    const auto is_of = [&](const Reason& other) { return other.what == reason.what; };
    const bool is_thread = std::ranges::any_of(
        system.templates, [&](const system::ThreadTemplate& thread) { return thread.name == reason.what; });
    if (std::ranges::any_of(told, is_of) || (!is_thread && !is_stored(system, reason.what))) continue;
    told.push_back(reason);
  }
  return told;
}

}  // namespace

Symmetry::Symmetry(const system::TransitionSystem& system, const Analysis& analysis, Tables tables)
    : tables_(std::make_shared<const Tables>(std::move(tables))), description_(describe(system, analysis)) {}

std::string Symmetry::describe(const system::TransitionSystem& system, const Analysis& analysis) const {
  const Structure& structure = analysis.structure();
  std::string text;
  for (std::uint32_t number = 0; number < structure.sorts().size(); ++number) {
    std::string names;
    for (SpaceId id : structure.sorts()[number].spaces) {
      const Space& space = structure.spaces()[id];
      const bool counts =
          space.of == Space::Of::Threads || (space.of == Space::Of::Array && is_stored(system, space.name));
      if (counts) names += (names.empty() ? "" : "+") + space.name;
    }
    const auto free = static_cast<std::uint32_t>(std::popcount(tables_->sorts[number].free));
    text += fmt::format("{}{} x{}", text.empty() ? "" : ", ", names, free);
    if (free < structure.sorts()[number].size) text += fmt::format(" of {}", structure.sorts()[number].size);
    bool is_ordered = false;
    for (std::size_t i = number; i < tables_->order_columns.size(); i += structure.sorts().size()) {
      is_ordered = is_ordered || (tables_->order_columns[i] & tables_->sorts[number].free) != 0;
    }
    if (is_ordered) text += " where passed";
  }
  return text;
}

Found find_symmetry(const system::TransitionSystem& system, const Cancellation& cancellation) {
  if (!has_candidates(system)) return {};
  const auto analysis = std::make_shared<Analysis>(system, cancellation);
  for (;;) {
    if (analysis->structure().sorts().empty()) return {std::nullopt, worth_telling(system, *analysis), analysis};
    std::vector<Failure> obstacles;
    if (auto tables = make_tables(system, *analysis, obstacles)) {
      return {Symmetry(system, *analysis, std::move(*tables)), worth_telling(system, *analysis), analysis};
    }
    analysis->solve_without(obstacles);
  }
}

}  // namespace pagerace::checker::symmetry
