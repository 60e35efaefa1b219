#include "checker/search/breadth_first.hpp"

#include <algorithm>
#include <utility>

#include "checker/execute/engine.hpp"
#include "checker/search/expand.hpp"

namespace pagerace::checker {
namespace {

/// A level smaller than this is expanded by one thread: waking the others would take longer.
constexpr std::uint64_t kThinLevel = 2048;
constexpr std::uint32_t kMostInPiece = 256;
/// So many states may come between two looks at the room in the store. More is no harm: the store says when it is full.
constexpr std::uint64_t kStatesBetweenLooks = 4 * kMostInPiece;
constexpr std::uint32_t kStatesToRefill = 1u << 14;
constexpr double kSecondsBetweenReports = 0.5;

}  // namespace

BreadthFirstSearch::BreadthFirstSearch(const SearchParts& parts) : parts_(parts), crew_(parts.options.threads) {
  for (const AskedFormula& asked : parts_.questions) questions_.push_back(asked.question);
  for (std::uint32_t i = 0; i < crew_.size(); ++i) {
    hands_.push_back(std::make_unique<Hand>(parts_.system, parts_.log, questions_.size()));
  }
}

void BreadthFirstSearch::start(const Canonicaliser& canonical) {
  InterpreterEngine engine(parts_.system);
  Hand& hand = *hands_.front();
  open_ = parts_.listener.open();
  hand.ask(questions_.data(), open_);
  try {
    while (!add_starts(engine, canonical)) {
      hand.settle();
      if (hand.log_is_full() || !grow()) throw Stopped{Stop::Memory};
    }
  } catch (const Stopped& stopped) {
    stop(stopped.stop);
  }
  hand.publish();
  hand.settle();
  merge(starts_coverage_, engine.coverage());
  parts_.listener.started(gather(), has_start_);
  if (parts_.log.levels() > 0) parts_.log.end_level();
}

/// False where there was no room for all of them; those that are there already do no harm then.
bool BreadthFirstSearch::add_starts(InterpreterEngine& engine, const Canonicaliser& canonical) {
  Hand& hand = *hands_.front();
  return parts_.visited.with_table([&](auto& table) {
    Arrivals arrivals(engine, table, hand.worker());
    bool has_room = true;
    std::uint64_t ways = 0;
    engine.starts([&](const Way& way) {
      has_start_ = true;
      if (ways++ % kStatesBetweenLooks == 0) {
        if (const auto met = parts_.limits.met(hand.worker().states)) throw Stopped{*met};
      }
      if (way.failure != kNoFailure || way.report_count > 0) hand.sightings().start(way);
      if (way.failure == kNoFailure && has_room) has_room = arrivals.add(canonical(way.state));
    });
    return has_room && arrivals.flush();
  });
}

void BreadthFirstSearch::resume(const Standing& standing) {
  depth_ = standing.depth;
  frontier_ = std::make_unique<Frontier>(standing.rest);
  hands_.front()->worker().states = standing.states;
  hands_.front()->worker().transitions = standing.transitions;
  hands_.front()->publish();
  if (!grow()) stop(Stop::Memory);
}

Stop BreadthFirstSearch::run(const std::function<void(const Standing&)>& between) {
  bool is_over = parts_.log.levels() <= depth_;
  while (stop_ < 0 && !is_over) {
    if (depth_ >= parts_.options.max_depth) {
      stop(Stop::MaxDepth);
    } else {
      if (!frontier_) frontier_ = std::make_unique<Frontier>(parts_.log.pieces(depth_, piece_size()));
      expand_level();
    }
    if (stop_ < 0) {
      is_over = parts_.log.levels() <= depth_ + 1;
      if (!is_over) parts_.log.end_level();
      frontier_.reset();
      ++depth_;
      if (!is_over && parts_.listener.wants_stop()) stop(Stop::AllDecided);
    }
    between(standing());
  }
  return stop_ < 0 ? Stop::Complete : static_cast<Stop>(stop_.load());
}

/// Small enough that every thread gets some of a small level.
std::uint32_t BreadthFirstSearch::piece_size() const {
  const std::uint64_t share = parts_.log.level_size(depth_) / (std::uint64_t{16} * crew_.size());
  return static_cast<std::uint32_t>(std::clamp<std::uint64_t>(share, 16, kMostInPiece));
}

/// Until the level is done or the search has to stop.
void BreadthFirstSearch::expand_level() {
  open_ = parts_.listener.open();
  for (const auto& hand : hands_) hand->ask(questions_.data(), open_);
  found_before_ = states();
  do {
    pause_ = Pause::No;
    if (frontier_->states() < kThinLevel) {
      work(*hands_.front(), true);
    } else {
      crew_.run([this](std::uint32_t number) { work(*hands_[number], number == 0); });
    }
    for (const auto& hand : hands_) hand->settle();
    if (pause_ == Pause::NeedsRoom && stop_ < 0 && !grow()) stop(Stop::Memory);
  } while (pause_ == Pause::NeedsRoom && stop_ < 0);
  parts_.listener.expanded(gather(), depth_);
}

/// What each thread does. `reports`: it also looks after progress and engines.
void BreadthFirstSearch::work(Hand& hand, bool reports) {
  while (pause_.load(std::memory_order_relaxed) == Pause::No) {
    if (reports) look_around();
    const std::uint64_t found = states();
    if (const auto met = parts_.limits.met(found)) return stop(*met);
    if (!parts_.visited.has_room(found, kStatesBetweenLooks * crew_.size())) return pause(Pause::NeedsRoom);
    const LevelLog::Piece* piece = frontier_->take();
    if (piece == nullptr) return;
    const std::uint32_t generation = parts_.engines.generation();
    if (!hand.is_of(generation)) hand.use(parts_.engines.make(parts_.visited), generation);
    if (hand.expand(*piece)) continue;
    frontier_->give_back(piece);
    return hand.log_is_full() ? stop(Stop::Memory) : pause(Pause::NeedsRoom);
  }
}

void BreadthFirstSearch::stop(Stop why) {
  int none = -1;
  stop_.compare_exchange_strong(none, static_cast<int>(why));
  pause_ = Pause::Stop;
}

/// A larger store, refilled from the log. Where there is no room for one, the log may have some to give.
bool BreadthFirstSearch::grow() {
  for (;;) {
    const bool has_grown = parts_.visited.grow(parts_.log.size());
    if (has_grown && refill()) return true;
    if (!has_grown && parts_.log.spill(parts_.log.bytes() / 4 + 1) == 0) return false;
  }
}

/// False where the states of the log did not fit.
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
      if (!parts_.visited.refill(hands_[number]->reader().read(all[at]), all[at].count)) fits = false;
    }
  };
  if (parts_.log.size() < kThinLevel) {
    fill(0);
  } else {
    crew_.run(fill);
  }
  return fits;
}

void BreadthFirstSearch::look_around() {
  parts_.engines.poll();
  if (!parts_.options.progress) return;
  const double seconds = parts_.limits.seconds();
  if (seconds - reported_ < kSecondsBetweenReports) return;
  reported_ = seconds;
  Progress now;
  now.states = states();
  now.transitions = transitions();
  now.depth = depth_;
  now.frontier = frontier_->waiting() + now.states - found_before_;
  now.seconds = seconds;
  parts_.options.progress(now);
}

/// What all hands have seen in the level.
Sightings BreadthFirstSearch::gather() {
  Sightings all(parts_.system, questions_.size());
  for (const auto& hand : hands_) all.merge(hand->sightings());
  return all;
}

Standing BreadthFirstSearch::standing() const {
  Standing standing;
  standing.states = states();
  standing.transitions = transitions();
  standing.depth = depth_;
  if (frontier_) standing.rest = frontier_->rest();
  if (stop_ >= 0) standing.stop = static_cast<Stop>(stop_.load());
  return standing;
}

std::uint64_t BreadthFirstSearch::states() const {
  std::uint64_t sum = 0;
  for (const auto& hand : hands_) sum += hand->states();
  return sum;
}

std::uint64_t BreadthFirstSearch::transitions() const {
  std::uint64_t sum = 0;
  for (const auto& hand : hands_) sum += hand->transitions();
  return sum;
}

bool BreadthFirstSearch::met_end() const {
  return std::any_of(hands_.begin(), hands_.end(), [](const auto& hand) { return hand->worker().met_end; });
}

Coverage BreadthFirstSearch::coverage() const {
  Coverage coverage = starts_coverage_;
  for (const auto& hand : hands_) merge(coverage, hand->coverage());
  return coverage;
}

}  // namespace pagerace::checker
