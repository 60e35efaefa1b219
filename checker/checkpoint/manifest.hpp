// The file that says what a checkpoint holds: JSON, with a checksum as its last key.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "checker/checkpoint/search_snapshot.hpp"
#include "checker/checkpoint/state_file.hpp"

namespace pagerace::checker {

inline constexpr std::uint64_t kManifestVersion = 1;

struct Manifest {
  ModelIdentity identity;
  Extent log;
  SearchSnapshot search;
};

/// `words`: of a state.
std::string write_manifest(const Manifest& manifest, std::uint32_t words);
/// An object that ends in a line of its own, with one more key.
std::string with_checksum(std::string text);

/// Believes nothing: whatever the text is, the result fits the shape, or Damaged is thrown; another version or identity
/// than what is expected is a CheckpointError with the reason alone.
Manifest read_manifest(std::string_view text, const ModelIdentity& identity, const SnapshotShape& shape);

}  // namespace pagerace::checker
