// The findings of the typing of code: ties, failures and ordered uses.
#pragma once

#include <cstdint>
#include <string>
#include <utility>
#include <vector>

#include "checker/reduce/symmetry/kind.hpp"
#include "model/system/code.hpp"

namespace pagerace::checker::symmetry {

/// For each sort, a bit for each of its columns.
using ColumnSet = std::vector<system::Word>;
void unite(ColumnSet& whole, const ColumnSet& part);
bool is_empty(const ColumnSet& set);
/// The columns that a value of the kind stands for. A permutation that does not move them does not change the value.
ColumnSet columns_of(const Structure& structure, const Kinds& kinds, KindId kind, Value value);
/// The same for a cell's number.
ColumnSet columns_of(const Structure& structure, system::Cell cell);
ColumnSet all_columns(const Structure& structure, const std::vector<std::uint32_t>& sorts);

/// A value was given a kind without need: as the choice of an `any`, or as a pointer when it was formed. If this fails,
/// the value is a plain number after all.
struct Source {
  enum class Origin : std::uint8_t { Choice, Loop, Pointer, Contents, PointerContents };
  Origin origin = Origin::Choice;
  std::uint32_t code = 0;  ///< which piece of code
  std::uint32_t at = 0;    ///< instruction, or group of cells
  SpaceId space = kNone;   ///< of Choice, Loop and Contents
  bool is_off = false;
};
using SourceId = std::uint32_t;
using Sources = std::vector<SourceId>;  ///< ascending
void unite(Sources& whole, const Sources& part);

/// Some instruction uses one of the columns as a plain number: it treats the columns in an order, or singles one out.
/// As long as it may still be executed, those columns are not permuted.
struct OrderedUse {
  enum class When : std::uint8_t { Before, After, Edge };
  std::uint32_t code = 0;
  When when = When::Before;
  std::uint32_t at = 0;    ///< instruction, or block
  std::uint32_t edge = 0;  ///< of the block
  system::Register reg = system::kNoRegister;
  std::vector<std::pair<Value, ColumnSet>> by_value;  ///< for a register: other values are not such a use
  ColumnSet all;                                      ///< the columns for all of its values
  system::Span span;
};

struct Failure {
  std::vector<std::uint32_t> sorts;
  Sources from;  ///< of the values concerned
  system::Span span;
  std::string why;
};

/// Points that should go together. If they cannot, this is the failure.
struct Tie {
  std::vector<std::pair<Point, Point>> pairs;
  Failure otherwise;
};

struct Findings {
  std::vector<Tie> ties;
  std::vector<Failure> failures;
  std::vector<OrderedUse> uses;
};

}  // namespace pagerace::checker::symmetry
