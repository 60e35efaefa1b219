// The formats that a trace can be shown in. A new one is a file beside this and a line in formats.cpp.
#pragma once

#include <span>
#include <string>
#include <string_view>

#include "traces/trace.hpp"

namespace pagerace::traces {

struct RenderOptions {
  bool with_ghosts = false;  ///< probes, ghost state and the final state too, in formats that can leave them out
  bool color = false;        ///< escape sequences of terminals, in formats for people
  unsigned width = 72;       ///< of a line, kept where the names allow
};

struct Format {
  std::string_view name;
  std::string (*render)(const Trace& trace, const RenderOptions& options);
};

inline constexpr std::string_view kColumns = "columns";
inline constexpr std::string_view kJson = "json";

/// All there are. Safe from any thread.
std::span<const Format> formats();

/// Ends with a newline. Throws std::invalid_argument where no format has that name.
std::string render(const Trace& trace, std::string_view format, const RenderOptions& options = {});

}  // namespace pagerace::traces
