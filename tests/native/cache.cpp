// Code from the cache is executed: only what is ours alone, and whole.
#include "checker/native/cache.hpp"

#include <doctest/doctest.h>
#include <sys/stat.h>
#include <unistd.h>

#include <filesystem>
#include <fstream>
#include <sstream>

#include "tests/native/environment.hpp"
#include "tests/native/modules.hpp"

namespace pagerace::native {
namespace {

namespace fs = std::filesystem;
using testing::Folder;
using testing::Variable;

std::string content_of(const std::string& path) {
  std::stringstream text;
  text << std::ifstream(path).rdbuf();
  return text.str();
}

/// Adds a file with that content.
std::string add_to(Cache& cache, const std::string& name, const std::string& content) {
  const std::string made = cache.workshop() + "/made";
  std::ofstream(made) << content;
  return cache.add(made, name);
}

unsigned mode_of(const std::string& path) {
  struct stat about = {};
  REQUIRE(lstat(path.c_str(), &about) == 0);
  return about.st_mode & 0777;
}

TEST_CASE("what was added is found, and private") {
  const Folder folder;
  std::string path;
  {
    Cache cache(folder / "cache");
    CHECK(cache.find("a") == "");
    path = add_to(cache, "a", "content");
    CHECK(cache.find("a") == path);
    CHECK(cache.notice() == "");
  }
  CHECK(Cache(folder / "cache").find("a") == path);
  CHECK(content_of(path).starts_with("content"));
  CHECK(mode_of(path) == 0600);
  CHECK(mode_of(folder / "cache") == 0700);
  CHECK(std::distance(fs::directory_iterator(folder / "cache"), {}) == 1);  // no workshop is left
}

TEST_CASE("a damaged file is removed") {
  const Folder folder;
  Cache cache(folder / "cache");
  const std::string path = add_to(cache, "a", "content");
  for (const std::string& damaged :
       {content_of(path).substr(1), content_of(path) + "x", std::string("short"), std::string()}) {
    add_to(cache, "a", "content");
    std::ofstream(path) << damaged;
    CHECK(cache.find("a") == "");
    CHECK_FALSE(fs::exists(path));
  }
  CHECK(cache.notice() == "");
}

TEST_CASE("a folder that is open to others is not used") {
  const Folder folder;
  add_to(*std::make_unique<Cache>(folder / "cache"), "a", "content");
  for (const mode_t mode : {0770, 0707, 0755, 0711}) {
    REQUIRE(chmod((folder / "cache").c_str(), mode) == 0);
    Cache cache(folder / "cache");
    CHECK(cache.find("a") == "");
    CHECK(cache.notice() == "native code is not kept: " + folder / "cache" + " is open to others");
    CHECK(cache.folder() != folder / "cache");
    CHECK(mode_of(cache.folder()) == 0700);
    add_to(cache, "a", "other");  // goes where nobody else can write
    CHECK(content_of(folder / "cache/a.so").starts_with("content"));
  }
}

TEST_CASE("a file that is open to others, or a link, is not used") {
  const Folder folder;
  std::string temporary;
  {
    const std::string path = add_to(*std::make_unique<Cache>(folder / "cache"), "a", "content");
    SUBCASE("open") { REQUIRE(chmod(path.c_str(), 0620) == 0); }
    SUBCASE("link") {
      fs::rename(path, folder / "elsewhere");
      fs::create_symlink(folder / "elsewhere", path);
    }
    Cache cache(folder / "cache");
    CHECK(cache.find("a") == "");
    CHECK(cache.notice().find("is open to others") != std::string::npos);
    temporary = cache.folder();
    CHECK(temporary != folder / "cache");
  }
  CHECK_FALSE(fs::exists(temporary));
}

TEST_CASE("a link instead of the folder is not used") {
  const Folder folder;
  fs::create_directory(folder / "real");
  fs::create_symlink(folder / "real", folder / "cache");
  CHECK(Cache(folder / "cache").notice() == "native code is not kept: " + folder / "cache" + " is no folder");
}

TEST_CASE("the user's folder is the one that the environment names") {
  const Folder folder;
  const Variable home("HOME", folder / "home");
  {
    const Variable cache("XDG_CACHE_HOME", folder / "cache");
    CHECK(Cache("").folder() == folder / "cache/pagerace");
  }
  const Variable relative("XDG_CACHE_HOME", "not/absolute");  // to be ignored, says the specification
  CHECK(Cache("").folder() == folder / "home/.cache/pagerace");
}

TEST_CASE("the least recently used go where there is too much") {
  const Folder folder;
  Cache cache(folder / "cache", 3000);
  const std::string first = add_to(cache, "first", std::string(1000, 'a'));
  const std::string second = add_to(cache, "second", std::string(1000, 'b'));
  const auto now = fs::file_time_type::clock::now();
  fs::last_write_time(first, now - std::chrono::hours(2));
  fs::last_write_time(second, now - std::chrono::hours(1));
  CHECK(cache.find("first") == first);  // used again
  add_to(cache, "third", std::string(1000, 'c'));
  CHECK(cache.find("first") == first);
  CHECK(cache.find("second") == "");
  CHECK(cache.find("third") != "");
}

TEST_CASE("workshops that were left behind are removed after a day") {
  const Folder folder;
  Cache cache(folder / "cache");
  fs::create_directory(folder / "cache/workshop-old");
  fs::create_directory(folder / "cache/workshop-new");
  fs::last_write_time(folder / "cache/workshop-old", fs::file_time_type::clock::now() - std::chrono::hours(25));
  add_to(cache, "a", "content");
  CHECK_FALSE(fs::exists(folder / "cache/workshop-old"));
  CHECK(fs::exists(folder / "cache/workshop-new"));
}

}  // namespace
}  // namespace pagerace::native
