// What makes fewer states of the same model.
#pragma once

namespace pagerace::checker {

/// None of them yet.
struct Reductions {};

}  // namespace pagerace::checker
