// A short hash of everything that a verdict depends on.
#pragma once

#include <string>
#include <utility>
#include <vector>

#include "model/source/source.hpp"

namespace pagerace::traces {

/// 64-bit FNV-1a, as 16 hexadecimal digits, of every text read, of the kernel and of the defines. Texts are taken in
/// order and without their paths, so that a tree may move. It tells an edited model from that of a trace; no protection
/// against malice.
std::string model_hash(const source::Sources& sources, const std::string& kernel,
                       const std::vector<std::pair<std::string, std::string>>& defines);

}  // namespace pagerace::traces
