// The current status of a search: for progress reports and checkpoints.
#include <algorithm>
#include <limits>
#include <map>
#include <string>
#include <utility>

#include "checker/search/breadth_first.hpp"

namespace pagerace::checker {
namespace {

constexpr double kSecondsBetweenReports = 0.5;

// The names of counters.
constexpr const char* kMetEnd = "an end was met";
constexpr const char* kReductionOff = "the reduction is off since level";  // 0: it is on
constexpr const char* kGuardsOff = "guards are not used since level";

/// Calls `f` for each count of the reduction, with its name.
template <class Savings, class F>
void each_count(Savings& savings, F&& f) {
  f("reduction: looks", savings.looks);
  f("reduction: tries", savings.tries);
  f("reduction: guard looks", savings.guard_looks);
  f("reduction: reduced", savings.reduced);
  f("reduction: guard leads", savings.guard_singletons);
  f("reduction: passed", savings.compressed);
  f("reduction: saved", savings.saved);
}

std::uint64_t counter(const SearchSnapshot& from, const std::string& name) {
  const auto at = from.counters.find(name);
  return at == from.counters.end() ? 0 : at->second;
}

}  // namespace

/// Called at a barrier, before the listener is told of the level.
void BreadthFirstSearch::write_checkpoint() {
  if (parts_.checkpoints == nullptr) return;
  SearchSnapshot now;
  now.transitions = transitions();
  if (frontier_) {
    now.rest = ranges_of(frontier_->rest());
  } else {
    now.rest = {{0, parts_.log.level_size(depth_)}};
  }
  for (const Observations::Slot* slot : seen_.slots()) now.observations.push_back(*slot);
  now.coverage = coverage();
  now.coverage.marks.resize(parts_.system.marks.size());
  now.coverage.failures.resize(parts_.system.failures.size());
  now.coverage.written.resize(parts_.system.cells.size());
  now.counters[kMetEnd] = met_end() ? 1 : 0;
  now.counters[kReductionOff] = reduction_.is_on ? 0 : reduction_off_at_;
  now.counters[kGuardsOff] = reduction_.uses_guards ? 0 : guards_off_at_;
  const partial_order::Savings sum = savings();
  each_count(sum, [&](const char* name, std::uint64_t count) { now.counters[name] = count; });
  parts_.checkpoints->write(std::move(now));
}

/// If nothing is left of the level, it only has to be closed.
void BreadthFirstSearch::resume(const SearchSnapshot& from) {
  depth_ = static_cast<std::uint32_t>(parts_.log.closed_levels() - 1);
  std::vector<LevelLog::Piece> pieces;
  for (const LevelLog::Range& range : from.rest) {
    const auto more = parts_.log.pieces(depth_, piece_size(), range);
    pieces.insert(pieces.end(), more.begin(), more.end());
  }
  frontier_ = std::make_unique<Frontier>(std::move(pieces));
  seen_.take_up(from.observations);
  earlier_coverage_ = from.coverage;
  is_resumed_ = true;
  reduction_ = {counter(from, kReductionOff) == 0, counter(from, kGuardsOff) == 0};
  if (!reduction_.is_on) reduction_off_at_ = static_cast<std::uint32_t>(counter(from, kReductionOff));
  if (!reduction_.uses_guards) guards_off_at_ = static_cast<std::uint32_t>(counter(from, kGuardsOff));
  Worker& worker = threads_.front()->worker();
  worker.states = parts_.log.size();
  worker.transitions = from.transitions;
  worker.met_end = counter(from, kMetEnd) != 0;
  each_count(worker.savings, [&](const char* name, std::uint64_t& count) { count = counter(from, name); });
  threads_.front()->publish();
  if (!(parts_.options.store == StoreKind::Exact ? grow() : refill())) stop(Stop::Memory);
}

/// Collects what all threads have observed since the last barrier.
void BreadthFirstSearch::gather() {
  for (const auto& thread : threads_) seen_.merge(thread->observations());
}

void BreadthFirstSearch::look_around() {
  parts_.engines.poll();
  if (is_due()) pause_ = true;
  if (!parts_.options.progress) return;
  const double seconds = parts_.limits.seconds();
  if (seconds - reported_ < kSecondsBetweenReports) return;
  reported_ = seconds;
  parts_.options.progress(progress());
}

/// Called at a barrier: no thread writes to the log.
void BreadthFirstSearch::look_for_growth() {
  const double seconds = parts_.limits.seconds();
  if (!growth_.is_due(seconds)) return;
  const auto pieces = parts_.log.pieces(depth_, Growth::kStates, {0, Growth::kStates});
  if (pieces.empty()) return;
  growth_.look(threads_.front()->reader().read(pieces.front()), pieces.front().count, seconds);
}

Progress BreadthFirstSearch::progress() const {
  Progress now;
  now.states = states();
  now.transitions = transitions();
  now.depth = depth_;
  now.level = parts_.log.level_size(depth_);
  now.level_left = std::min(now.level, frontier_->waiting());
  now.frontier = frontier_->waiting() + now.states - found_before_;
  now.seconds = parts_.limits.seconds();
  now.memory = parts_.visited.bytes() + parts_.log.bytes();
  if (parts_.budget.limit() < Budget::kUnlimited / 2) now.memory_limit = parts_.budget.limit();
  now.spilled = parts_.log.spilled_bytes();
  now.threads = pool_.size();
  now.engine = parts_.engines.name();
  now.reductions = parts_.reductions;
  now.growing = growth_.text();
  return now;
}

partial_order::Savings BreadthFirstSearch::savings() const {
  partial_order::Savings sum;
  for (const auto& thread : threads_) sum += thread->worker().savings;
  return sum;
}

std::uint64_t BreadthFirstSearch::states() const {
  std::uint64_t sum = 0;
  for (const auto& thread : threads_) sum += thread->states();
  return sum;
}

std::uint64_t BreadthFirstSearch::transitions() const {
  std::uint64_t sum = 0;
  for (const auto& thread : threads_) sum += thread->transitions();
  return sum;
}

bool BreadthFirstSearch::met_end() const {
  return std::any_of(threads_.begin(), threads_.end(), [](const auto& thread) { return thread->worker().met_end; });
}

std::vector<partial_order::Mode> BreadthFirstSearch::reductions() const {
  std::vector<partial_order::Mode> modes;
  for (std::uint32_t depth = 0; depth <= depth_; ++depth) {
    modes.push_back({depth < reduction_off_at_, depth < guards_off_at_});
  }
  return modes;
}

std::optional<std::vector<Word>> BreadthFirstSearch::not_descending() const {
  if (!ranking_) return std::nullopt;
  std::vector<Word> all;
  for (std::uint32_t depth = 0; depth < ranked_from_; ++depth) {
    parts_.log.for_each(depth, [&](const Word* states, std::uint64_t count) {
      all.insert(all.end(), states, states + count * parts_.log.words());
    });
  }
  for (const auto& thread : threads_) {
    if (thread->not_descending() == nullptr) return std::nullopt;
    all.insert(all.end(), thread->not_descending()->begin(), thread->not_descending()->end());
  }
  return all;
}

Coverage BreadthFirstSearch::coverage() const {
  Coverage coverage = earlier_coverage_;
  for (const auto& thread : threads_) merge(coverage, thread->coverage());
  return coverage;
}

}  // namespace pagerace::checker
