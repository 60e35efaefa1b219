// The .race files that come with pagerace.
#pragma once

#include <string>
#include <vector>

namespace pagerace::cli {

/// The folder that holds linux.race: $PAGERACE_LIBRARY, else share/pagerace/model/linux beside the folder of the
/// executable, else the source tree that it was built from.
std::string library_folder();

struct Design {
  std::string name;     ///< for --kernel
  std::string summary;  ///< from the comment at the top of its file, one line; may be empty
};

/// By name.
std::vector<Design> designs(const std::string& library);

}  // namespace pagerace::cli
