#include "tests/checkpoint/memory_disk.hpp"

#include <algorithm>
#include <cstring>

namespace pagerace::checker {

void Platter::apply(std::string& content, const Change& change) {
  if (change.is_resize) return content.resize(change.at);
  content.resize(std::max<std::size_t>(content.size(), change.at + change.bytes.size()));
  std::copy(change.bytes.begin(), change.bytes.end(), content.begin() + static_cast<std::ptrdiff_t>(change.at));
}

bool Platter::tick() {
  if (left_ == 0) return true;
  if (left_ != kNever) --left_;
  ++done_;
  return false;
}

Platter::FilePtr Platter::file(const std::string& name) {
  if (!names_.contains(name)) this->name({{name, std::make_shared<File>()}});
  return names_.at(name);
}

/// Half a write is what a crash leaves of it at best.
void Platter::change(const std::string& name, Change change) {
  const bool crashes = tick();
  const FilePtr file = this->file(name);
  if (crashes) change.bytes.resize(change.bytes.size() / 2);
  if (!crashes || !change.is_resize) {
    apply(file->now, change);
    file->pending.push_back(std::move(change));
  }
  if (crashes) throw Crash();
}

void Platter::name(Naming naming) {
  for (const auto& [name, file] : naming) {
    names_.erase(name);
    if (file) names_[name] = file;
  }
  pending_names_.push_back(std::move(naming));
}

void Platter::restart(std::mt19937& random) {
  std::vector<FilePtr> files;
  for (const auto& naming : pending_names_) {
    for (const auto& [name, file] : naming) {
      if (file) files.push_back(file);
    }
  }
  for (const auto& [name, file] : synced_names_) files.push_back(file);
  std::sort(files.begin(), files.end());
  files.erase(std::unique(files.begin(), files.end()), files.end());
  for (const FilePtr& file : files) {
    for (const Change& change : file->pending) {
      if (random() % 2 == 0) apply(file->synced, change);
    }
    file->pending.clear();
    file->now = file->synced;
  }
  const auto pending = std::exchange(pending_names_, {});
  names_ = synced_names_;
  for (const Naming& naming : pending) {
    if (random() % 2 == 0) name(naming);
  }
  pending_names_.clear();
  synced_names_ = names_;
}

std::optional<std::uint64_t> MemoryDisk::size(const std::string& name) {
  if (!platter_->has(name)) return std::nullopt;
  return platter_->content(name).size();
}

void MemoryDisk::read(const std::string& name, std::uint64_t at, void* bytes, std::uint64_t count) {
  const std::string& content = platter_->content(name);
  if (at + count > content.size()) throw DiskError("read beyond the end of " + name);
  std::memcpy(bytes, content.data() + at, count);
}

void MemoryDisk::write(const std::string& name, std::uint64_t at, const void* bytes, std::uint64_t count) {
  platter_->change(name, {at, std::string(static_cast<const char*>(bytes), count), false});
}

void MemoryDisk::resize(const std::string& name, std::uint64_t size) { platter_->change(name, {size, "", true}); }

void MemoryDisk::sync(const std::string& name) {
  if (platter_->tick()) throw Crash();
  const auto file = platter_->file(name);
  file->synced = file->now;
  file->pending.clear();
}

void MemoryDisk::rename(const std::string& from, const std::string& to) {
  if (platter_->tick()) throw Crash();
  platter_->name({{to, platter_->names_.at(from)}, {from, nullptr}});
}

void MemoryDisk::remove(const std::string& name) {
  if (platter_->tick()) throw Crash();
  if (platter_->has(name)) platter_->name({{name, nullptr}});
}

void MemoryDisk::sync_names() {
  if (platter_->tick()) throw Crash();
  platter_->synced_names_ = platter_->names_;
  platter_->pending_names_.clear();
}

}  // namespace pagerace::checker
