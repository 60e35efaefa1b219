#include "checker/checkpoint/manifest.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "checker/checkpoint/checksum.hpp"
#include "checker/checkpoint/finding_json.hpp"

namespace pagerace::checker {

namespace {

constexpr const char* kFormat = "pagerace checkpoint";
constexpr std::size_t kMostStrands = 1u << 16;
constexpr std::size_t kMostNesting = 16;

std::string tail_of(std::string_view body) {
  Checksum sum;
  sum.add(body);
  return fmt::format(",\n  \"checksum\": \"{:016x}\"\n}}\n", sum.value());
}

Json log_json(const Extent& log, std::uint32_t words) {
  return {{"words", words},
          {"states", log.states},
          {"closed_levels", log.closed_levels},
          {"open_level", log.open_level},
          {"bytes", log.bytes},
          {"checksum", fmt::format("{:016x}", log.checksum)}};
}

std::string bits_text(const std::vector<std::uint8_t>& bits) {
  std::string text(bits.size(), '0');
  std::transform(bits.begin(), bits.end(), text.begin(), [](std::uint8_t bit) { return bit != 0 ? '1' : '0'; });
  return text;
}

Json search_json(const SearchSnapshot& search) {
  Json json = {{"transitions", search.transitions}, {"seconds", search.seconds}};
  json["rest"] = Json::array();
  for (const LevelLog::Range& range : search.rest) json["rest"].push_back({range.first, range.end});
  json["counters"] = search.counters;
  json["marks"] = bits_text(search.coverage.marks);
  json["failures"] = bits_text(search.coverage.failures);
  json["written"] = bits_text(search.coverage.written);
  json["findings"] = Json::array();
  for (const auto& [name, finding] : search.findings) {
    Json entry = finding_json(finding);
    entry["name"] = name;
    json["findings"].push_back(std::move(entry));
  }
  json["sightings"] = Json::array();
  for (const Observations::Slot& slot : search.observations) json["sightings"].push_back(observation_json(slot));
  return json;
}

/// Returns the text without its checksum, which must be right.
std::string checked_body(std::string_view text) {
  const std::size_t tail = tail_of("").size();
  if (text.size() < tail) throw Damaged("the manifest is cut off");
  const std::string_view body = text.substr(0, text.size() - tail);
  if (text.substr(body.size()) != tail_of(body)) throw Damaged("the manifest has another checksum than it says");
  return std::string(body) + "\n}";
}

std::string read_text(const Json& json, const char* name) {
  const Json& text = read_member(json, name);
  if (!text.is_string()) throw Damaged(fmt::format("{} is no text", name));
  return text.get<std::string>();
}

/// JSON must be UTF-8, but a path need not be.
std::string legible(const std::string& text) {
  return Json::parse(Json(text).dump(-1, ' ', false, Json::error_handler_t::replace)).get<std::string>();
}

ModelIdentity read_identity(const Json& json, const ModelIdentity& expected) {
  const Json& all = read_member(json, "identity");
  if (all.is_object() && all.size() != expected.size()) throw Damaged("what it belongs to is told otherwise");
  for (const auto& [name, value] : expected) {
    const std::string saved = read_text(all, name.c_str());
    if (saved == legible(value)) continue;
    throw CheckpointError(fmt::format("{} was \"{}\" and now is \"{}\"", name, saved, value));
  }
  return expected;
}

Extent read_log(const Json& json, std::uint32_t words) {
  Extent log;
  if (read_count(read_member(json, "words")) != words) throw Damaged("its states are of another width");
  log.states = read_count(read_member(json, "states"));
  log.closed_levels = static_cast<std::uint32_t>(
      read_count(read_member(json, "closed_levels"), std::numeric_limits<std::uint32_t>::max() - 1));
  log.bytes = read_count(read_member(json, "bytes"), std::numeric_limits<std::int64_t>::max());
  const Json& open_level = read_list(json, "open_level");
  if (open_level.size() > kMostStrands) throw Damaged("there are too many strands");
  for (const Json& count : open_level) log.open_level.push_back(read_count(count));
  const std::string sum = read_text(json, "checksum");
  if (sum.size() != 16 || sum.find_first_not_of("0123456789abcdef") != std::string::npos) {
    throw Damaged("the checksum of the states is none");
  }
  log.checksum = std::stoull(sum, nullptr, 16);
  return log;
}

std::vector<std::uint8_t> read_bits(const Json& json, const char* name, std::size_t size) {
  const std::string text = read_text(json, name);
  if (text.size() != size || text.find_first_not_of("01") != std::string::npos) {
    throw Damaged(fmt::format("{} does not fit the model", name));
  }
  std::vector<std::uint8_t> bits(size);
  std::transform(text.begin(), text.end(), bits.begin(), [](char digit) { return digit == '1'; });
  return bits;
}

std::vector<LevelLog::Range> read_rest(const Json& json) {
  std::vector<LevelLog::Range> rest;
  std::uint64_t last = 0;
  for (const Json& range : read_list(json, "rest")) {
    if (!range.is_array() || range.size() != 2) throw Damaged("what is left to expand is told otherwise");
    rest.push_back({read_count(range[0]), read_count(range[1])});
    if (rest.back().first >= rest.back().end || rest.back().first < last) throw Damaged("ranges of states overlap");
    last = rest.back().end;
  }
  return rest;
}

SearchSnapshot read_search(const Json& json, const SnapshotShape& shape) {
  SearchSnapshot search;
  search.transitions = read_count(read_member(json, "transitions"));
  const Json& seconds = read_member(json, "seconds");
  if (!seconds.is_number()) throw Damaged("the time is no number");
  search.seconds = std::max(0.0, seconds.get<double>());
  search.rest = read_rest(json);
  const Json& counters = read_member(json, "counters");
  if (!counters.is_object()) throw Damaged("counters are told otherwise");
  for (const auto& [name, count] : counters.items()) search.counters[name] = read_count(count);
  search.coverage = {read_bits(json, "marks", shape.marks), read_bits(json, "failures", shape.failures),
                     read_bits(json, "written", shape.cells)};
  for (const Json& finding : read_list(json, "findings")) {
    search.findings.emplace_back(read_text(finding, "name"), read_finding(finding, shape));
  }
  for (const Json& slot : read_list(json, "sightings")) search.observations.push_back(read_observation(slot, shape));
  if (search.observations.size() != shape.observations) throw Damaged("there are other things to be seen");
  return search;
}

/// Refuses deep nesting: valid manifests have none, and such a text might be too deep to process.
Json parse(const std::string& text) {
  bool is_deep = false;
  const auto look = [&](int depth, Json::parse_event_t, const Json&) {
    is_deep = is_deep || depth > static_cast<int>(kMostNesting);
    return !is_deep;
  };
  Json json = Json::parse(text, look, false);
  if (is_deep || !json.is_object()) throw Damaged("the manifest is no JSON object");
  return json;
}

}  // namespace

std::string write_manifest(const Manifest& manifest, std::uint32_t words) {
  Json json = {{"format", kFormat}, {"version", kManifestVersion}};
  json["identity"] = Json::object();
  for (const auto& [name, value] : manifest.identity) json["identity"][name] = legible(value);
  json["log"] = log_json(manifest.log, words);
  json["search"] = search_json(manifest.search);
  return with_checksum(json.dump(1));
}

std::string with_checksum(std::string text) {
  text.resize(text.size() - std::min<std::size_t>(text.size(), 2));  // "\n}"
  return text + tail_of(text);
}

Manifest read_manifest(std::string_view text, const ModelIdentity& identity, const SnapshotShape& shape) {
  const Json json = parse(checked_body(text));
  if (read_text(json, "format") != kFormat) throw Damaged("the manifest is of something else");
  const std::uint64_t version = read_count(read_member(json, "version"));
  if (version != kManifestVersion) {
    throw CheckpointError(fmt::format("its version is {}, and this pagerace reads {}", version, kManifestVersion));
  }
  Manifest manifest;
  manifest.identity = read_identity(json, identity);
  manifest.log = read_log(read_member(json, "log"), shape.words);
  manifest.search = read_search(read_member(json, "search"), shape);
  return manifest;
}

}  // namespace pagerace::checker
