#include "tests/agreement/settings.hpp"

#include <fmt/format.h>

#include <utility>

#include "checker/search/path.hpp"
#include "properties/check.hpp"

namespace pagerace::agreement {

using checker::EngineChoice;
using checker::Outcome;
using checker::SearchOptions;
using checker::StoreKind;
using checker::Verdict;
using properties::Checked;

std::vector<Setting> settings(bool with_native) {
  std::vector<Setting> all;
  const auto add = [&](const std::string& name, bool keeps_counts, auto&& change) {
    Setting setting{name, {}, keeps_counts, true};
    change(setting);
    all.push_back(std::move(setting));
  };
  add("two threads", true, [](Setting& at) { at.options.threads = 2; });
  add("symmetry", false, [](Setting& at) { at.options.symmetry = true; });
  add("partial order", false, [](Setting& at) { at.options.partial_order = true; });
  add("symmetry and partial order, three threads", false, [](Setting& at) {
    at.options.symmetry = at.options.partial_order = true;
    at.options.threads = 3;
  });
  add("ranked soon", true, [](Setting& at) { at.options.rank_from = 20; });
  add("everything, ranked soon", false, [](Setting& at) {
    at.options.symmetry = at.options.partial_order = true;
    at.options.rank_from = 20;
  });
  add("everything, whole first", false, [](Setting& at) {
    at.options.symmetry = at.options.partial_order = true;
    at.options.whole_first = 50;
  });
  for (const StoreKind kind : {StoreKind::Bitstate, StoreKind::Compact}) {
    add(kind == StoreKind::Bitstate ? "bitstate" : "compact", false, [kind](Setting& at) {
      at.options.store = kind;
      at.options.memory = std::uint64_t{1} << 30;
      at.is_exact = false;
    });
  }
  if (!with_native) return all;
  add("native", true, [](Setting& at) { at.options.engine = EngineChoice::Native; });
  add("native, two threads", true, [](Setting& at) {
    at.options.engine = EngineChoice::Native;
    at.options.threads = 2;
  });
  add("native, everything", false, [](Setting& at) {
    at.options.engine = EngineChoice::Native;
    at.options.symmetry = at.options.partial_order = true;
    at.options.threads = 2;
    at.options.rank_from = 20;
  });
  return all;
}

namespace {

class Comparison {
 public:
  Comparison(const system::TransitionSystem& system, const Checked& plain) : system_(system), plain_(plain) {}

  std::string with(const Setting& setting) {
    const Checked checked = properties::check(system_, setting.options);
    if (setting.keeps_counts) {
      compare("states", plain_.result.states, checked.result.states);
      compare("transitions", plain_.result.transitions, checked.result.transitions);
      compare("depth", plain_.result.depth, checked.result.depth);
    } else if (checked.result.states > plain_.result.states) {
      differ("more states than without", plain_.result.states, checked.result.states);
    }
    if (setting.is_exact) {
      if (checked.result.coverage.marks != plain_.result.coverage.marks) text_ += "other statements are reached\n";
      asserts(checked.result.coverage.failures);
    }
    for (std::size_t i = 0; i < plain_.result.verdicts.size(); ++i) {
      verdict(plain_.result.verdicts[i], checked.result.verdicts.at(i), setting, checked);
    }
    return std::exchange(text_, {});
  }

 private:
  void verdict(const Verdict& expected, const Verdict& found, const Setting& setting, const Checked& checked) {
    if (setting.is_exact) {
      compare(expected.name + ": outcome", static_cast<int>(expected.outcome), static_cast<int>(found.outcome));
      compare(expected.name + ": reason", expected.reason, found.reason);
      compare(expected.name + ": has a finding", expected.finding.has_value(), found.finding.has_value());
    } else if (found.outcome == Outcome::Holds && !found.finding) {
      text_ += found.name + " is said to hold by a store that may omit states\n";
    }
    if (!found.finding) return;
    if (!expected.finding) {
      text_ += expected.name + ": found what is not there\n";
      return;
    }
    if (setting.is_exact) compare(expected.name + ": depth", expected.finding->depth, found.finding->depth);
    follow(found, checked);
  }

  /// Those that verdicts speak of: checks within formulas are made as long as a formula is open, and no longer.
  void asserts(const std::vector<std::uint8_t>& reached) {
    for (const system::Property& property : system_.properties) {
      for (const std::uint32_t i : property.assertions) {
        if (reached[i] == plain_.result.coverage.failures[i]) continue;
        text_ += fmt::format("an assert is {}reached: {}\n", reached[i] != 0 ? "" : "not ", system_.failures[i].text);
      }
    }
  }

  void follow(const Verdict& found, const Checked& checked) {
    const checker::Path path = checker::rebuild_path(system_, *checked.log, found, checked.reductions->canonical());
    if (path.loop_start) {
      if (*path.loop_start < found.finding->depth) text_ += found.name + ": the loop begins too early\n";
    } else {
      compare(found.name + ": length of the path", std::size_t{found.finding->depth}, path.steps.size());
    }
  }

  template <class Value>
  void compare(const std::string& what, const Value& expected, const Value& found) {
    if (expected != found) differ(what, expected, found);
  }
  template <class Value>
  void differ(const std::string& what, const Value& expected, const Value& found) {
    text_ += fmt::format("{}: {} without, {} with\n", what, expected, found);
  }

  const system::TransitionSystem& system_;
  const Checked& plain_;
  std::string text_;
};

}  // namespace

std::string differences(const system::TransitionSystem& system, const std::vector<Setting>& settings,
                        std::uint64_t most_states, bool& is_too_large) {
  SearchOptions options;
  options.max_states = most_states;
  const Checked plain = properties::check(system, options);
  is_too_large = plain.result.stop != checker::Stop::Complete;
  if (is_too_large) return {};
  Comparison comparison(system, plain);
  std::string all;
  for (const Setting& setting : settings) {
    const std::string text = comparison.with(setting);
    if (!text.empty()) all += "with " + setting.name + ":\n" + text;
  }
  return all;
}

}  // namespace pagerace::agreement
