// The output formats of a trace. To add one, add a file in this folder and a line in formats.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "traces/trace.hpp"

namespace pagerace::traces {

struct RenderOptions {
  bool with_ghosts = false;  ///< show probes, ghost state and the final state, in formats that can omit them
  bool color = false;        ///< escape sequences of terminals, in formats for people
  unsigned width = 72;       ///< of a line, if the names allow it
};

struct Format {
  std::string_view name;
  std::string (*render)(const Trace& trace, const RenderOptions& options);
};

inline constexpr std::string_view kColumns = "columns";
inline constexpr std::string_view kJson = "json";

/// All formats. Safe from any thread.
std::span<const Format> formats();

/// The result ends with a newline. Throws std::invalid_argument if no format has that name.
std::string render(const Trace& trace, std::string_view format, const RenderOptions& options = {});

}  // namespace pagerace::traces
