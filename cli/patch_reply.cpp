#include "cli/patch_reply.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <map>

#include "cli/model.hpp"
#include "cli/patch_trial_report.hpp"
#include "cli/run.hpp"
#include "model/source/printable.hpp"
#include "traces/render/narrator.hpp"

namespace pagerace::cli {

using Kind = Change::Kind;

namespace {

/// Cut into lines at blanks; the first begins with `first`, later ones are indented. A word that is longer than a line
/// is cut off.
std::vector<std::string> wrapped(const std::string& text, const std::string& indent = "",
                                 const std::string& first = "") {
  std::vector<std::string> lines;
  std::string line = first;
  std::size_t at = 0;
  while (at < text.size()) {
    const std::size_t end = std::min(text.find(' ', at), text.size());
    const std::string word = text.substr(at, end - at);
    const bool is_begun = line.size() > (lines.empty() ? first : indent).size();
    if (is_begun && line.size() + 1 + word.size() > kReplyWidth) {
      lines.push_back(line);
      line = indent + word;
    } else {
      line += (is_begun ? " " : "") + word;
    }
    at = end + 1;
  }
  if (!line.empty()) lines.push_back(line);
  for (std::string& each : lines)
    if (each.size() > kReplyWidth) each = each.substr(0, kReplyWidth - 3) + "...";
  return lines;
}

/// A command may not be cut off: where it does not fit, a backslash goes on.
std::vector<std::string> wrapped_command(const std::string& command) {
  std::vector<std::string> lines;
  std::string line = "  ";
  std::size_t at = 0;
  while (at < command.size()) {
    const std::size_t end = std::min(command.find(' ', at), command.size());
    const std::string word = command.substr(at, end - at);
    if (line.size() > 4 && line.size() + word.size() + 3 > kReplyWidth) {
      lines.push_back(line + " \\");
      line = "    ";
    }
    line += (line.find_first_not_of(' ') == std::string::npos ? "" : " ") + word;
    at = end + 1;
  }
  lines.push_back(line);
  return lines;
}

std::string cut(const std::string& text) {
  return text.size() <= kReplyWidth ? text : text.substr(0, kReplyWidth - 3) + "...";
}

/// Steps of one thread without another in between.
struct Turn {
  std::string thread, first, last;
};

std::vector<Turn> turns_of(const traces::Trace& trace) {
  std::map<std::uint32_t, traces::Narrator> narrators;
  std::vector<Turn> turns;
  std::optional<std::uint32_t> mover;
  for (const traces::TraceStep& step : trace.steps) {
    const std::uint32_t instance = step.step.instance;
    const bool resumes = mover != instance;
    auto narrator = narrators.find(instance);
    if (narrator == narrators.end()) narrator = narrators.emplace(instance, traces::Narrator(false)).first;
    const std::vector<traces::Line> lines = narrator->second.step(step.events, resumes);
    if (lines.empty()) continue;
    if (resumes) turns.push_back({step.thread, lines.front().text, ""});
    turns.back().last = lines.back().text;
    mover = instance;
  }
  return turns;
}

/// Whether one side is violated and the other is known not to be. A property that is violated in other ways than before
/// is broken too, but any one execution may be of the old ways; and what became inconclusive is not mended.
bool is_plain(const Change& change) {
  const bool was = change.from.starts_with("violated"), is = change.to.starts_with("violated");
  const auto is_fine = [](const std::string& outcome) {
    return outcome.starts_with("holds") || outcome.starts_with("vacuous");
  };
  return (change.kind == Kind::Broken && is && is_fine(change.from)) ||
         (change.kind == Kind::Mended && was && change.to.starts_with("holds"));
}

bool is_told(const Change& change) {
  return is_plain(change) || (change.kind == Kind::Broken && change.to.starts_with("violated") && !change.ways.empty());
}

/// The properties that a reply names. Of a property that is violated in new ways, it says so.
std::vector<std::string> changes_of(const DesignTrial& trial, Kind kind) {
  std::vector<std::string> names;
  for (const Change& change : trial.comparison.changes)
    if (change.kind == kind && is_told(change) && std::find(names.begin(), names.end(), change.property) == names.end())
      names.push_back(change.property);
  for (std::string& name : names) {
    const bool is_other_elsewhere =
        std::any_of(trial.comparison.changes.begin(), trial.comparison.changes.end(),
                    [&](const Change& change) { return change.property == name && change.kind != kind; });
    if (is_other_elsewhere) name += " (not in all scenarios)";
  }
  return names;
}

void append(std::vector<std::string>& lines, const std::vector<std::string>& more) {
  lines.insert(lines.end(), more.begin(), more.end());
}

std::string quantity(std::size_t number, const char* what) {
  return fmt::format("{} {}{}", number, what, number == 1 ? "" : "s");
}

/// Whether every scenario that reaches the design was searched whole on both sides, and every property compared.
bool is_all_known(const DesignTrial& trial) {
  return trial.left.empty() && trial.unfinished.empty() &&
         std::none_of(trial.comparison.changes.begin(), trial.comparison.changes.end(),
                      [](const Change& change) { return change.kind == Kind::Unknown; });
}

std::vector<std::string> verdict(const DesignTrial& trial, const Change& told) {
  std::vector<std::string> lines;
  const std::vector<std::string> broken = changes_of(trial, Kind::Broken), mended = changes_of(trial, Kind::Mended);
  std::string what = "mends something";
  if (!broken.empty()) what = mended.empty() ? "breaks something" : "breaks something and mends something";
  if (broken.empty() && is_all_known(trial)) what += ", and breaks nothing that was tried";
  append(lines, wrapped(fmt::format("In a model of {} this patch {}.", trial.baseline, what)));
  if (!is_all_known(trial))
    append(lines, wrapped("Whether it breaks more is not known: not all of it could be searched."));
  const auto say = [&](const char* what, const std::vector<std::string>& names) {
    if (names.empty()) return;
    std::string text = fmt::format("{}: {}", what, names.front());
    if (names.size() > 1) text += fmt::format(", and {} more", names.size() - 1);
    append(lines, wrapped(text, "  "));
  };
  say("Broken", broken);
  say("Mended", mended);
  lines.emplace_back();
  if (!is_plain(told)) {
    append(lines, wrapped(fmt::format("{} was violated before. New with the patch:", told.property)));
    return lines;
  }
  append(lines, wrapped(told.kind == Kind::Broken ? "With the patch this can happen, and without it not:"
                                                  : "Without the patch this can happen, and with it not:"));
  return lines;
}

std::vector<std::string> tried(const DesignTrial& trial, const std::vector<std::string>& missing) {
  const std::string with = tried_with_text(trial.with_actors);
  std::vector<std::string> lines =
      wrapped("Tried: " + tried_text(trial) + (with.empty() ? "." : "; " + with + "."), "  ");
  std::vector<std::string> not_tried;
  if (!trial.unfinished.empty()) not_tried.push_back(quantity(trial.unfinished.size(), "scenario") + " to the end");
  if (!trial.left.empty()) not_tried.push_back(quantity(trial.left.size(), "scenario") + " for want of time");
  if (!trial.never_ran.empty()) {
    std::vector<std::string> names;
    for (const NeverRan& never : trial.never_ran)
      names.push_back((never.at_all ? "parts of " : "") + never.name + "()");
    not_tried.push_back(fmt::format("{}, which never ran", fmt::join(names, ", ")));
  }
  for (const std::string& function : missing) not_tried.push_back(function + "(), which the design leaves out");
  not_tried.emplace_back("barriers (the model is sequentially consistent), other sizes");
  std::vector<std::string> rest = wrapped(fmt::format("Not tried: {}.", fmt::join(not_tried, "; ")), "  ");
  if (rest.size() > 4) {
    rest.resize(4);
    rest.back() = cut(rest.back().substr(0, kReplyWidth - 4) + " ...");
  }
  append(lines, rest);
  return lines;
}

/// What shows the told change: under the design what is broken, without it what is mended.
ModelOptions options_of(const DesignTrial& trial, const Change& told) {
  ModelOptions options;
  options.kernel = trial.baseline;
  if (told.kind == Kind::Broken && trial.is_patch) options.patches = {trial.design};
  if (told.kind == Kind::Broken && !trial.is_patch) options.kernel = trial.design;
  options.properties = {told.property};
  options.environment = told.actors;
  return options;
}

}  // namespace

const Change* told_change(const DesignTrial& trial) {
  const auto& all = trial.comparison.changes;
  const auto find = [&](Kind kind, bool plain) -> const Change* {
    const auto found = std::find_if(all.begin(), all.end(), [&](const Change& change) {
      return change.kind == kind && is_told(change) && is_plain(change) == plain;
    });
    return found == all.end() ? nullptr : &*found;
  };
  const Change* told = find(Kind::Broken, true);
  if (told == nullptr) told = find(Kind::Broken, false);
  return told != nullptr ? told : find(Kind::Mended, true);
}

std::vector<std::string> brief(const traces::Trace& trace, std::size_t most) {
  std::vector<std::string> lines;
  for (const Turn& turn : turns_of(trace)) {
    std::string text = fmt::format("  {}: {}", turn.thread, turn.first);
    if (turn.last != turn.first) text += " ... " + turn.last;
    lines.push_back(cut(source::printable(text)));
  }
  const std::vector<std::string> end = wrapped(source::printable(trace.message), "     ", "  => ");
  const std::size_t room = most > end.size() ? most - end.size() : 0;
  if (lines.size() > room && room > 0) {
    const std::size_t gone = lines.size() - room + 1;
    lines.erase(lines.begin(), lines.begin() + static_cast<std::ptrdiff_t>(gone));
    lines.insert(lines.begin(), fmt::format("  ({} before)", quantity(gone, "turn")));
  }
  append(lines, end);
  if (lines.size() > most) lines.resize(most);
  return lines;
}

std::string reply(const DesignTrial& trial, const std::optional<traces::Trace>& trace,
                  const std::vector<std::string>& missing) {
  const Change* const told = told_change(trial);
  if (told == nullptr) return "";
  std::vector<std::string> lines = verdict(trial, *told), end;
  end.emplace_back();
  append(end, tried(trial, missing));
  end.emplace_back("Reproduce:");
  append(end, wrapped_command("pagerace check" + spell(options_of(trial, *told)) + " " + quote_file(told->path)));
  const std::size_t used = lines.size() + end.size();
  const std::size_t room = kReplyLines > used ? kReplyLines - used : 0;
  if (!is_plain(*told)) {
    std::vector<std::string> way = wrapped(source::printable(told->ways.front()), "    ", "  ");
    if (way.size() > room) way.resize(room);
    append(lines, way);
  } else if (trace) {
    append(lines, brief(*trace, told->remark.empty() || room < 6 ? room : room - 2));
    if (!told->remark.empty() && room >= 6) append(lines, wrapped("(" + told->remark + ")", "   ", "  "));
  } else {
    append(lines, wrapped(fmt::format("{} in {}", told->property, told->path), "  ", "  "));
  }
  append(lines, end);
  if (lines.size() > kReplyLines) lines.resize(kReplyLines);
  std::string text;
  for (const std::string& line : lines) text += line + "\n";
  return text;
}

std::optional<traces::Trace> trace_of_told(const DesignTrial& trial, const TrialOptions& options) {
  const Change* const told = told_change(trial);
  if (told == nullptr || !is_plain(*told)) return std::nullopt;
  const ModelOptions model_options = options_of(trial, *told);
  const auto model = load_model(told->path, model_options, Stage::System);
  if (!is_searchable(*model)) return std::nullopt;
  RunOptions how;
  apply(options.engine, how.search);
  how.search.stop_at_first = true;
  how.search.timeout = options.budget;
  Run found = run(*model, model_options, how);
  for (Reported& reported : found.reported)
    if (reported.verdict.name == told->property && reported.trace) return std::move(reported.trace);
  return std::nullopt;
}

}  // namespace pagerace::cli
