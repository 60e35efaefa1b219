// A small state space, and a search of it that is put together by hand: interpreted, without reductions.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <set>
#include <vector>

#include "checker/search/breadth_first.hpp"
#include "tests/system/builder.hpp"

namespace pagerace::checker::test {

/// Threads that each set one bit, once: 2^n states, n * 2^(n-1) transitions, depth n. The first reports something if
/// the last has set its bit already.
struct Cube {
  explicit Cube(int threads);

  system::testing::Builder builder;
  system::TransitionSystem* system = nullptr;
  std::uint64_t states = 0, transitions = 0;
};

/// Engines for a search, each better than the one before after so many looks. All are the interpreter.
class ManyEngines final : public EngineSource {
 public:
  explicit ManyEngines(const system::TransitionSystem& system) : system_(system) {}
  void poll() override;
  std::uint32_t generation() const override { return generation_.load(); }
  std::unique_ptr<Expander> make(Visited& visited) override;
  std::string name() const override { return "interpreter"; }

 private:
  const system::TransitionSystem& system_;
  std::uint32_t looks_ = 0;
  std::atomic<std::uint32_t> generation_ = 0;
};

struct Room {
  std::uint64_t budget = 64 << 20;    ///< bytes, for store and log
  std::uint64_t log = 64 << 20;       ///< bytes of the log that stay in memory
  std::uint32_t log_block = 4 << 10;  ///< bytes
};

/// What came of a search, whichever threads did it.
struct Found {
  Stop stop = Stop::Complete;
  std::uint64_t states = 0, transitions = 0, spilled = 0;
  std::uint32_t generations = 0;  ///< of engines
  std::vector<std::uint64_t> levels;
  std::vector<std::uint32_t> seen_at;  ///< depths at which something was noticed
  std::optional<Observation> first_seen;
  std::set<std::vector<Word>> distinct;
};

/// Searches to the end, or from a snapshot whose states are read by `load`.
using Load = std::function<SearchSnapshot(LevelLog&)>;
using MakeWriter = std::function<std::unique_ptr<CheckpointWriter>(const LevelLog&)>;
Found search(const Cube& cube, const SearchOptions& options, const Room& room = {}, const MakeWriter& make_writer = {},
             const Load& load = {});

/// The shape of the cube's snapshots.
SnapshotShape shape_of(const Cube& cube);

}  // namespace pagerace::checker::test
