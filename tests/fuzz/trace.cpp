// Any bytes, as a trace. It is read, or refused in one line; what is read can be drawn, and written so that it is read
// as the same. Nothing may crash, hang or leak.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <variant>

#include "traces/read_json.hpp"
#include "traces/render/columns.hpp"
#include "traces/render/json.hpp"

namespace {

using namespace pagerace::traces;

void require(bool condition) {
  if (!condition) std::abort();
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const auto read = read_trace(std::string(reinterpret_cast<const char*>(data), size));
  if (const auto* error = std::get_if<std::string>(&read)) {
    require(!error->empty() && error->find('\n') == std::string::npos);
    return 0;
  }
  const Trace& trace = std::get<Trace>(read);
  const std::string written = write_trace(trace);
  const auto again = read_trace(written);
  require(std::holds_alternative<Trace>(again) && write_trace(std::get<Trace>(again)) == written);
  for (const bool with_ghosts : {false, true}) {
    RenderOptions options;
    options.with_ghosts = with_ghosts;
    require(!render_columns(trace, options).empty());
  }
  return 0;
}
