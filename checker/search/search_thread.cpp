#include "checker/search/search_thread.hpp"

#include <utility>

namespace pagerace::checker {
namespace {

constexpr std::size_t kMostNotDescending = std::size_t{1} << 21;  ///< words

}  // namespace

SearchThread::SearchThread(const system::TransitionSystem& system, LevelLog& log, std::size_t queries, unsigned number)
    : log_(log),
      strand_(number < log.strands() ? number : log.add_strand()),
      reader_(log),
      observations_(system, log.words(), queries) {
  const LevelLog::Room rest = log_.rest(strand_);
  worker_.out = rest.begin;
  worker_.out_end = rest.end;
  worker_.host = this;
  worker_.more_room = [](void* host) {
    SearchThread& thread = *static_cast<SearchThread*>(host);
    const LevelLog::Room room = thread.log_.more(thread.strand_, thread.worker_.out);
    thread.log_is_full_ = room.begin == nullptr;
    if (thread.log_is_full_) return false;
    thread.worker_.out = room.begin;
    thread.worker_.out_end = room.end;
    return true;
  };
  worker_.interrupted = [](void* host) {
    SearchThread& thread = *static_cast<SearchThread*>(host);
    if (thread.bound_) thread.stopped_by_ = thread.bound_(thread.worker_.states - thread.states());
    return thread.stopped_by_.has_value();
  };
  worker_.answered = [](void* host, std::uint32_t query, const Word* state) {
    static_cast<SearchThread*>(host)->observations_.answer(query, state);
  };
  worker_.answered_by_step = [](void* host, std::uint32_t query, const Word* source, const Transition& transition) {
    static_cast<SearchThread*>(host)->observations_.answer(query, source, transition);
  };
  worker_.failed = [](void* host, const Word* source, const Transition& transition) {
    static_cast<SearchThread*>(host)->observations_.step(source, transition);
  };
  worker_.stuck = [](void* host, const Word* state) {
    static_cast<SearchThread*>(host)->observations_.deadlock(state);
  };
  worker_.not_descending = [](void* host, const Word* state) {
    static_cast<SearchThread*>(host)->note_not_descending(state);
  };
}

/// If there are very many, a pass over all states is as good.
void SearchThread::note_not_descending(const Word* state) {
  if (has_too_many_) return;
  has_too_many_ = not_descending_.size() >= kMostNotDescending;
  if (has_too_many_) {
    not_descending_ = {};
  } else {
    not_descending_.insert(not_descending_.end(), state, state + log_.words());
  }
}

void SearchThread::set_queries(const PredicateQuery* queries, const std::vector<std::uint32_t>& undecided) {
  worker_.queries = queries;
  of_states_.clear();
  of_steps_.clear();
  for (const std::uint32_t query : undecided) (queries[query].of_steps ? of_steps_ : of_states_).push_back(query);
  worker_.undecided = of_states_.data();
  worker_.undecided_count = static_cast<std::uint32_t>(of_states_.size());
  worker_.undecided_of_steps = of_steps_.data();
  worker_.undecided_of_steps_count = static_cast<std::uint32_t>(of_steps_.size());
}

void SearchThread::use(std::unique_ptr<Expander> expander, std::uint32_t generation) {
  if (expander_) merge(earlier_, expander_->coverage());
  expander_ = std::move(expander);
  generation_ = generation;
}

bool SearchThread::start(const StartListener& listener) {
  log_is_full_ = false;
  stopped_by_.reset();
  const bool done = expander_->start(worker_, listener);
  publish();
  return done;
}

bool SearchThread::expand(const LevelLog::Piece& piece) {
  log_is_full_ = false;
  stopped_by_.reset();
  const Word* states = reader_.read(piece);
  const bool done = expander_->expand(worker_, states, static_cast<std::uint32_t>(piece.count));
  publish();
  return done;
}

void SearchThread::publish() {
  states_.store(worker_.states, std::memory_order_relaxed);
  transitions_.store(worker_.transitions, std::memory_order_relaxed);
}

Coverage SearchThread::coverage() const {
  Coverage coverage = earlier_;
  if (expander_) merge(coverage, expander_->coverage());
  return coverage;
}

}  // namespace pagerace::checker
