// Findings in the JSON of a manifest.
#pragma once

#include <cstdint>
#include <limits>
#include <nlohmann/json_fwd.hpp>

#include "checker/checkpoint/search_snapshot.hpp"

namespace pagerace::checker {

using Json = nlohmann::ordered_json;

Json finding_json(const Finding& finding);
Json observation_json(const Observations::Slot& slot);

/// Both throw Damaged if the JSON is not of this form or does not fit the shape.
Finding read_finding(const Json& json, const SnapshotShape& shape);
Observations::Slot read_observation(const Json& json, const SnapshotShape& shape);

/// Reads a whole number up to `most`. Throws Damaged if it is anything else; nothing is converted.
std::uint64_t read_count(const Json& json, std::uint64_t most = std::numeric_limits<std::uint64_t>::max());
const Json& read_member(const Json& json, const char* name);
const Json& read_list(const Json& json, const char* name);

}  // namespace pagerace::checker
