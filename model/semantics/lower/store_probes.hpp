// Which cells a `probe store` watches.
#pragma once

#include "model/semantics/lower/emitter.hpp"

namespace pagerace::semantics {

StoreProbe store_probe(const LoweringContext& context, int property, const Probe& probe);

}  // namespace pagerace::semantics
