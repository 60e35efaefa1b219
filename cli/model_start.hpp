// Whether a model can start at all: what its init says by helpers of the library has to be possible under the design.
#pragma once

#include "cli/model.hpp"

namespace pagerace::cli {

/// If not, adds an error at the call of the helper, and takes the system away. REQUIRES: `model` has a system.
void refuse_impossible_start(Model& model, const ModelOptions& options);

}  // namespace pagerace::cli
