// One mail: headers that are folded, bodies that are encoded or have parts.
#pragma once

#include <string>
#include <vector>

#include "patch/mailbox.hpp"

namespace pagerace::patch {

/// `lines` begin with the first header. `path` is for errors. Throws BadPatch.
Message read_mail(const std::string& path, const std::vector<Line>& lines);

}  // namespace pagerace::patch
