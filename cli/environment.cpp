#include "cli/environment.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <filesystem>
#include <nlohmann/json.hpp>
#include <set>

#include "cli/library.hpp"
#include "cli/reached.hpp"
#include "cli/uncovered.hpp"

namespace pagerace::cli {

namespace fs = std::filesystem;
using nlohmann::ordered_json;

namespace {

/// Counts what ran of one actor's file.
class Counting {
 public:
  Counting(const Model& model, const Reached& reached, Actor& actor, source::FileId file)
      : model_(model), reached_(reached), actor_(actor), file_(file) {}

  void count() {
    for (const semantics::Thread& thread : model_.program->threads) {
      if (thread.span.file != file_) continue;
      actor_.threads += thread.count;
      count(thread.body);
    }
    for (const auto& function : model_.program->functions)
      if (function->span.file == file_) count(function->body);
    actor_.not_run.assign(lines_.begin(), lines_.end());
  }

 private:
  void count(const semantics::Body& body) {
    each_marked_statement(body, [&](const semantics::Stmt& stmt) {
      actor_.statements++;
      if (reached_.statement(stmt.span, nullptr).by_threads)
        actor_.ran++;
      else
        lines_.insert(model_.sources.position(stmt.span).line);
    });
  }

  const Model& model_;
  const Reached& reached_;
  Actor& actor_;
  source::FileId file_;
  std::set<unsigned> lines_;
};

}  // namespace

std::optional<std::vector<std::string>> parse_environment(const std::string& text) {
  std::vector<std::string> names;
  for (std::size_t begin = 0; begin <= text.size();) {
    const std::size_t end = std::min(text.find(',', begin), text.size());
    names.push_back(text.substr(begin, end - begin));
    begin = end + 1;
  }
  if (names == std::vector<std::string>{kNoActor}) return std::vector<std::string>();
  const bool is_wrong = std::ranges::any_of(names, [&](const std::string& name) {
    return name.empty() || name == kNoActor || (name == kAnyActor && names.size() > 1);
  });
  return is_wrong ? std::nullopt : std::optional(names);
}

std::vector<std::string> actor_names(const std::string& library) {
  std::vector<std::string> names;
  for (const Described& actor : actors(library)) names.push_back(actor.name);
  return names;
}

std::string actor_path(const std::string& name, const std::string& library) {
  if (name.ends_with(".race")) return name;
  const std::vector<std::string> names = actor_names(library);
  if (std::ranges::find(names, name) == names.end()) return "";
  return (fs::path(library) / "environment" / (name + ".race")).string();
}

std::vector<Actor> environment(const Model& model, const Reached& reached) {
  std::vector<Actor> actors;
  for (const auto& [name, file] : model.actors) {
    actors.push_back({name, std::string(model.sources.path(file)), 0, 0, 0, {}});
    Counting(model, reached, actors.back(), file).count();
  }
  return actors;
}

std::string names_of(const std::vector<Actor>& actors) {
  std::string text;
  for (const Actor& actor : actors)
    text += fmt::format("{}{}[{}]", text.empty() ? "" : ", ", actor.name, actor.threads);
  return text.empty() ? kNoActor : text;
}

std::vector<std::string> describe(const std::vector<Actor>& actors) {
  std::vector<std::string> lines = {names_of(actors)};
  for (const Actor& actor : actors) {
    if (actor.not_run.empty()) continue;
    const std::string what = actor.ran == 0 ? "anything: " : "";
    lines.push_back(fmt::format("{} did not run {}{}", actor.name, what,
                                describe_uncovered(fs::path(actor.path).filename().string(), actor.not_run)));
  }
  return lines;
}

ordered_json environment_json(const std::vector<Actor>& actors) {
  ordered_json all = ordered_json::array();
  for (const Actor& actor : actors)
    all.push_back({{"name", actor.name},
                   {"file", actor.path},
                   {"threads", actor.threads},
                   {"statements", actor.statements},
                   {"ran", actor.ran},
                   {"not_run", actor.not_run}});
  return all;
}

}  // namespace pagerace::cli
