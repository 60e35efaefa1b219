#include "model/syntax/designs.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

using namespace pagerace::syntax;
namespace fs = std::filesystem;

namespace {

/// A library with these designs, in a folder of its own.
class Library {
 public:
  explicit Library(const std::vector<std::string>& designs)
      : root_(fs::temp_directory_path() / fmt::format("pagerace-designs-{}", getpid())) {
    fs::remove_all(root_);
    fs::create_directories(root_ / "designs");
    for (const std::string& name : designs) std::ofstream(root_ / "designs" / (name + ".race")) << "";
  }
  ~Library() { fs::remove_all(root_); }

  std::string shown(const std::string& asked) const {
    const KernelChoice kernel = choose_kernel(asked, root_.string());
    if (kernel.path.empty()) return refusal(kernel);
    CHECK(fs::exists(kernel.path));
    return describe(kernel);
  }

 private:
  fs::path root_;
};

}  // namespace

TEST_CASE("the default kernel is the newest release, by its numbers") {
  CHECK(Library({"5.8", "6.9", "6.12", "2025-idea", "zzz"}).shown("") == "6.12 (default)");
  CHECK(Library({"6.17", "10.1", "9.30"}).shown("") == "10.1 (default)");
  CHECK(Library({"2025-idea", "6", "6.x", "6.1-rc2", ".6"}).shown("").starts_with("there is no default kernel design"));
}

TEST_CASE("a release without a design is the newest not after it") {
  const Library library({"5.8", "6.1", "6.12", "6.17", "2025-idea"});
  CHECK(library.shown("6.12") == "6.12");
  CHECK(library.shown("6.15") == "6.12 (for 6.15)");
  CHECK(library.shown("6.2") == "6.1 (for 6.2)");
  CHECK(library.shown("6.12.117") == "6.12 (for 6.12.117)");
  CHECK(library.shown("6.17.1") == "6.17 (for 6.17.1)");
  CHECK(library.shown("7.3") == "6.17 (for 7.3)");
  CHECK(library.shown("5.10") == "5.8 (for 5.10)");
}

TEST_CASE("a release older than all, and what is no release, are refused") {
  const Library library({"5.8", "6.12", "2025-idea"});
  CHECK(library.shown("5.4") ==
        "there is no kernel design for 5.4, which is older than all; the oldest release is 5.8");
  CHECK(library.shown("6.18-rc1").starts_with("there is no kernel design '6.18-rc1'"));
  CHECK(library.shown("6").starts_with("there is no kernel design '6'"));
  CHECK(library.shown("99999999999.1").starts_with("there is no kernel design"));
  CHECK(library.shown("2025-idae") ==
        "there is no kernel design '2025-idae'; did you mean 2025-idea? there are 2025-idea, 5.8, 6.12");
  CHECK(library.shown("nowhere/mine.race") == "the kernel design 'nowhere/mine.race' does not exist");
}
