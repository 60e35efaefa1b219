// Any bytes, as a scenario: parsed, checked, lowered. Nothing may crash, hang or leak, whatever they are; and what is
// refused must have been complained about in a way that can be printed.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <sstream>
#include <string>

#include "model/semantics/check.hpp"
#include "model/semantics/lower.hpp"
#include "model/syntax/load.hpp"

namespace {

using namespace pagerace;

void require(bool condition) {
  if (!condition) std::abort();
}

// Read once: it is the same for all inputs.
struct Vocabulary {
  source::Sources sources;
  std::vector<std::string> typedefs;
  syntax::Unit unit;

  Vocabulary() {
    std::ifstream file(PAGERACE_SOURCE_DIR "/model/linux/vocabulary.race", std::ios::binary);
    std::ostringstream text;
    text << file.rdbuf();
    source::Diagnostics diagnostics;
    unit.files.push_back(syntax::parse(sources, sources.add("vocabulary.race", text.str()), typedefs, diagnostics));
    require(!text.str().empty() && !diagnostics.has_errors());
  }
};

void render_all(const source::Sources& sources, const source::Diagnostics& diagnostics) {
  for (const source::Diagnostic& diagnostic : diagnostics.all()) {
    require(!diagnostic.message.empty());
    require(!source::render(sources, diagnostic).empty());
  }
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Vocabulary known;
  source::Sources sources = known.sources;
  std::vector<std::string> typedefs = known.typedefs;
  source::Diagnostics diagnostics;
  // Imports are left out: what they do depends on files, and a fuzzer should not.
  std::string text(reinterpret_cast<const char*>(data), size);
  syntax::Unit& unit = known.unit;
  unit.files.push_back(syntax::parse(sources, sources.add("input.race", std::move(text)), typedefs, diagnostics));
  unit.files.back().imports.push_back({unit.files.front().id, {}});
  if (!diagnostics.has_errors()) {
    std::shared_ptr<const semantics::Program> program = semantics::check(unit, {}, sources, diagnostics);
    require(program || diagnostics.has_errors());
    if (program) {
      const auto lowered = semantics::lower(program, {}, diagnostics);
      require(lowered || diagnostics.has_errors());
    }
  }
  unit.files.pop_back();
  render_all(sources, diagnostics);
  return 0;
}
