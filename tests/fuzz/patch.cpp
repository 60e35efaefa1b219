// Any bytes, as a posting. It is read, or refused in one line with its file and a line; what it touches becomes a file
// of which no comment ends early. Nothing may crash, hang or leak.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <string>
#include <string_view>

#include "patch/series.hpp"
#include "patch/skeleton.hpp"

namespace {

using namespace pagerace::patch;

void require(bool condition) {
  if (!condition) std::abort();
}

/// Whether nothing stands outside of comments but the import and the override.
bool is_whole(std::string_view text) {
  std::string code;
  for (std::size_t at = 0; at < text.size();) {
    if (text.substr(at).starts_with("/*")) {
      const std::size_t end = text.find("*/", at + 2);
      if (end == std::string_view::npos) return false;
      at = end + 2;
    } else {
      if (text[at] != '\n') code += text[at];
      at++;
    }
  }
  std::string_view rest = code;
  constexpr std::string_view kImport = "import \"x.race\";", kBody = "override void f(void) { }";
  if (!rest.starts_with(kImport)) return false;
  rest.remove_prefix(kImport.size());
  return rest.empty() || rest == kBody;
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view text(reinterpret_cast<const char*>(data), size);
  Series series;
  try {
    series = read_series("x.mbox", text);
  } catch (const BadPatch& problem) {
    const std::string said = problem.what();
    require(said.starts_with("x.mbox:") && said.find('\n') == std::string::npos);
    return 0;
  }
  const TouchedBy touched = series.touched();
  ModelFunction function;
  function.name = "f";
  function.override_text = "override void f(void) { }";
  ToFill fill = {&function, {}};
  for (const Touched& each : touched.functions) {
    require(!each.function.empty() && !each.hunks.empty());
    fill.touched.push_back(&each);
  }
  std::vector<ToFill> fills;
  if (!fill.touched.empty()) fills.push_back(fill);
  const std::string title = series.patches.empty() ? "" : series.patches.front().subject;
  require(is_whole(skeleton(fills, "x.race", title)));
  return 0;
}
