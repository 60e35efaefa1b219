// What a kernel design that is a file says of itself.
#pragma once

#include <string>
#include <vector>

namespace pagerace::cli {

struct DesignFile {
  std::string imported;                ///< the kernel that it stands on; empty: it is a patch for any
  std::vector<std::string> functions;  ///< that it defines
};

/// Why it cannot be read is added to `problems`, a text for each that may have several lines.
DesignFile read_design(const std::string& file, std::vector<std::string>& problems);

}  // namespace pagerace::cli
