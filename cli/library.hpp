// The .race files that come with pagerace.
#pragma once

#include <stdexcept>
#include <string>
#include <vector>

namespace pagerace::cli {

/// The files that come with pagerace cannot be found or read. The message is for the user and may have several lines.
struct LibraryError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The folder that contains vocabulary.race and designs/: $PAGERACE_LIBRARY, else model/linux in one of
/// native::data_folders(). Throws LibraryError, which names each folder that was tried.
std::string library_folder();

struct Described {
  std::string name;     ///< of the file, without its ending
  std::string summary;  ///< from the comment at the top of its file, one line; may be empty
};

/// What --kernel takes, sorted by name. Throws LibraryError.
std::vector<Described> designs(const std::string& library);
/// What --environment takes, sorted by name. Throws LibraryError.
std::vector<Described> actors(const std::string& library);

}  // namespace pagerace::cli
