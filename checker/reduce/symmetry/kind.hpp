// What a permutation does to a value: nothing to a plain number, something to one that stands for a thread or an
// element.
//
// A kind is given by what each generator does to each value, not by a form such as "index" or "pointer". So whatever
// the code computes from an index, an address or the difference of two, is an index of some kind as long as permuting
// before and after comes to the same.
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
  using Bits = std::array<std::uint8_t, 64>;  ///< the place that each bit goes to

  /// Those that some generator moves, ascending; every other value stays.
  std::vector<Value> values;
  /// The columns that each stands for. They only serve to find out what should go together.
  std::vector<std::vector<Column>> columns;
  /// For each generator and value the place in `values` of what it becomes.
  std::vector<std::vector<std::uint32_t>> images;
  /// For each generator, instead of all these: a set of columns, one bit for each.
  std::vector<Bits> bits;

  bool is_plain() const { return values.empty() && bits.empty(); }
};

/// Some values with what the generators make of them: closed, and those that stay are among them.
struct Domain {
  std::vector<Value> values;
  std::vector<std::vector<Column>> columns;
  std::vector<std::vector<std::uint32_t>> images;
};

/// What came of computing with values of a kind.
struct Outcome {
  std::optional<KindId> kind;        ///< nothing where permuting before and after differ
  std::vector<std::uint32_t> sorts;  ///< in that case: those of the generators for which they do
};

class Kinds {
 public:
  explicit Kinds(const Structure& structure);

  const Kind& operator[](KindId id) const { return kinds_[id]; }
  Value act(KindId id, std::uint32_t generator, Value value) const;
  bool moves(KindId id, Value value) const;
  /// The sorts whose generators move anything at all.
  std::vector<std::uint32_t> sorts_of(KindId id) const;

  /// Each value stands for a point.
  KindId of_points(const std::vector<std::pair<Value, Point>>& values);
  /// Every number of a cell.
  KindId addresses();
  KindId of_bits(std::vector<Kind::Bits> bits);
  /// If each value of the kind is a set of columns, in the only way in which it can be.
  std::optional<KindId> as_bits(KindId id);

  /// Those of the values that the kind moves, with all that they can become, and those that it does not move.
  Domain domain(KindId id, const std::vector<Value>& values) const;
  /// Of f on two domains. It may give nothing for a failure, which is then a value of its own.
  using Function = std::function<std::optional<Value>(Value, Value)>;
  Outcome compute(const Domain& left, const Domain& right, const Function& f);

  /// The kind that does what each of the two does; nothing where they disagree on a value.
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
