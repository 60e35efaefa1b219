// What the rest of the system does to the pages of a scenario: actors, each a file of the library with threads of its
// own, that --environment puts beside the scenario's threads.
#pragma once

#include <cstddef>
#include <cstdint>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/model.hpp"

namespace pagerace::cli {

class Reached;

/// The word that stands for no actor, and the one for all that fit: see trials.hpp.
inline constexpr const char* kNoActor = "none";
inline constexpr const char* kAnyActor = "any";

/// "walker,drain" as a list; "none" is an empty one. Nothing if a name is empty, or if "none" or "any" is not
/// alone.
std::optional<std::vector<std::string>> parse_environment(const std::string& text);

/// The names of the library's actors, sorted. Throws LibraryError.
std::vector<std::string> actor_names(const std::string& library);

/// The file of an actor: of the library, or a file of the user's, which ends in ".race". Empty if there is none.
std::string actor_path(const std::string& name, const std::string& library);

/// One actor in a run.
struct Actor {
  std::string name;
  std::string path;
  std::uint32_t threads = 0;
  std::size_t statements = 0;     ///< of its file: of threads and of functions
  std::size_t ran = 0;            ///< of them, so many were executed by some thread
  std::vector<unsigned> not_run;  ///< lines of the others, ascending
};

/// In the order in which they were asked for.
std::vector<Actor> environment(const Model& model, const Reached& reached);

/// "none", or "walker[1], drain[2]" with the numbers of threads.
std::string names_of(const std::vector<Actor>& actors);
/// That, and a line for each actor of which something was never executed.
std::vector<std::string> describe(const std::vector<Actor>& actors);

nlohmann::ordered_json environment_json(const std::vector<Actor>& actors);

}  // namespace pagerace::cli
