// How many states a second each kind of table takes in: a search in which every state is met eight times, without the
// steps of a search.
//
//   g++ -O2 -march=native -std=c++20 -I. bench/store/tables.cpp checker/store/region.cpp -o tables -lpthread
//   ./tables 128 1 3          # MB, threads, rounds; the best of the rounds counts
//
// Inserts come in batches that are prefetched, as in checker/search/expand.hpp. Time is that of the processor, of the
// slowest thread.
#include <time.h>

#include <algorithm>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <string>
#include <thread>
#include <vector>

#include "checker/store/pair_table.hpp"
#include "checker/store/quotient_table.hpp"
#include "checker/store/region.hpp"
#include "checker/store/tree_table.hpp"

using namespace pagerace::checker;

namespace {

constexpr std::uint32_t kFanIn = 8, kBatch = 32;

double thread_seconds() {
  timespec now{};
  clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// The id-th state. `mask`: of the bits that the last word has; of three words and more, how many bits of the id stand
/// in each, so that words repeat as in a search.
void make_state(std::uint64_t id, std::uint32_t words, std::uint64_t mask, Word* state) {
  if (words == 1) {
    state[0] = id * kMultiplier2 & mask;
  } else if (words == 2) {
    state[0] = id * kMultiplier2;
    state[1] = id % 7 & mask;
  } else {
    const auto share = static_cast<unsigned>(mask);
    for (std::uint32_t i = 0; i < words; ++i) state[i] = (id >> share * i & ((1u << share) - 1)) * kMultiplier1;
  }
}

/// What the others are measured against: the plainest table there is, a power of two of words, one after the other.
class LinearTable {
 public:
  LinearTable(std::uint64_t* words, std::uint64_t lines) : words_(words), shift_(64 - log2_of(lines * kLineWords)) {}
  std::uint64_t hash(const Word* state) const { return mix(*state); }
  void prefetch(std::uint64_t hash) const { __builtin_prefetch(words_ + (hash >> shift_), 1); }
  Insert insert(const Word* state, std::uint64_t hash) {
    const std::uint64_t key = *state + 1, mask = ~std::uint64_t{0} >> shift_;
    for (std::uint64_t at = hash >> shift_;; at = (at + 1) & mask) {
      if (load(words_ + at) == 0 && replace(words_ + at, 0, key)) return Insert::New;
      if (load(words_ + at) == key) return Insert::Known;
    }
  }

 private:
  std::uint64_t* words_;
  unsigned shift_;
};

struct Rate {
  double inserts = 0;  ///< a second
  std::uint64_t refused = 0;
};

/// Each thread finds its own share of the states, all in one table.
template <class Table>
Rate measure(Table table, std::uint32_t words, std::uint64_t mask, std::uint64_t states, unsigned threads) {
  std::vector<double> seconds(threads);
  std::vector<std::uint64_t> inserts(threads), refused(threads);
  const auto work = [&](unsigned thread) {
    const std::uint64_t first = states / threads * thread, end = first + states / threads;
    std::uint64_t fresh = first, random = 88172645463325252ULL + thread;
    std::vector<Word> batch(kBatch * words);
    std::uint64_t hashes[kBatch];
    const double begin = thread_seconds();
    while (fresh < end) {
      for (std::uint32_t i = 0; i < kBatch; ++i) {
        random ^= random << 13, random ^= random >> 7, random ^= random << 17;
        const bool is_new = random >> 32 < (std::uint64_t{1} << 32) / kFanIn || fresh == first;
        const auto old = static_cast<unsigned __int128>(random * kMultiplier1) * (fresh - first) >> 64;
        make_state(is_new ? fresh++ : first + static_cast<std::uint64_t>(old), words, mask, &batch[i * words]);
        hashes[i] = table.hash(&batch[i * words]);
        table.prefetch(hashes[i]);
      }
      for (std::uint32_t i = 0; i < kBatch; ++i) {
        refused[thread] += table.insert(&batch[i * words], hashes[i]) == Insert::Full;
      }
      inserts[thread] += kBatch;
    }
    seconds[thread] = thread_seconds() - begin;
  };
  std::vector<std::thread> crew;
  for (unsigned thread = 0; thread < threads; ++thread) crew.emplace_back(work, thread);
  for (std::thread& thread : crew) thread.join();
  Rate rate;
  for (unsigned thread = 0; thread < threads; ++thread) {
    rate.inserts += static_cast<double>(inserts[thread]);
    rate.refused += refused[thread];
  }
  rate.inserts /= *std::max_element(seconds.begin(), seconds.end());
  return rate;
}

struct Contender {
  std::string name;
  unsigned per_line;
  std::function<Rate(std::uint64_t* words, std::uint64_t lines, double load)> run;
};

}  // namespace

int main(int argc, char** argv) {
  const std::uint64_t megabytes = argc > 1 ? std::strtoull(argv[1], nullptr, 10) : 128;
  const unsigned threads = argc > 2 ? static_cast<unsigned>(std::atoi(argv[2])) : 1;
  const int rounds = argc > 3 ? std::atoi(argv[3]) : 3;
  const std::uint64_t lines = (megabytes << 20) / 64;
  // As wide as still fits the slots, with six bits for the distance from home.
  const unsigned bits42 = std::min(64u, 36 + log2_of(lines)), bits32 = 26 + log2_of(lines);
  const auto states = [&](unsigned per_line, double load) {
    return static_cast<std::uint64_t>(static_cast<double>(lines * per_line) * load);
  };
  const auto mask = [](unsigned bits) { return ~std::uint64_t{0} >> (64 - bits); };

  std::vector<Contender> contenders;
  contenders.push_back({"linear, of words", 8, [&](std::uint64_t* words, std::uint64_t count, double load) {
                          return measure(LinearTable(words, count), 1, mask(64), states(8, load), threads);
                        }});
  for (const auto& [per_line, bits] : {std::pair{8u, 64u}, {12u, bits42}, {16u, bits32}}) {
    contenders.push_back(
        {"QuotientTable, " + std::to_string(width_of_slots(per_line)) + " bits", per_line,
         [&, per_line = per_line, bits = bits](std::uint64_t* words, std::uint64_t count, double load) {
           return measure(QuotientTable(words, count, per_line, bits), 1, mask(bits), states(per_line, load), threads);
         }});
  }
  for (const auto& [per_line, bits] : {std::pair{4u, 64u}, {8u, 3u}}) {
    contenders.push_back(
        {"PairTable, " + std::to_string(width_of_slots(per_line)) + " bits", per_line,
         [&, per_line = per_line, bits = bits](std::uint64_t* words, std::uint64_t count, double load) {
           return measure(PairTable(words, count, per_line, bits), 2, mask(bits), states(per_line, load), threads);
         }});
  }
  const std::uint64_t node_lines = 1 << 17;
  for (const std::uint32_t state_words : {3u, 4u, 8u}) {
    contenders.push_back({"TreeTable, " + std::to_string(state_words) + " words", 12,
                          [&, state_words](std::uint64_t* words, std::uint64_t count, double load) {
                            Region nodes(std::make_shared<Budget>());
                            if (!nodes.replace(node_lines * 64, true)) return Rate{};
                            const QuotientTable roots(words, count, 12, TreeTable::root_bits(node_lines * 4));
                            return measure(TreeTable(state_words, PairTable(nodes.words(), node_lines, 4, 64), roots),
                                           state_words, (log2_of(states(12, load)) + state_words) / state_words,
                                           states(12, load), threads);
                          }});
  }

  std::printf("%llu MB, %u threads, million inserts a second, one in %u new\n",
              static_cast<unsigned long long>(megabytes), threads, kFanIn);
  for (const double load : {0.4, 0.8}) {
    std::vector<Rate> best(contenders.size());
    for (int round = 0; round < rounds; ++round) {
      for (std::size_t i = 0; i < contenders.size(); ++i) {
        Region memory(std::make_shared<Budget>());
        if (!memory.replace(lines * 64, true)) return 1;
        std::fill_n(memory.words(), memory.bytes() / 8, 0);  // now, and not while it is measured
        const Rate rate = contenders[i].run(memory.words(), lines, load);
        if (rate.inserts > best[i].inserts) best[i] = rate;
      }
    }
    for (std::size_t i = 0; i < contenders.size(); ++i) {
      std::printf("load %.1f  %-22s %5.2f bytes a state  %6.1f  (%llu refused)\n", load, contenders[i].name.c_str(),
                  64 / load / contenders[i].per_line, best[i].inserts * 1e-6,
                  static_cast<unsigned long long>(best[i].refused));
    }
  }
}
