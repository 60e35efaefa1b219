// How much of a patch ran: of a kernel design that is a file, and of what --patch puts on top of a design. A verdict
// says something about a patch only if threads executed it.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <optional>
#include <string>
#include <vector>

#include "cli/model.hpp"

namespace pagerace::cli {

class Reached;

struct Patched {
  /// A function of the patch that is part of the run.
  struct Function {
    std::string name, path;
    unsigned line = 0;
    std::size_t statements = 0;
    std::size_t ran = 0;
    std::vector<unsigned> not_run;  ///< lines of the statements that no thread executed, ascending
  };
  /// A function of the patch about which the run says nothing.
  struct Aside {
    enum class Why { Replaced, NotBrought, OnlyInit, OnlyProperties };
    std::string name, path;
    unsigned line = 0;
    Why why = Why::Replaced;
    std::string by;  ///< Replaced: the place of what runs instead. NotBrought: where the library has it
  };

  std::vector<std::string> files;
  std::vector<Function> functions;
  std::vector<Aside> asides;

  std::size_t statements() const;
  std::size_t ran() const;
  /// No thread executed any of it.
  bool is_idle() const { return ran() == 0; }
};

/// Nothing if the kernel is one of the library's, without a patch.
std::optional<Patched> patched(const Model& model, const Reached& reached);

/// "3 of 7 statements of 2 functions ran", then a line for each thing that did not.
std::vector<std::string> describe(const Patched& patched);
/// "3 of 7".
std::string short_text(const Patched& patched);

nlohmann::ordered_json patched_json(const Patched& patched);

}  // namespace pagerace::cli
