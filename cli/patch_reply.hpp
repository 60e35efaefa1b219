// What a reviewer sends to the list: plain text, at most 72 columns and 25 lines.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "cli/patch_trial.hpp"
#include "traces/trace.hpp"

namespace pagerace::cli {

inline constexpr std::size_t kReplyWidth = 72;
inline constexpr std::size_t kReplyLines = 25;

/// The change that a reply tells of: first what is violated and was not, then what is violated in new ways, then what
/// was violated and holds. Null if there is none of these: what nobody can say is no news.
const Change* told_change(const DesignTrial& trial);

/// An execution as a few lines: who runs from where to where, and what goes wrong at its end. At most `most` lines;
/// what is left out is said to be.
std::vector<std::string> brief(const traces::Trace& trace, std::size_t most);

/// The reply. Empty if nothing is new. `trace` shows the told change, if there is an execution that does; `missing`
/// are functions that the patch touches and the design does not have.
std::string reply(const DesignTrial& trial, const std::optional<traces::Trace>& trace,
                  const std::vector<std::string>& missing);

/// Finds that execution once more: under the design what is broken, without it what is mended.
std::optional<traces::Trace> trace_of_told(const DesignTrial& trial, const TrialOptions& options);

}  // namespace pagerace::cli
