// Notices that an execution goes round for ever: it comes back to where it was, with the same values.
#pragma once

#include <cstdint>
#include <unordered_map>
#include <vector>

#include "checker/execute/decoded.hpp"

namespace pagerace::checker {

/// The registers that decide, directly or through others, where a code goes, what it stores or reads, and whether it
/// fails. The others may count without end and still nothing changes.
std::vector<bool> deciding_registers(const DecodedCode& code);
/// Whether a step may come to a choice more than once.
bool chooses_in_loop(const system::Code& code);

/// Brent's algorithm: "An improved Monte Carlo factorization algorithm", BIT 20, 1980. It compares with one earlier
/// moment, and replaces it after 1, 2, 4, 8, ... looks. So it notices every loop, after at most about three times its
/// length and the way to it, and needs no count of instructions that would be enough.
class LoopWatch {
 public:
  void restart() { is_on_ = false; }

  /// Returns true if everything that decides is as it was at an earlier look. Call it with what is executed without
  /// choices, from its beginning or from anywhere on. All calls between two restarts are about the same code.
  bool comes_again(const DecodedCode& code, std::uint32_t pc, const Value* registers, const Word* state,
                   std::uint32_t words);
  std::uint64_t looks() const { return looks_; }  ///< since the restart

 private:
  void keep(std::uint32_t pc, const Value* registers, const Word* state, std::uint32_t words);
  bool is_kept(const Value* registers, const Word* state, std::uint32_t words) const;

  bool is_on_ = false;
  std::uint32_t pc_ = 0;
  std::vector<std::uint32_t> deciding_;  ///< of the code
  std::vector<Value> registers_;         ///< those that decide
  std::vector<Word> state_;
  std::uint64_t looks_ = 0, replaced_after_ = 0, kept_at_ = 0;
};

}  // namespace pagerace::checker
