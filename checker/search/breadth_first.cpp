#include "checker/search/breadth_first.hpp"

#include <algorithm>
#include <utility>

namespace pagerace::checker {
namespace {

/// A level smaller than this is expanded by one thread, since waking the others would take longer.
constexpr std::uint64_t kThinLevel = 2048;
constexpr std::uint32_t kMostInPiece = 256;
/// At most this many states may be added between two checks of the room in the store. More would do no harm: the store
/// reports that it is full.
constexpr std::uint64_t kStatesBetweenLooks = 4 * kMostInPiece;
constexpr std::uint32_t kStatesToRefill = 1u << 14;

}  // namespace

BreadthFirstSearch::BreadthFirstSearch(const SearchParts& parts)
    : parts_(parts), pool_(parts.options.threads), seen_(parts.system, parts.log.words(), parts.queries.size()) {
  for (const FormulaQuery& asked : parts_.queries) queries_.push_back(asked.query);
  for (std::uint32_t i = 0; i < pool_.size(); ++i) {
    threads_.push_back(std::make_unique<SearchThread>(parts_.system, parts_.log, queries_.size(), i));
    threads_.back()->stop_at([this](std::uint64_t untold) { return parts_.limits.met(states() + untold); });
  }
}

void BreadthFirstSearch::start() {
  SearchThread& thread = *threads_.front();
  undecided_ = parts_.listener.undecided();
  thread.set_queries(queries_.data(), undecided_);
  renew_engine(thread);
  try {
    while (!add_starts(thread)) {
      thread.flush_log();
      if (thread.stopped_by()) throw Stopped{*thread.stopped_by()};
      if (thread.log_is_full() || !grow()) throw Stopped{Stop::Memory};
    }
  } catch (const Stopped& stopped) {
    stop(stopped.stop);
  }
  thread.publish();
  thread.flush_log();
  gather();
  parts_.listener.started(take_seen(), has_start_);
  if (parts_.log.levels() > 0) parts_.log.end_level();
}

/// Returns false if there was no room for all initial states; those that were added do no harm.
bool BreadthFirstSearch::add_starts(SearchThread& thread) {
  std::uint64_t starts = 0;
  return thread.start([&](const Transition& start) {
    has_start_ = true;
    if (starts++ % kStatesBetweenLooks == 0) parts_.limits.check(thread.worker().states);
    if (start.failure != kNoFailure || start.report_count > 0) thread.observations().start(start);
  });
}

/// Gives the thread another engine if a better one is ready.
void BreadthFirstSearch::renew_engine(SearchThread& thread) {
  const std::uint32_t generation = parts_.engines.generation();
  if (!thread.is_of(generation)) thread.use(parts_.engines.make(parts_.visited), generation);
}

Stop BreadthFirstSearch::run() {
  bool is_over = parts_.log.levels() <= depth_;
  while (stop_ < 0 && !is_over) {
    if (depth_ < parts_.options.max_depth) {
      expand_level();
    } else {
      stop(Stop::MaxDepth);
    }
    if (stop_ >= 0) {
      write_checkpoint();
      break;
    }
    parts_.listener.expanded(take_seen(), depth_);
    is_over = parts_.log.levels() <= depth_ + 1;
    if (is_over) break;
    begin_next_level();
    if (parts_.listener.wants_stop()) stop(Stop::AllDecided);
    if (stop_ >= 0 || is_due()) write_checkpoint();
  }
  if (stop_ >= 0) parts_.listener.expanded(take_seen(), depth_);
  return stop_ < 0 ? Stop::Complete : static_cast<Stop>(stop_.load());
}

/// Returns the observations for the listener, which must get each one only once.
Observations BreadthFirstSearch::take_seen() {
  Observations taken(parts_.system, parts_.log.words(), queries_.size());
  taken.merge(seen_);
  return taken;
}

void BreadthFirstSearch::begin_next_level() {
  parts_.log.end_level();
  frontier_.reset();
  ++depth_;
  reduction_ = partial_order::still_paying(reduction_, savings());
  if (!reduction_.is_on) reduction_off_at_ = std::min(reduction_off_at_, depth_);
  if (!reduction_.uses_guards) guards_off_at_ = std::min(guards_off_at_, depth_);
  make_ranking();
}

/// Does nothing if the search is small, or has one.
void BreadthFirstSearch::make_ranking() {
  if (!parts_.looks_for_endings || is_resumed_ || ranking_ || parts_.log.size() < parts_.options.rank_from) return;
  try {
    ranking_ = std::make_unique<const LearntRanking>(parts_.system, parts_.limits);
    ranked_from_ = depth_;
  } catch (const Stopped& stopped) {
    stop(stopped.stop);
  }
}

/// Small enough for every thread to get pieces of a small level.
std::uint32_t BreadthFirstSearch::piece_size() const {
  const std::uint64_t share = parts_.log.level_size(depth_) / (std::uint64_t{16} * pool_.size());
  return static_cast<std::uint32_t>(std::clamp<std::uint64_t>(share, 16, kMostInPiece));
}

/// Runs until the level is done or the search must stop.
void BreadthFirstSearch::expand_level() {
  if (!frontier_) frontier_ = std::make_unique<Frontier>(parts_.log.pieces(depth_, piece_size()));
  undecided_ = parts_.listener.undecided();
  for (const auto& thread : threads_) {
    thread->set_queries(queries_.data(), undecided_);
    thread->worker().reduction = reduction_;
    thread->worker().ranking = ranking();
  }
  found_before_ = parts_.log.size() - parts_.log.level_size(parts_.log.closed_levels());
  while (stop_ < 0 && !is_expanded()) {
    pause_ = store_is_full_ = log_is_full_ = false;
    if (frontier_->states() < kThinLevel) {
      work(*threads_.front(), true);
    } else {
      pool_.run([this](std::uint32_t number) { work(*threads_[number], number == 0); });
    }
    for (const auto& thread : threads_) thread->flush_log();
    gather();
    if (stop_ < 0) make_room();
    if (stop_ < 0 && !is_expanded() && is_due()) write_checkpoint();
  }
}

/// The work of each thread. `reports`: the thread also takes care of progress, engines and checkpoints.
void BreadthFirstSearch::work(SearchThread& thread, bool reports) {
  while (!pause_.load(std::memory_order_relaxed)) {
    if (reports) look_around();
    const std::uint64_t found = states();
    if (const auto met = parts_.limits.met(found)) return stop(*met);
    if (!parts_.visited.has_room(found, kStatesBetweenLooks * pool_.size())) {
      store_is_full_ = pause_ = true;
      return;
    }
    const LevelLog::Piece* piece = frontier_->take();
    if (piece == nullptr) return;
    renew_engine(thread);
    if (thread.expand(*piece)) continue;
    frontier_->give_back(piece);
    if (thread.stopped_by()) return stop(*thread.stopped_by());
    (thread.log_is_full() ? log_is_full_ : store_is_full_) = true;
    pause_ = true;
  }
}

void BreadthFirstSearch::stop(Stop why) {
  int none = -1;
  stop_.compare_exchange_strong(none, static_cast<int>(why));
  pause_ = true;
}

/// Called after a piece met a full store or log. No thread reads the frontier then, so its blocks can go to disk as
/// well.
void BreadthFirstSearch::make_room() {
  if (store_is_full_ && !grow()) return stop(Stop::Memory);
  if (log_is_full_ && parts_.log.spill(parts_.log.bytes() / 2 + 1) == 0) stop(Stop::Memory);
}

/// Replaces the store by a larger one, refilled from the log. If there is no room for that, it spills blocks of the
/// log.
bool BreadthFirstSearch::grow() {
  spill_for_store();
  for (;;) {
    const bool has_grown = parts_.visited.grow(parts_.log.size());
    if (has_grown && refill()) return true;
    if (!has_grown && parts_.log.spill(parts_.log.bytes() / 4 + 1) == 0) return false;
  }
}

/// Each larger store costs a refill, so it should be twice as large. Levels that were expanded long ago are spilled for
/// it, since nothing else reads them.
void BreadthFirstSearch::spill_for_store() {
  const std::uint64_t wanted = parts_.visited.bytes() + parts_.visited.bytes() / 4;
  const std::uint64_t left = parts_.budget.limit() - parts_.budget.used();
  const std::size_t levels = parts_.log.levels();
  std::uint64_t needed = 0;  // by the log
  for (std::size_t depth = depth_; depth < levels; ++depth) needed += parts_.log.level_size(depth);
  needed *= parts_.log.words() * sizeof(Word);
  if (left >= wanted || parts_.log.bytes() <= needed) return;
  parts_.log.spill(std::min(wanted - left, parts_.log.bytes() - needed));
}

/// Returns false if the states of the log did not fit.
bool BreadthFirstSearch::refill() {
  std::vector<LevelLog::Piece> all;
  for (std::uint32_t depth = 0; depth < parts_.log.levels(); ++depth) {
    const auto pieces = parts_.log.pieces(depth, kStatesToRefill);
    all.insert(all.end(), pieces.begin(), pieces.end());
  }
  std::atomic<std::size_t> next = 0;
  std::atomic<bool> fits = true;
  const auto fill = [&](std::uint32_t number) {
    for (std::size_t at = next++; at < all.size(); at = next++) {
      if (!parts_.visited.refill(threads_[number]->reader().read(all[at]), all[at].count)) fits = false;
    }
  };
  if (parts_.log.size() < kThinLevel) {
    fill(0);
  } else {
    pool_.run(fill);
  }
  return fits;
}

}  // namespace pagerace::checker
