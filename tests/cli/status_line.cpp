#include "cli/status_line.hpp"

#include <doctest/doctest.h>

namespace pagerace::cli {

TEST_CASE("a line that is too long is cut between its items") {
  const std::string line = "0:12  depth 31  2.4 M states (18.2 k/s)";
  CHECK(cut_to(line, 80) == line);
  CHECK(cut_to(line, line.size()) == line);
  CHECK(cut_to(line, line.size() - 1) == "0:12  depth 31");
  CHECK(cut_to(line, 10) == "0:12");
  CHECK(cut_to(line, 3) == "0:1");
}

}  // namespace pagerace::cli
