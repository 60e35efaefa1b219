#include "properties/monitor_snapshot.hpp"

#include <fmt/format.h>

#include <charconv>
#include <map>
#include <optional>
#include <string>
#include <utility>

namespace pagerace::properties {

using checker::Finding;

namespace {

constexpr const char* kStarted = "a start was found";

std::string answer_name(std::size_t query) { return fmt::format("question {} was answered", query); }

/// Calls f(name, place) for everything that can be found.
template <class Snapshot, class F>
void each_finding(Snapshot& snapshot, F&& f) {
  for (std::size_t i = 0; i < snapshot.properties.size(); ++i) {
    auto& property = snapshot.properties[i];
    f(fmt::format("property {}", i), property.violation);
    for (std::size_t clause = 0; clause < property.witnesses.size(); ++clause) {
      f(fmt::format("property {} witness {}", i, clause), property.witnesses[clause]);
    }
  }
  for (std::size_t i = 0; i < snapshot.built_in.size(); ++i) f(fmt::format("check {}", i), snapshot.built_in[i]);
}

std::uint64_t counter(const checker::SearchSnapshot& search, const std::string& name) {
  const auto at = search.counters.find(name);
  return at == search.counters.end() ? 0 : at->second;
}

}  // namespace

void write_snapshot(const MonitorSnapshot& snapshot, checker::SearchSnapshot& search) {
  search.counters[kStarted] = snapshot.started ? 1 : 0;
  for (std::size_t i = 0; i < snapshot.answered.size(); ++i) {
    if (snapshot.answered[i] != 0) search.counters[answer_name(i)] = 1;
  }
  each_finding(snapshot, [&](const std::string& name, const std::optional<Finding>& finding) {
    if (finding) search.findings.emplace_back(name, *finding);
  });
}

MonitorSnapshot read_snapshot(const checker::SearchSnapshot& search, MonitorSnapshot blank, std::uint32_t levels) {
  std::map<std::string, Finding> findings(search.findings.begin(), search.findings.end());
  if (findings.size() != search.findings.size()) throw IncompatibleCheckpoint("something was found twice");
  blank.started = counter(search, kStarted) != 0;
  for (std::size_t i = 0; i < blank.answered.size(); ++i) blank.answered[i] = counter(search, answer_name(i)) != 0;
  each_finding(blank, [&](const std::string& name, std::optional<Finding>& place) {
    const auto found = findings.extract(name);
    if (found) place = found.mapped();
  });
  if (!findings.empty()) throw IncompatibleCheckpoint("it found what cannot be: " + findings.begin()->first);
  for (const PropertyState& property : blank.properties) {
    const int clauses = static_cast<int>(property.witnesses.size());
    if (property.violation && property.violation->clause >= clauses)
      throw IncompatibleCheckpoint("a finding is of no clause");
  }
  each_finding(blank, [&](const std::string&, const std::optional<Finding>& finding) {
    // A step out of the last closed level may lead to the next one, but the listener has not been told of it yet.
    if (finding && finding->depth > levels) throw IncompatibleCheckpoint("a finding is deeper than the states");
  });
  return blank;
}

}  // namespace pagerace::properties
