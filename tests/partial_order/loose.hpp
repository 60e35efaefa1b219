// Random programs whose threads mostly mind their own business: there is something to leave out, and a mistake shows.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "tests/random/chance.hpp"
#include "tests/random/piece.hpp"

namespace pagerace::partial_order_tests {

/// The same program for the same seed.
class LooseGenerator {
 public:
  explicit LooseGenerator(std::uint64_t seed) : chance_(seed) {}
  random::Piece program();

 private:
  random::Piece thread(int number);
  std::vector<random::Piece> statements(int count, int depth);
  random::Piece statement(int depth);
  random::Piece simple();
  random::Piece locked(int depth);
  random::Piece looping(int depth);
  random::Piece choosing(int depth);
  random::Piece paged();
  random::Piece block(const std::string& head, int count, int depth, const std::string& tail = "}");
  std::string variable();
  std::string flag() { return chance_.pick({"go", "stop"}); }
  std::string condition();
  std::string value() { return std::to_string(chance_.below(3)); }
  std::string formula();

  random::Chance chance_;
  int threads_ = 2;
  int self_ = 0;
  int names_ = 0;
  bool atomic_ = false;
};

}  // namespace pagerace::partial_order_tests
