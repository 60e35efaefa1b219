#include "checker/store/visited.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "checker/store/free_memory.hpp"

namespace pagerace::checker {
namespace {

/// The number of states that the first table is made for.
constexpr std::uint64_t kFirstStates = 1u << 14;
constexpr std::uint64_t kFirstNodeLines = 1u << 9;
/// Below this size, memory is plentiful and tables grow to twice the states. Above it, they grow by half.
constexpr std::uint64_t kDoubledBytes = 64u << 20;
/// The room of a larger table must be this many times larger to be worth a refill.
constexpr double kWorthwhile = 1.1;
/// With the first share of filled slots, nodes get twice as many lines if possible; with the second, they must get
/// them.
constexpr double kCrowdedNodes = 0.55, kFullNodes = 0.8;
constexpr std::uint64_t kBlocksPerLine = kLineWords * 64 / BitstateTable::kBlockBits;

constexpr std::array<unsigned, 3> kWordFormats = {Slots32::kPerLine, Slots42::kPerLine, Slots64::kPerLine};
constexpr std::array<unsigned, 2> kPairFormats = {Slots64::kPerLine, Slots127::kPerLine};

/// The C++ name of a table's type, and the header that defines it.
struct Name {
  std::string_view type, header;
};
Name name_of(const QuotientTable&) { return {"pagerace::checker::QuotientTable", "checker/store/quotient_table.hpp"}; }
Name name_of(const PairTable&) { return {"pagerace::checker::PairTable", "checker/store/pair_table.hpp"}; }
Name name_of(const TreeTable&) { return {"pagerace::checker::TreeTable", "checker/store/tree_table.hpp"}; }
Name name_of(const BitstateTable&) { return {"pagerace::checker::BitstateTable", "checker/store/bitstate_table.hpp"}; }
Name name_of(const CompactTable&) { return {"pagerace::checker::CompactTable", "checker/store/compact_table.hpp"}; }

}  // namespace

Visited::Visited(StoreKind kind, StateShape states, std::shared_ptr<Budget> budget, std::uint64_t most_bytes)
    : kind_(kind),
      words_(states.words),
      bits_(std::min<std::uint32_t>(states.bits, 64)),
      budget_(std::move(budget)),
      memory_(budget_),
      table_(make_table(kind)) {
  if (words_ > system::kMostStateWords) throw std::logic_error("states are wider than any table takes");
  begin(most_bytes);
}

Visited::AnyTable Visited::make_table(StoreKind kind) const {
  if (kind == StoreKind::Bitstate) return BitstateTable();
  if (kind == StoreKind::Compact) return CompactTable();
  if (words_ <= 1) return QuotientTable();
  if (words_ == 2) return PairTable();
  return TreeTable();
}

void* Visited::table() {
  return with_table([](auto& table) -> void* { return &table; });
}
std::string_view Visited::table_type() const {
  return std::visit([](const auto& table) { return name_of(table).type; }, table_);
}
std::string_view Visited::table_header() const {
  return std::visit([](const auto& table) { return name_of(table).header; }, table_);
}

Formats Visited::formats(std::uint64_t node_lines) const {
  if (words_ <= 1) return {std::max<unsigned>(bits_, 1), kWordFormats};
  if (words_ == 2) return {64 + bits_, kPairFormats};
  return {TreeTable::root_bits(node_lines * Slots127::kPerLine), kWordFormats};
}

/// Makes the first table, or the only one. If there is not even memory for that, the table is always full.
void Visited::begin(std::uint64_t most_bytes) {
  if (kind_ == StoreKind::Exact) {
    const Plan first = plan(0, kFirstNodeLines);
    if (first.shape.lines > 0) carry_out(first);
    return;
  }
  const std::uint64_t left = std::min(budget_->limit() - budget_->used(), free_memory());
  const std::uint64_t lines = std::min(left / 2, most_bytes) / (kLineWords * sizeof(Word));
  Shape shape{lines, Slots42::kPerLine, lines * Slots42::kPerLine / 10 * 9};
  if (kind_ == StoreKind::Bitstate) shape.room = ~std::uint64_t{0};
  if (lines > 0) carry_out({shape, 0});
}

std::uint64_t Visited::node_bytes(std::uint64_t node_lines) const {
  return is_tree() ? node_lines * kLineWords * sizeof(Word) : 0;
}

/// The best next table within the budget. An eighth of what the budget has left is reserved for the log.
Visited::Plan Visited::plan(std::uint64_t states, std::uint64_t node_lines) const {
  const std::uint64_t left = budget_->limit() - budget_->used();
  const std::uint64_t most = left - left / 8 + bytes(), nodes = node_bytes(node_lines);
  if (most < nodes || node_lines * Slots127::kPerLine > TreeTable::kMostNodes) return {};
  const auto times = [](double factor, std::uint64_t count) {
    return static_cast<std::uint64_t>(factor * static_cast<double>(count));
  };
  const bool only_nodes_grow = node_lines > node_lines_;
  const std::uint64_t least =
      std::max(times(kWorthwhile, states), only_nodes_grow ? 0 : times(kWorthwhile, capacity()));
  const std::uint64_t wanted = std::max({kFirstStates, times(bytes() < kDoubledBytes ? 2 : 1.5, states), least});
  Plan plan{shape_for(formats(node_lines), wanted, most - nodes), node_lines};
  if (plan.shape.lines == 0) plan.shape = largest_shape(formats(node_lines), most - nodes);
  if (plan.shape.room < least) plan.shape = {};
  return plan;
}

bool Visited::carry_out(const Plan& plan) {
  const std::uint64_t nodes = node_bytes(plan.node_lines);
  if (!memory_.replace(nodes + plan.shape.bytes(), kind_ == StoreKind::Exact)) return false;
  shape_ = plan.shape;
  node_lines_ = plan.node_lines;
  overflown_ = false;
  std::uint64_t* const words = memory_.words() + nodes / sizeof(Word);
  const auto [lines, per_line, room] = shape_;
  const unsigned bits = formats(node_lines_).bits;
  if (auto* table = std::get_if<QuotientTable>(&table_)) *table = {words, lines, per_line, bits};
  if (auto* table = std::get_if<PairTable>(&table_)) *table = {words, lines, per_line, bits_};
  if (auto* table = std::get_if<TreeTable>(&table_)) {
    const PairTable nodes(memory_.words(), node_lines_, Slots127::kPerLine, 64);
    *table = {words_, nodes, QuotientTable(words, lines, per_line, bits)};
  }
  if (auto* table = std::get_if<BitstateTable>(&table_)) *table = {words, lines * kBlocksPerLine, words_};
  if (auto* table = std::get_if<CompactTable>(&table_)) *table = {words, lines, words_};
  return true;
}

/// The share of a TreeTable's nodes that are filled, from a sample. A slot is filled if its second word is not zero.
double Visited::node_load() const {
  const std::uint64_t sample = std::min<std::uint64_t>(node_lines_, 4096);
  std::uint64_t filled = 0;
  for (std::uint64_t i = 0; i < sample; ++i) {
    const std::uint64_t* line = memory_.words() + i * node_lines_ / sample * kLineWords;
    for (unsigned word = 1; word < kLineWords; word += 2) filled += line[word] != 0;
  }
  return sample == 0 ? 0 : static_cast<double>(filled) / static_cast<double>(sample * Slots127::kPerLine);
}

bool Visited::has_room(std::uint64_t states, std::uint64_t more) const {
  if (overflown_.load(std::memory_order_relaxed)) return false;
  if (more > shape_.room || states > shape_.room - more) return false;
  if (kind_ != StoreKind::Exact || states + more <= shape_.comfortable()) return true;
  return plan(states, node_lines_).shape.lines == 0;
}

bool Visited::grow(std::uint64_t states) {
  if (kind_ != StoreKind::Exact) return false;
  const double load = is_tree() ? node_load() : 0;
  Plan next;
  if (load > kCrowdedNodes) next = plan(states, node_lines_ * (overflown_ ? 4 : 2));
  if (next.shape.lines == 0 && load < kFullNodes) next = plan(states, node_lines_);
  return next.shape.lines > 0 && carry_out(next);
}

bool Visited::refill(const Word* states, std::uint64_t count) {
  constexpr std::uint64_t kBatch = 32;
  return with_table([&](auto& table) {
    std::array<std::uint64_t, kBatch> hashes;
    for (std::uint64_t done = 0; done < count && !overflown_.load(std::memory_order_relaxed); done += kBatch) {
      const std::uint64_t batch = std::min(kBatch, count - done);
      for (std::uint64_t i = 0; i < batch; ++i) {
        hashes[i] = table.hash(states + (done + i) * words_);
        table.prefetch(hashes[i]);
      }
      for (std::uint64_t i = 0; i < batch; ++i) {
        if (table.insert(states + (done + i) * words_, hashes[i]) == Insert::Full) overflown_ = true;
      }
    }
    return !overflown_;
  });
}

std::uint64_t Visited::slot_of(const Word* state) const {
  return std::visit(
      [state](const auto& table) {
        if constexpr (requires { table.find(state, std::uint64_t{0}); }) {
          return table.find(state, table.hash(state));
        } else {
          return kNoSlot;
        }
      },
      table_);
}

std::uint64_t Visited::slots() const {
  return std::visit(
      [](const auto& table) {
        if constexpr (requires { table.slots(); }) {
          return table.slots();
        } else {
          return std::uint64_t{0};
        }
      },
      table_);
}

Omission Visited::omission(std::uint64_t states) const {
  if (kind_ == StoreKind::Compact) return omission_of_hashes(states, CompactTable::hash_bits(shape_.lines));
  if (kind_ == StoreKind::Bitstate) return omission_of_bitstates(states, shape_.lines * kBlocksPerLine);
  return {};
}

}  // namespace pagerace::checker
