// A type system for the register machine. It gives each value a kind so that the steps of a permuted state are the
// permuted steps of the state (docs/symmetry.md).
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <vector>

#include "checker/reduce/symmetry/code_facts.hpp"
#include "checker/reduce/symmetry/findings.hpp"
#include "checker/reduce/symmetry/search_loops.hpp"

namespace pagerace::checker::symmetry {

struct Typed {
  KindId kind = kPlain;
  Sources from = {};
  /// If not empty, all possible values, ascending. The range analysis does not follow arithmetic value by value.
  std::vector<Value> values = {};
  bool operator==(const Typed&) const = default;
};

/// Code to be typed: that of a template, or that of a formula, which belongs to no template.
struct Piece {
  const system::Code* code = nullptr;
  const std::vector<system::Location>* locations = nullptr;
  std::uint32_t thread = kNone;
  CodeFacts facts;
  std::vector<SearchLoop> loops;
  Register result = system::kNoRegister;  ///< for a formula
};

/// The data that all pieces of code share while they are typed.
struct Setting {
  const system::TransitionSystem& system;
  Structure& structure;
  const std::vector<ValueSet>& memory;  ///< what each group of cells can hold
  const std::vector<Piece>& pieces;
  std::vector<Source>& sources;
  Kinds kinds;
  const std::size_t spaces;     ///< the number of spaces at the beginning
  std::vector<Typed> contents;  ///< for each group of cells
  KindId self = kPlain;
  std::vector<KindId> instance;  ///< for each template
  bool has_new_spaces = false;   ///< so everything must be typed again

  Setting(const system::TransitionSystem& system, Structure& structure, const std::vector<ValueSet>& memory,
          const std::vector<Piece>& pieces, std::vector<Source>& sources);
  /// Nothing if the source is off. A new one is on; but if it needs a space of this size, only after the space has been
  /// built.
  std::optional<SourceId> source(Source::Origin kind, std::uint32_t code, std::uint32_t at, std::uint32_t size);
  /// The numbers from `first` on, one for each point of the source's space.
  Typed numbers(SourceId source, Value first);
};

/// The types of one piece of code.
class Typing {
 public:
  Typing(Setting& setting, std::uint32_t code);

  /// Finds types that fit the present contents of memory, and adds what is stored. Returns true if memory holds more
  /// than before.
  bool solve();
  /// Call it when everything is solved. Reports errors in the types, and code that uses columns in an order.
  void examine(Findings& findings);
  /// The type of a register at the beginning of the block; plain if control never reaches the block.
  Typed at_entry(std::uint32_t block, Register reg) const;

 private:
  struct Entry {
    bool is_reached = false;
    std::vector<Typed> types;  ///< of the registers in CodeFacts::live
  };

  /// A permutation moves the cell and its number to different places.
  struct Mismatch {
    std::vector<Column> columns;  ///< of the number
    std::vector<Point> points;    ///< of the cell
  };

  // Flow of types.
  void run(std::uint32_t block);
  /// Returns true if more is known now about the block that the edge leads to.
  bool enter(std::uint32_t block, std::uint32_t edge);
  void examine_edge(std::uint32_t block, std::uint32_t edge);
  bool is_way_back(std::uint32_t block, std::uint32_t to) const;
  bool is_control(std::uint32_t instruction) const;
  void step(std::uint32_t index);

  // instructions.cpp
  Typed result(std::uint32_t index);
  Typed choice(std::uint32_t index);
  Typed load(std::uint32_t index);
  void store(std::uint32_t index);
  void check_address(std::uint32_t index, const Typed& address);
  void check_cells(std::uint32_t index, const Typed& address, const std::vector<Value>& values);
  void check_cell(std::uint32_t index, const Domain& domain, std::size_t place, OrderedUse& use, Failure& failure,
                  std::vector<Mismatch>& mismatches);
  Mismatch unmatched(system::Cell cell, std::vector<Column> columns) const;
  std::vector<std::pair<Point, Point>> matched(const std::vector<Mismatch>& mismatches) const;
  Typed compute(std::uint32_t index);
  Typed computed_bits(const Instruction& at, const ValueSet& a, const ValueSet& b, const Typed& left,
                      const Typed& right, bool& done);
  void compare(std::uint32_t index);
  void test(std::uint32_t index);
  Typed as_pointer(std::uint32_t index, Typed made);
  std::optional<Value> evaluate(const Instruction& at, Value a, Value b) const;

  // complaints.cpp
  void disagree(KindId left, KindId right, const Sources& from, system::Span span);
  void cast(OrderedUse use, const Typed& from, const ValueSet& values, KindId to);
  void fail(std::vector<std::uint32_t> sorts, Sources from, system::Span span, std::string why);
  OrderedUse use_at(OrderedUse::When when, std::uint32_t at, Register reg, system::Span span) const;

  Typed merged(const Typed& left, const Typed& right);
  Typed& typed(Register r) { return registers_[r]; }
  bool is_plain(const Typed& one) const { return one.kind == kPlain; }
  /// The values of an operand; the instruction may lack it.
  std::optional<std::vector<Value>> values_of_a(std::uint32_t index) const;
  std::optional<std::vector<Value>> values_of_b(std::uint32_t index) const;

  Setting& setting_;
  const std::uint32_t number_;
  const Piece& piece_;
  const CodeFacts& facts_;
  std::vector<Entry> entries_;
  std::vector<std::pair<SearchLoop, SourceId>> loops_;  ///< the loops treated as searches
  std::vector<Typed> registers_;
  Findings* findings_ = nullptr;  ///< while examining
  bool grew_ = false;             ///< while solving: memory holds more than before
};

}  // namespace pagerace::checker::symmetry
