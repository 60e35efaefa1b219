// A disk that goes down when it is told to, and then has what a real one might have.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "checker/checkpoint/disk.hpp"

namespace pagerace::checker {

/// Not a DiskError: nobody is there any more to deal with it.
struct Crash {};

/// Its files. Of what was done since the last sync, any part may be lost.
class Platter {
 public:
  /// After `operations` changes there comes a crash, in the middle of the next one.
  void crash_after(std::uint64_t operations) { left_ = operations; }
  void crash_never() { left_ = kNever; }
  std::uint64_t operations() const { return done_; }

  /// What is there when the machine is up again.
  void restart(std::mt19937& random);

  std::string& content(const std::string& name) { return names_.at(name)->now; }
  bool has(const std::string& name) const { return names_.contains(name); }

 private:
  friend class MemoryDisk;
  static constexpr std::uint64_t kNever = ~std::uint64_t{0};

  struct Change {
    std::uint64_t at = 0;
    std::string bytes;
    bool is_resize = false;
  };
  struct File {
    std::string now, synced;
    std::vector<Change> pending;
  };
  using FilePtr = std::shared_ptr<File>;
  /// A name that came to be, or (no file) went.
  using Naming = std::vector<std::pair<std::string, FilePtr>>;

  static void apply(std::string& content, const Change& change);
  void change(const std::string& name, Change change);
  void name(Naming naming);
  bool tick();  ///< true: crash in this operation
  FilePtr file(const std::string& name);

  std::map<std::string, FilePtr> names_, synced_names_;
  std::vector<Naming> pending_names_;
  std::uint64_t left_ = kNever, done_ = 0;
};

class MemoryDisk final : public Disk {
 public:
  explicit MemoryDisk(std::shared_ptr<Platter> platter) : platter_(std::move(platter)) {}

  const std::string& path() const override { return path_; }
  std::optional<std::uint64_t> size(const std::string& name) override;
  void read(const std::string& name, std::uint64_t at, void* bytes, std::uint64_t count) override;
  void write(const std::string& name, std::uint64_t at, const void* bytes, std::uint64_t count) override;
  void resize(const std::string& name, std::uint64_t size) override;
  void sync(const std::string& name) override;
  void rename(const std::string& from, const std::string& to) override;
  void remove(const std::string& name) override;
  void sync_names() override;

 private:
  std::string path_ = "memory";
  std::shared_ptr<Platter> platter_;
};

}  // namespace pagerace::checker
