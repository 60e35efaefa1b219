// pagerefs(P, T) searched by hand-written code: how fast can this one state space be searched on one core?
//
//   g++ -O3 -march=native -std=c++20 -DP=4 -DT=6 limit.cpp -o limit && ./limit
//
// It is examples/bench/pagerefs.race with HOOK = 1, and has its counts. Everything that a checker for arbitrary models
// has to find out is known here while compiling: a state is one word, each step adds a constant to it, a page has six
// bits. It makes no traces and is not told the invariant: it has it compiled in. A general engine should come near to
// it.
#include <sys/mman.h>

#include <chrono>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <utility>
#include <vector>

namespace {

using State = std::uint64_t;

// From the low end: six bits for a page, five for a walker (its page above its place), five for the driver (likewise),
// three for the offliner.
constexpr int kPageBits = 6;
constexpr int kWalkerBits = 5;
constexpr int kWalkers = P * kPageBits;
constexpr int kDriver = kWalkers + T * kWalkerBits;
constexpr int kOffliner = kDriver + 5;
static_assert(P <= 6 && T <= 6 && kOffliner + 3 <= 64);

constexpr State kCountMask = 7;
constexpr State kOffline = 8;
constexpr State kBuddy = 16;
constexpr State kIsolated = 32;

// The value with one `bits` in each page.
constexpr State in_each_page(State bits) {
  State all = 0;
  for (int p = 0; p < P; ++p) all |= bits << (p * kPageBits);
  return all;
}

constexpr State one(int shift) { return State{1} << shift; }
inline State page(State s, State p) { return s >> (p * kPageBits); }

// Drops the reference that somebody has to page p. True where it was the last one.
inline bool put(State& s, State p) {
  s -= one(static_cast<int>(p) * kPageBits);
  return (page(s, p) & kCountMask) == 0;
}

template <typename Emit>
inline void step_walker(State s, int shift, Emit&& emit) {
  const State walker = (s >> shift) & 31;
  const State p = walker >> 2;
  switch (walker & 3) {
    case 0:  // get_page_unless_zero() of any page
      for (int q = 0; q < P; ++q) {
        if (page(s, q) & kCountMask) emit(s + one(q * kPageBits) + (State(1 + 4 * q) << shift));
      }
      break;
    case 1:  // uses it
      emit(s + one(shift));
      break;
    case 2: {  // put_page_testzero()
      State next = s;
      emit(put(next, p) ? next + one(shift) : next - (walker << shift));
      break;
    }
    case 3:  // free_page()
      emit((s - (walker << shift)) | (page(s, p) & kOffline ? 0 : kBuddy << (p * kPageBits)));
  }
}

template <typename Emit>
inline void step_driver(State s, Emit&& emit) {
  const State driver = (s >> kDriver) & 31;
  const State p = driver >> 2;
  const State next_page = State(4 - (driver & 3)) << kDriver;
  if (p == P) return;
  if ((driver & 3) == 0) {
    emit((s | kOffline << (p * kPageBits)) + one(kDriver));
  } else if ((driver & 3) == 1) {
    State next = s;
    emit(put(next, p) ? next + one(kDriver) : next + next_page);
  } else {
    emit(s + next_page);
  }
}

template <typename Emit>
inline void step_offliner(State s, Emit&& emit) {
  const State p = s >> kOffliner;
  if (p == P) return;
  const State bits = page(s, p);
  if ((bits & kBuddy) || (bits & (kOffline | kCountMask)) == kOffline) {
    emit((s | kIsolated << (p * kPageBits)) + one(kOffliner));
  } else if (p > 0) {
    emit(s & ~in_each_page(kIsolated) & (one(kOffliner) - 1));
  }
}

template <typename Emit>
inline void expand(State s, Emit&& emit) {
  [&]<int... kWalker>(std::integer_sequence<int, kWalker...>) {
    (step_walker(s, kWalkers + kWalker * kWalkerBits, emit), ...);
  }
  (std::make_integer_sequence<int, T>());
  step_driver(s, emit);
  step_offliner(s, emit);
}

inline bool is_violated(State s) { return (s & (s >> 1) & in_each_page(kOffline)) != 0; }

// Open addressing with linear probing; the state is the key, and 0, which is no state, an empty slot. A slot's number
// is the high end of a product, so that growing goes through both tables in order.
class Table {
 public:
  explicit Table(int bits) { allocate(bits); }

  std::uint64_t home(State s) const { return (s ^ s >> 32) * 0x9e3779b97f4a7c15u >> shift_; }
  void prefetch(std::uint64_t slot) const { __builtin_prefetch(&slots_[slot], 1); }
  std::uint64_t size() const { return used_; }
  bool is_full(std::uint64_t more) const { return (used_ + more) * 2 > one(64 - shift_); }

  bool insert(State s, std::uint64_t slot) {
    while (slots_[slot] != 0) {
      if (slots_[slot] == s) return false;
      slot = (slot + 1) & (one(64 - shift_) - 1);
    }
    slots_[slot] = s;
    ++used_;
    return true;
  }

  void grow() {
    const std::uint64_t old_size = one(64 - shift_);
    State* old = slots_;
    allocate(64 - shift_ + 1);
    for (std::uint64_t i = 0; i < old_size; ++i) {
      if (old[i] != 0) insert(old[i], home(old[i]));
    }
    munmap(old, old_size * sizeof(State));
  }

 private:
  void allocate(int bits) {
    const std::size_t bytes = sizeof(State) << bits;
    void* memory = mmap(nullptr, bytes, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0);
    if (memory == MAP_FAILED) {
      std::perror("limit");
      std::exit(1);
    }
    madvise(memory, bytes, MADV_HUGEPAGE);
    slots_ = static_cast<State*>(memory);
    shift_ = 64 - bits;
    used_ = 0;
  }

  State* slots_ = nullptr;
  int shift_ = 0;
  std::uint64_t used_ = 0;
};

struct Result {
  std::uint64_t transitions = 0;
  std::uint64_t states = 0;
  bool violated = false;
};

Result search() {
  constexpr int kBatch = 64;
  constexpr int kMostSuccessors = T * P + 2;
  State batch[kBatch];
  std::uint64_t homes[kBatch];
  int pending = 0;

  Result result;
  Table seen(18);
  const State initial = in_each_page(1);
  seen.insert(initial, seen.home(initial));
  std::vector<State> level{initial};
  std::vector<State> next;

  // Hashed and prefetched when they are found, looked up together later: the memory has answered by then.
  const auto look_up = [&] {
    for (int i = 0; i < pending; ++i) {
      if (!seen.insert(batch[i], homes[i])) continue;
      next.push_back(batch[i]);
      result.violated |= is_violated(batch[i]);
    }
    pending = 0;
  };
  const auto emit = [&](State s) {
    ++result.transitions;
    batch[pending] = s;
    homes[pending] = seen.home(s);
    seen.prefetch(homes[pending]);
    if (++pending == kBatch) look_up();
  };
  while (!level.empty()) {
    for (const State s : level) {
      if (seen.is_full(kBatch + kMostSuccessors)) {
        look_up();
        seen.grow();
      }
      expand(s, emit);
    }
    look_up();
    level.swap(next);
    next.clear();
  }
  result.states = seen.size();
  return result;
}

}  // namespace

int main() {
  const auto begin = std::chrono::steady_clock::now();
  const Result result = search();
  const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - begin;
  std::printf("States: %lu\nTransitions: %lu\nResult: %s\nTime: %.3f s\n", result.states, result.transitions,
              result.violated ? "VIOLATED" : "HOLDS", seconds.count());
}
