// The results of the range analysis: for each operand, and for each register along each edge of the flow graph.
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "model/system/flow.hpp"
#include "model/system/ranges/code_ranges.hpp"

namespace pagerace::checker::symmetry {

using system::Instruction;
using system::Opcode;
using system::Register;
using system::Value;
using system::ValueSet;

class CodeFacts {
 public:
  /// `ranges` must be solved; it must not be used afterwards.
  CodeFacts(const system::TransitionSystem& system, const system::Code& code,
            const std::vector<system::Location>& locations, system::CodeRanges& ranges);

  const system::Flow& flow() const { return flow_; }
  /// The registers that matter at the beginning of the block: those that are read later and, if a step begins there,
  /// those that the state holds.
  const std::vector<Register>& live(std::uint32_t block) const { return live_[block]; }
  bool is_reached(std::uint32_t instruction) const { return reached_[instruction]; }
  const ValueSet& a(std::uint32_t instruction) const { return a_[instruction]; }
  const ValueSet& b(std::uint32_t instruction) const { return b_[instruction]; }
  bool is_reached(std::uint32_t block, std::uint32_t edge) const { return !edges_[block][edge].empty(); }
  /// `place` is the register's place in live() of the block that the edge leads to.
  const ValueSet& along(std::uint32_t block, std::uint32_t edge, std::size_t place) const {
    return edges_[block][edge][place];
  }

 private:
  void see_instruction(std::uint32_t index, const system::Facts& facts);
  void see_edge(std::uint32_t block, std::uint32_t edge, const system::Facts& facts);

  const system::Code& code_;
  system::Flow flow_;
  std::vector<std::vector<Register>> live_;
  std::vector<bool> reached_;
  std::vector<ValueSet> a_, b_;
  std::vector<std::vector<std::vector<ValueSet>>> edges_;  ///< with one more at the end; empty if never taken
};

/// Up to `most` values, ascending; nothing if there are more.
std::optional<std::vector<Value>> listed(const ValueSet& values, std::size_t most);

}  // namespace pagerace::checker::symmetry
