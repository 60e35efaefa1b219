#include "properties/memory.hpp"

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

std::string answer_name(std::size_t question) { return fmt::format("question {} was answered", question); }

/// Calls f(name, place) for everything that may be found.
template <class Memory, class F>
void each_finding(Memory& memory, F&& f) {
  for (std::size_t i = 0; i < memory.properties.size(); ++i) {
    auto& property = memory.properties[i];
    f(fmt::format("property {}", i), property.violation);
    for (std::size_t clause = 0; clause < property.witnesses.size(); ++clause) {
      f(fmt::format("property {} witness {}", i, clause), property.witnesses[clause]);
    }
  }
  for (std::size_t i = 0; i < memory.built_in.size(); ++i) f(fmt::format("check {}", i), memory.built_in[i]);
}

std::uint64_t counter(const checker::Resumable& search, const std::string& name) {
  const auto at = search.counters.find(name);
  return at == search.counters.end() ? 0 : at->second;
}

}  // namespace

void write_memory(const Monitor::Memory& memory, checker::Resumable& search) {
  search.counters[kStarted] = memory.started ? 1 : 0;
  for (std::size_t i = 0; i < memory.answered.size(); ++i) {
    if (memory.answered[i] != 0) search.counters[answer_name(i)] = 1;
  }
  each_finding(memory, [&](const std::string& name, const std::optional<Finding>& finding) {
    if (finding) search.findings.emplace_back(name, *finding);
  });
}

Monitor::Memory read_memory(const checker::Resumable& search, Monitor::Memory blank, std::uint32_t levels) {
  std::map<std::string, Finding> findings(search.findings.begin(), search.findings.end());
  if (findings.size() != search.findings.size()) throw Unfit("something was found twice");
  blank.started = counter(search, kStarted) != 0;
  for (std::size_t i = 0; i < blank.answered.size(); ++i) blank.answered[i] = counter(search, answer_name(i)) != 0;
  each_finding(blank, [&](const std::string& name, std::optional<Finding>& place) {
    const auto found = findings.extract(name);
    if (found) place = found.mapped();
  });
  if (!findings.empty()) throw Unfit("it found what cannot be: " + findings.begin()->first);
  for (const PropertyState& property : blank.properties) {
    const int clauses = static_cast<int>(property.witnesses.size());
    if (property.violation && property.violation->clause >= clauses) throw Unfit("a finding is of no clause");
  }
  each_finding(blank, [&](const std::string&, const std::optional<Finding>& finding) {
    // A step out of the last closed level may lead to the one behind it, but that has not been told of yet.
    if (finding && finding->depth > levels) throw Unfit("a finding is deeper than the states");
  });
  return blank;
}

}  // namespace pagerace::properties
