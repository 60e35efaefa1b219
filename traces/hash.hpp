// A short name for everything that a verdict depends on.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/source/source.hpp"

namespace pagerace::traces {

/// 64-bit FNV-1a, as 16 hexadecimal digits, of every text read (in order, without its path, so that a tree may move),
/// the kernel and the defines. Tells an edited model from the one of a trace; no protection against malice.
std::string model_hash(const source::Sources& sources, const std::string& kernel,
                       const std::vector<std::pair<std::string, std::string>>& defines);

}  // namespace pagerace::traces
