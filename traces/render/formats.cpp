#include "traces/render/formats.hpp"

#include <algorithm>
#include <array>
#include <stdexcept>

#include "traces/render/columns.hpp"
#include "traces/render/json.hpp"

namespace pagerace::traces {

std::span<const Format> formats() {
  static constexpr std::array<Format, 2> all = {{
      {kColumns, render_columns},
      {kJson, [](const Trace& trace, const RenderOptions&) { return write_trace(trace); }},
  }};
  return all;
}

std::string render(const Trace& trace, std::string_view format, const RenderOptions& options) {
  const auto found = std::ranges::find(formats(), format, &Format::name);
  if (found == formats().end()) throw std::invalid_argument("no format of traces is named " + std::string(format));
  return found->render(trace, options);
}

}  // namespace pagerace::traces
