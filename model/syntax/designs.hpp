// Kernel designs by name: which file `import "linux.race"` means.
#pragma once

#include <string>
#include <vector>

namespace pagerace::syntax {

/// The kernel design of a run.
struct KernelChoice {
  std::string path;         ///< of its file; empty if there is none, and `problem` says why
  std::string name;         ///< as --kernel takes it: a name in the library, or the path of a file
  std::string asked;        ///< the release that was asked for, if it has no design of its own; else empty
  bool is_default = false;  ///< nobody asked for a design
  std::string problem, hint;
};

/// `asked` is the path of a file that ends in ".race", the name of a design, or a release ("6.15", "6.12.117"). A
/// release without a design of its own is the newest release not after it that has one, since designs are written only
/// for releases that changed something. Empty is the newest release. `library` holds designs/.
KernelChoice choose_kernel(const std::string& asked, const std::string& library);

/// The names of the designs of a library, sorted. Does not throw; a folder that cannot be read holds none.
std::vector<std::string> design_names(const std::string& library);

/// Why there is no such design and what to do, on one line.
std::string refusal(const KernelChoice& kernel);

/// "6.12 (for 6.15)" or "6.17 (default)", or the name alone.
std::string describe(const KernelChoice& kernel);

}  // namespace pagerace::syntax
