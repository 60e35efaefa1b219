// The functions of a kernel model, by the functions of the kernel that they stand for.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "model/source/diagnostics.hpp"
#include "model/syntax/designs.hpp"

namespace pagerace::patch {

struct ModelFunction {
  std::string name;
  std::set<std::string> kernel_names;  ///< itself, and what its comments name
  std::set<std::string> kernel_files;  ///< "mm/page_alloc.c"; empty if it stands for nothing of the kernel
  std::string place;                   ///< "model/linux/mm/swap.race:23", of the definition that runs
  std::string override_text;           ///< that definition, with `override` before it
  std::string import;                  ///< the file that a scenario imports to have it, "mm/hugetlb.race"; or empty
  bool is_hook = false;                ///< nothing but a hook that nobody fills
  bool fills_hook = false;             ///< it is there without the import too, as a hook that does nothing
};

/// Those of a kernel design with all that it stands on, and those of the library's other files, which a scenario may
/// import.
class ModelFunctions {
 public:
  /// If the design cannot be read, `problems` says why, and nothing is known.
  ModelFunctions(const syntax::KernelChoice& kernel, const std::string& library, std::vector<std::string>& problems);

  /// Those that stand for this function of the kernel. If none is of that file, those of other files: files move, and
  /// whether it is the same function cannot be told then.
  std::vector<const ModelFunction*> find(const std::string& function, const std::string& path) const;

  const std::vector<ModelFunction>& all() const { return functions_; }

 private:
  std::vector<ModelFunction> functions_;
};

}  // namespace pagerace::patch
