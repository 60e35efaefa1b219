// The set of visited states, whichever kind of table it is.
#pragma once

#include <algorithm>
#include <array>
#include <cstdint>
#include <memory>
#include <mutex>
#include <string_view>
#include <unordered_set>
#include <vector>

#include "checker/store/budget.hpp"
#include "checker/store/hash.hpp"
#include "checker/store/kind.hpp"
#include "checker/store/table.hpp"

namespace pagerace::checker {

/// Sets behind locks: plain, and slow.
struct LockedTable {
  struct Hash {
    std::size_t operator()(const std::vector<Word>& state) const {
      return hash_state(state.data(), static_cast<std::uint32_t>(state.size()));
    }
  };
  struct Shard {
    std::mutex mutex;
    std::unordered_set<std::vector<Word>, Hash> states;
  };
  static constexpr std::size_t kShards = 64;
  struct Shards {
    std::array<Shard, kShards> all;
    std::uint64_t capacity = 1024;
  };

  Shards* shards = nullptr;
  std::uint32_t words = 0;

  std::uint64_t hash(const Word* state) const { return hash_state(state, words); }
  void prefetch(std::uint64_t) const {}
  Insert insert(const Word* state, std::uint64_t hash) {
    Shard& shard = shards->all[hash % kShards];
    std::vector<Word> key(state, state + words);
    const std::lock_guard lock(shard.mutex);
    if (shard.states.contains(key)) return Insert::Known;
    if (shard.states.size() * kShards / 4 >= shards->capacity) return Insert::Full;
    shard.states.insert(std::move(key));
    return Insert::New;
  }
};

class Visited {
 public:
  Visited(StoreKind, std::uint32_t words, std::uint32_t /*bits*/, std::shared_ptr<Budget> budget)
      : budget_(std::move(budget)), shards_(std::make_unique<LockedTable::Shards>()) {
    table_ = {shards_.get(), words};
    budget_->take(bytes());
  }
  ~Visited() { budget_->release(bytes()); }

  template <class F>
  decltype(auto) with_table(F&& f) {
    return f(table_);
  }
  void* table() { return &table_; }
  std::string_view table_type() const { return "pagerace::checker::LockedTable"; }

  bool has_room(std::uint64_t states, std::uint64_t) const { return states < shards_->capacity; }
  bool grow(std::uint64_t) {
    if (!budget_->allows(bytes())) return false;
    budget_->take(bytes());
    shards_->capacity *= 2;
    for (auto& shard : shards_->all) shard.states.clear();
    return true;
  }
  void refill(const Word* states, std::uint64_t count) {
    for (; count > 0; --count, states += table_.words) table_.insert(states, table_.hash(states));
  }
  std::uint64_t bytes() const { return shards_->capacity * 8 * table_.words; }

 private:
  std::shared_ptr<Budget> budget_;
  std::unique_ptr<LockedTable::Shards> shards_;
  LockedTable table_;
};

}  // namespace pagerace::checker
