#include <doctest/doctest.h>
#include <linux/capability.h>
#include <sys/syscall.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>

#include "cli/test.hpp"

namespace pagerace::cli {

namespace fs = std::filesystem;

namespace {

/// A folder that is gone afterwards.
struct Folder {
  Folder() : path(fs::temp_directory_path() / ("pagerace-find-" + std::to_string(getpid()))) {
    fs::create_directories(path / "sub");
    for (const char* file : {"b.race", "a.race", "notes.txt", "sub/c.race"}) std::ofstream(path / file) << "int x;";
  }
  ~Folder() { fs::remove_all(path); }
  std::string at(const std::string& name) const { return (path / name).string(); }

  fs::path path;
};

/// While it lives, root is bound to what the permissions of a file say, as everybody is. Changes nothing for others.
class Bound {
 public:
  Bound() {
    REQUIRE(syscall(SYS_capget, &header_, before_) == 0);
    __user_cap_data_struct less[2] = {before_[0], before_[1]};
    less[0].effective &= ~(1U << CAP_DAC_OVERRIDE | 1U << CAP_DAC_READ_SEARCH);
    REQUIRE(syscall(SYS_capset, &header_, less) == 0);
  }
  ~Bound() { syscall(SYS_capset, &header_, before_); }
  Bound(const Bound&) = delete;
  Bound& operator=(const Bound&) = delete;

 private:
  __user_cap_header_struct header_ = {_LINUX_CAPABILITY_VERSION_3, 0};
  __user_cap_data_struct before_[2] = {};
};

}  // namespace

TEST_CASE("a folder's scenarios are found, and which were named is known") {
  const Folder folder;
  const Scenarios found = find_scenarios({folder.at("sub/c.race"), folder.path.string()});
  REQUIRE(found.files.size() == 3);
  CHECK(found.problems.empty());
  CHECK(found.files[0].path == folder.at("sub/c.race"));
  CHECK(found.files[0].is_named);
  CHECK(found.files[1].path == folder.at("a.race"));
  CHECK_FALSE(found.files[1].is_named);
  CHECK(found.files[2].path == folder.at("b.race"));
}

TEST_CASE("what cannot be read is told, and the rest is found") {
  const Folder folder;
  const Scenarios found = find_scenarios({folder.at("nothing"), folder.at("a.race")});
  REQUIRE(found.problems.size() == 1);
  CHECK(found.problems[0] == "cannot read " + folder.at("nothing") + ": No such file or directory");
  CHECK(found.files.size() == 1);
}

TEST_CASE("a folder that cannot be read keeps none of the others from being walked") {
  const Folder folder;
  const Bound bound;
  fs::permissions(folder.path / "sub", fs::perms::none);
  const Scenarios found = find_scenarios({folder.path.string()});
  fs::permissions(folder.path / "sub", fs::perms::owner_all);
  REQUIRE(found.problems.size() == 1);
  CHECK(found.problems[0] == "cannot read " + folder.at("sub") + ": Permission denied");
  CHECK(found.files.size() == 2);
}

}  // namespace pagerace::cli
