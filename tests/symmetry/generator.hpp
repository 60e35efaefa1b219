// Small random programs with much in them that is alike, or nearly: threads with numbers, pages with pointers to each
// other, loops that pass the pages, masks of threads, properties that name a page or do not.
#pragma once

#include <cstdint>
#include <string>

#include "tests/random/chance.hpp"

namespace pagerace::checker::symmetry::test {

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : chance_(seed) {}
  /// The same for the same seed. Nearly all are well-formed; who uses one has to ask.
  std::string program();

 private:
  std::string declarations();
  std::string init();
  std::string thread(const std::string& head, bool has_number);
  std::string driver();
  std::string property(int number);
  std::string statements(int count, int depth);
  std::string statement(int depth);
  std::string on_page();
  std::string on_pointers();
  std::string on_thread();
  std::string loop(int depth);
  std::string condition();
  std::string page();
  std::string test_of(const std::string& page);
  bool percent(int chance) { return chance_.percent(chance); }

  random::Chance chance_;
  int names_ = 0;
  int pages_ = 2, threads_ = 2;
  bool in_atomic_ = false, has_number_ = false;
  std::string loop_counter_;
};

}  // namespace pagerace::checker::symmetry::test
