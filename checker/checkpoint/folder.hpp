// A folder of the real file system.
#pragma once

#include <map>

#include "checker/checkpoint/disk.hpp"

namespace pagerace::checker {

/// Creates the folder if it does not exist, and locks it against other processes during its own lifetime. Throws
/// DiskError if the folder cannot be created, or if another process has locked it.
class Folder final : public Disk {
 public:
  enum class Missing { Refuse, Make };
  Folder(std::string path, Missing missing);
  ~Folder() override;
  Folder(const Folder&) = delete;
  Folder& operator=(const Folder&) = delete;

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
  int open(const std::string& name);
  void forget(const std::string& name);
  [[noreturn]] void fail(const std::string& name, const std::string& what) const;

  std::string path_;
  int folder_ = -1;
  std::map<std::string, int> files_;  ///< the open files
};

}  // namespace pagerace::checker
