// The kind of a value: the action of the symmetry group on it. A permutation leaves a plain number as it is, and
// changes a number that stands for a thread or an element.
//
// A kind is given by what each generator does to each value, not by a form such as "index" or "pointer". So whatever
// the code computes from an index or an address has a kind, as long as it makes no difference whether the operands are
// permuted or the result.
#pragma once

#include <array>
#include <cstdint>
#include <functional>
#include <map>
#include <optional>
#include <utility>
#include <vector>

#include "checker/reduce/symmetry/structure.hpp"
#include "model/system/word.hpp"

namespace pagerace::checker::symmetry {

using system::Value;

using KindId = std::uint32_t;
inline constexpr KindId kPlain = 0;

struct Kind {
  using Bits = std::array<std::uint8_t, 64>;  ///< the place to which each bit goes

  /// The values that some generator moves, ascending. Every other value stays.
  std::vector<Value> values;
  /// The columns that each value stands for. They are used only to find out what should go together.
  std::vector<std::vector<Column>> columns;
  /// For each generator and value: the place in `values` of the value that it becomes.
  std::vector<std::vector<std::uint32_t>> images;
  /// Used instead of all these if the value is a set of columns, one bit for each: what each generator does to the
  /// bits.
  std::vector<Bits> bits;

  bool is_plain() const { return values.empty() && bits.empty(); }
};

/// Values, and what the generators make of them. The values are closed under the generators; some may stay.
struct Domain {
  std::vector<Value> values;
  std::vector<std::vector<Column>> columns;
  std::vector<std::vector<std::uint32_t>> images;
};

/// The kind of a value computed from values that have a kind.
struct ComputedKind {
  std::optional<KindId> kind;        ///< nothing if permuting the operands and permuting the result differ
  std::vector<std::uint32_t> sorts;  ///< if they differ: the sorts of the generators for which they do
};

class Kinds {
 public:
  explicit Kinds(const Structure& structure);

  const Kind& operator[](KindId id) const { return kinds_[id]; }
  Value act(KindId id, std::uint32_t generator, Value value) const;
  bool moves(KindId id, Value value) const;
  /// The sorts whose generators move some value of the kind.
  std::vector<std::uint32_t> sorts_of(KindId id) const;

  /// The kind in which each value stands for a point.
  KindId of_points(const std::vector<std::pair<Value, Point>>& values);
  /// The kind of all numbers of cells.
  KindId addresses();
  KindId of_bits(std::vector<Kind::Bits> bits);
  /// The kind as bits, if each of its values is a set of columns and there is only one way to see it so.
  std::optional<KindId> as_bits(KindId id);

  /// The values that the kind moves, with all their images, and the values that it does not move.
  Domain domain(KindId id, const std::vector<Value>& values) const;
  /// A function on two domains. If it fails it returns nothing, which counts as a value of its own.
  using Function = std::function<std::optional<Value>(Value, Value)>;
  ComputedKind compute(const Domain& left, const Domain& right, const Function& f);

  /// The kind that does what both kinds do; nothing if they disagree on a value.
  std::optional<KindId> merge(KindId left, KindId right);

  static constexpr std::size_t kMostValues = 4096;

 private:
  KindId intern(Kind kind);
  std::optional<KindId> merge_anew(KindId left, KindId right);
  bool agree(const Kind& bits, const Kind& table) const;

  const Structure& structure_;
  std::vector<Kind> kinds_;
  std::optional<KindId> addresses_;
  std::map<std::pair<KindId, KindId>, std::optional<KindId>> merged_;
};

}  // namespace pagerace::checker::symmetry
