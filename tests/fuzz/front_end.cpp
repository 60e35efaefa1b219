// Any bytes, as a scenario: parsed, checked, lowered. Nothing may crash, hang or leak, whatever they are; and what is
// refused must have been complained about in a way that can be printed.
#include <cstddef>
#include <cstdint>
#include <cstdlib>
#include <memory>
#include <string>

#include "model/semantics/check.hpp"
#include "model/semantics/lower.hpp"
#include "model/syntax/load.hpp"
#include "tests/vocabulary_files.hpp"

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
    source::Diagnostics diagnostics;
    for (const auto& [path, text] : vocabulary_files(PAGERACE_SOURCE_DIR)) {
      unit.files.push_back(syntax::parse(sources, sources.add(path, text), typedefs, diagnostics));
      unit.files.back().layer = syntax::Layer::Vocabulary;
      require(!text.empty());
    }
    require(!diagnostics.has_errors());
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
  for (std::size_t i = 0; i + 1 < unit.files.size(); ++i) unit.files.back().imports.push_back({unit.files[i].id, {}});
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
