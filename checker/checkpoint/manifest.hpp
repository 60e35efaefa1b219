// The file that describes the contents of a checkpoint: JSON, with a checksum as its last key.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

#include "checker/checkpoint/search_snapshot.hpp"
#include "checker/checkpoint/state_file.hpp"

namespace pagerace::checker {

inline constexpr std::uint64_t kManifestVersion = 2;

struct Manifest {
  ModelIdentity identity;
  Extent log;
  SearchSnapshot search;
};

/// `words`: the size of a state.
std::string write_manifest(const Manifest& manifest, std::uint32_t words);
/// `text` is an object whose closing brace is on a line of its own; the checksum is added as its last key.
std::string with_checksum(std::string text);

/// Trusts nothing: for any text, either the result fits the shape or Damaged is thrown. If the version or the identity
/// is not the expected one, throws a CheckpointError that says only the reason.
Manifest read_manifest(std::string_view text, const ModelIdentity& identity, const SnapshotShape& shape);

}  // namespace pagerace::checker
