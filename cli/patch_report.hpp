// What a posting touches, for readers and for scripts.
#pragma once

#include <cstddef>
#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "model/syntax/designs.hpp"
#include "patch/model_functions.hpp"
#include "patch/series.hpp"

namespace pagerace::cli {

/// A function that the posting touches, and those of the model that stand for it.
struct PostedFunction {
  const patch::Touched* touched = nullptr;
  std::vector<const patch::ModelFunction*> modelled;  ///< empty: not modelled
  bool is_of_other_file = false;  ///< the model has it of another file: perhaps it moved, perhaps it is another
};

struct Posting {
  patch::Series series;
  patch::TouchedBy touched;
  std::vector<PostedFunction> functions;
  std::vector<std::string> unread;  ///< "Documentation/mm.rst: not C": what says nothing about functions

  std::size_t modelled() const;
};

Posting posting_of(patch::Series series, const patch::ModelFunctions& model);

std::string describe(const Posting& posting, const syntax::KernelChoice& kernel);
nlohmann::ordered_json posting_json(const Posting& posting, const syntax::KernelChoice& kernel);

}  // namespace pagerace::cli
