// A kernel design to fill in: what a patch touches of the model, as it is now, beside what the patch does.
#pragma once

#include <string>
#include <vector>

#include "patch/model_functions.hpp"
#include "patch/touched.hpp"

namespace pagerace::patch {

/// A function of the model, and the functions of the patch that it stands for.
struct ToFill {
  const ModelFunction* function = nullptr;
  std::vector<const Touched*> touched;
};

/// Each function of the model once, in the order in which the patch comes by what it stands for.
std::vector<ToFill> to_fill(const TouchedBy& touched, const ModelFunctions& model);

/// A file that pagerace accepts as it stands: every body is that of the model. `import` is the design that it stands
/// on; `title` says on one line what it will be.
std::string skeleton(const std::vector<ToFill>& functions, const std::string& import, const std::string& title);

}  // namespace pagerace::patch
