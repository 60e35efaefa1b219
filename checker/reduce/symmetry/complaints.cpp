// Errors in types, and uses that are right only on a condition.
#include <algorithm>

#include "checker/reduce/symmetry/typing.hpp"

namespace pagerace::checker::symmetry {

OrderedUse Typing::use_at(OrderedUse::When when, std::uint32_t at, Register reg, system::Span span) const {
  OrderedUse use;
  use.code = number_;
  use.when = when;
  use.at = at;
  use.reg = reg;
  use.all.assign(setting_.structure.sorts().size(), 0);
  use.span = span;
  return use;
}

void Typing::fail(std::vector<std::uint32_t> sorts, Sources from, system::Span span, std::string why) {
  if (findings_ != nullptr) findings_->failures.push_back({std::move(sorts), std::move(from), span, std::move(why)});
}

/// Two kinds give one value different meanings. If the meanings are of different sorts, the two may have to be tied.
void Typing::disagree(KindId left, KindId right, const Sources& from, system::Span span) {
  if (findings_ == nullptr) return;
  const Structure& structure = setting_.structure;
  const Kind &one = setting_.kinds[left], &other = setting_.kinds[right];
  std::vector<std::pair<Point, Point>> ties;
  for (std::size_t i = 0; i < one.values.size(); ++i) {
    const auto found = std::ranges::lower_bound(other.values, one.values[i]);
    if (found == other.values.end() || *found != one.values[i]) continue;
    const auto& theirs = other.columns[static_cast<std::size_t>(found - other.values.begin())];
    if (one.columns[i].size() != 1 || theirs.size() != 1) continue;
    if (structure.sort_of(one.columns[i][0]) == structure.sort_of(theirs[0])) continue;
    ties.emplace_back(structure.points(one.columns[i][0])[0], structure.points(theirs[0])[0]);
  }
  std::vector<std::uint32_t> sorts = setting_.kinds.sorts_of(left);
  for (std::uint32_t sort : setting_.kinds.sorts_of(right)) {
    if (std::ranges::find(sorts, sort) == sorts.end()) sorts.push_back(sort);
  }
  const char* why = "a number that stands for one of them here stands for something else as well";
  if (ties.empty()) return fail(std::move(sorts), from, span, why);
  findings_->ties.push_back({std::move(ties), {std::move(sorts), from, span, why}});
}

/// From here on, a value that was a plain number has the kind `to`. That has no effect as long as what it stands for is
/// not permuted.
void Typing::cast(OrderedUse use, const Typed& from, const ValueSet& values, KindId to) {
  if (findings_ == nullptr || from.kind == to) return;
  const Kinds& kinds = setting_.kinds;
  const auto note = [&](Value value) {
    if (kinds.moves(from.kind, value) || !kinds.moves(to, value)) return;
    use.by_value.emplace_back(value, columns_of(setting_.structure, kinds, to, value));
    unite(use.all, use.by_value.back().second);
  };
  if (kinds[to].bits.empty()) {
    for (Value value : kinds[to].values) {
      if (values.contains(value)) note(value);
    }
  } else if (const auto list = listed(values, Kinds::kMostValues)) {
    for (Value value : *list) note(value);
  } else {
    use.reg = system::kNoRegister;
    use.all = all_columns(setting_.structure, kinds.sorts_of(to));
  }
  if (!is_empty(use.all)) findings_->uses.push_back(std::move(use));
}

}  // namespace pagerace::checker::symmetry
