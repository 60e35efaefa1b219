#include "traces/locks.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <initializer_list>

#include "model/system/print.hpp"

namespace pagerace::traces {

using system::Cell;
using system::CellInfo;
using system::Value;

namespace {

constexpr const char* kReadSection = "RCU";

/// What a cell of the vocabulary says of threads.
enum class Says { Nothing, Number /* of the one that holds it */, Mask /* of those that do */, Waiters, Awaited };

Says what_says(const CellInfo& cell) {
  if (!cell.is_detail) return Says::Nothing;
  if (cell.member == "owner" || cell.member == "writer") return Says::Number;
  if (cell.member == "readers" || cell.object == "__rcu_readers") return Says::Mask;
  if (cell.member == "waiting") return Says::Waiters;
  if (cell.object.rfind("__rcu_awaited", 0) == 0) return Says::Awaited;
  return Says::Nothing;
}

std::string name_of_lock(const system::TransitionSystem& system, Cell cell) {
  if (system.cells[cell].object.rfind("__rcu_", 0) == 0) return kReadSection;
  return system::name_cell(system, cell).object;
}

std::vector<std::uint32_t> in_mask(Value mask, std::size_t threads) {
  std::vector<std::uint32_t> found;
  for (std::uint32_t i = 0; i < threads; i++)
    if ((static_cast<std::uint64_t>(mask) >> i & 1) != 0) found.push_back(i);
  return found;
}

}  // namespace

void Locks::called(std::uint32_t instance, std::string call, std::string place) {
  if (instance < calls_.size()) calls_[instance] = {std::move(call), std::move(place)};
}

void Locks::set(Cell cell, std::uint32_t instance, bool holds) {
  const std::pair<Cell, std::uint32_t> key = {cell, instance};
  if (!holds)
    taken_.erase(key);
  else if (taken_.count(key) == 0)
    taken_[key] = {name_of_lock(system_, cell), calls_[instance].first, calls_[instance].second};
}

void Locks::store(Cell cell, Value after) {
  const Says says = what_says(system_.cells[cell]);
  if (says != Says::Number && says != Says::Mask) return;
  for (std::uint32_t i = 0; i < calls_.size(); i++) {
    const bool in_mask = (static_cast<std::uint64_t>(after) >> i & 1) != 0;
    set(cell, i, says == Says::Number ? after == Value{i} + 1 : in_mask);
  }
}

std::vector<std::uint32_t> Locks::holders(const std::string& lock) const {
  std::vector<std::uint32_t> found;
  for (const auto& [key, taken] : taken_)
    if (taken.lock == lock) found.push_back(key.second);
  std::sort(found.begin(), found.end());
  found.erase(std::unique(found.begin(), found.end()), found.end());
  return found;
}

std::vector<Hold> Locks::held_by(std::uint32_t instance) const {
  std::vector<Hold> holds;
  for (const auto& [key, taken] : taken_)
    if (key.second == instance) holds.push_back({taken.lock, taken.call, taken.place});
  return holds;
}

std::optional<Wait> Locks::waited_for() const {
  const auto& [cell, value] = last_;
  const Says says = what_says(system_.cells[cell]);
  if (says == Says::Nothing) return std::nullopt;
  const std::string lock = name_of_lock(system_, cell);
  return Wait{lock, says == Says::Awaited ? in_mask(value, calls_.size()) : holders(lock)};
}

namespace {

/// A call or statement, where a thread can be said to wait.
bool is_told(const Event& event) { return event.kind == Event::Kind::Enter || event.kind == Event::Kind::Statement; }

/// The place at which a thread waits, in the words of the source.
std::string waiting_at(const Standing& standing) {
  const auto last = std::find_if(standing.pending.rbegin(), standing.pending.rend(), is_told);
  return last == standing.pending.rend() ? "its next step" : told(*last);
}

/// Whether it waits in a call of a function whose name begins with one of these.
bool calls_one_of(const Standing& standing, std::initializer_list<const char*> names) {
  const std::string at = waiting_at(standing);
  return std::any_of(names.begin(), names.end(), [&](const char* name) { return at.rfind(name, 0) == 0; });
}

std::string since(const Standing& holder, const std::string& lock) {
  const auto found =
      std::find_if(holder.holds.begin(), holder.holds.end(), [&](const Hold& hold) { return hold.lock == lock; });
  return found == holder.holds.end() ? "" : fmt::format(" since {}: {}", found->place, found->call);
}

/// ", which two holds since deadlock.race:13: spin_lock(&b)"
std::string held_up_by(const std::vector<Standing>& all, const Standing& waiting) {
  if (!waiting.waits_for) return "";
  const std::string& lock = waiting.waits_for->lock;
  const bool is_section = lock == kReadSection;
  std::string text;
  for (const std::uint32_t instance : waiting.waits_for->holders) {
    const Standing& holder = all[instance];
    const std::string begin = text.empty() ? (is_section ? ", for " : ", which ") : " and ";
    const bool is_own = &holder == &waiting;
    if (is_section)
      text += begin + (is_own ? "its own read section" : "the read section of " + holder.thread);
    else
      text += begin + (is_own ? "it holds itself" : holder.thread + " holds");
    text += since(holder, lock);
    if (is_own) text += is_section ? ": it waits for itself" : " (recursive locking)";
  }
  if (!calls_one_of(waiting, {"down_read", "read_lock"})) return text;
  for (const Standing& other : all) {
    const bool queues = &other != &waiting && other.waits_for && other.waits_for->lock == lock;
    if (queues && calls_one_of(other, {"down_write", "write_lock"}))
      text += fmt::format("; {} waits before it, to write", other.thread);
  }
  return text;
}

/// Whether someone that waits needs what this thread holds.
bool is_needed(const std::vector<Standing>& all, std::uint32_t instance) {
  return std::any_of(all.begin(), all.end(), [&](const Standing& one) {
    if (!one.waits_for) return false;
    const auto& holders = one.waits_for->holders;
    return std::find(holders.begin(), holders.end(), instance) != holders.end();
  });
}

}  // namespace

std::string tell_waiting(const std::vector<Standing>& standing, std::uint32_t instance) {
  const Standing& one = standing[instance];
  return fmt::format("waits at {}: {}{}", one.place, waiting_at(one), held_up_by(standing, one));
}

std::vector<std::string> tell_deadlock(const std::vector<Standing>& standing) {
  std::vector<std::string> lines;
  for (std::uint32_t i = 0; i < standing.size(); i++) {
    const Standing& one = standing[i];
    if (one.is_finished || (one.is_daemon && !(one.waits_for && is_needed(standing, i)))) continue;
    lines.push_back(fmt::format("{} {}", one.thread, tell_waiting(standing, i)));
  }
  return lines;
}

std::vector<std::string> tell_holds(const Standing& standing) {
  std::vector<std::string> lines;
  for (const Hold& hold : standing.holds) {
    const bool is_section = hold.lock == kReadSection;
    lines.push_back(fmt::format("{} {} since {}: {}", standing.thread,
                                is_section ? "is in a read section" : "holds " + hold.lock, hold.place, hold.call));
  }
  return lines;
}

}  // namespace pagerace::traces
