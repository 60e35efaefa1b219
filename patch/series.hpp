// What somebody posted: patches in their order.
#pragma once

#include <string>
#include <vector>

#include "patch/diff.hpp"
#include "patch/touched.hpp"

namespace pagerace::patch {

struct Patch {
  std::string path;  ///< of the file that it was read from
  std::string subject, author;
  std::vector<FileChange> files;
};

struct Series {
  std::vector<Patch> patches;
  unsigned replies = 0;  ///< messages that answer ("Re:"), which were not read

  TouchedBy touched() const;
};

/// A file: a mailbox, a mail, or a bare patch. Or a folder: its files that end in .patch, .diff, .mbox, .mbx or .eml,
/// by name. The patches of a mailbox are put in the order that "[PATCH 2/3]" says. Throws BadPatch, also if there is no
/// patch in it.
Series read_series(const std::string& path);

/// The same, of a text that was read from there.
Series read_series(const std::string& path, std::string_view text);

}  // namespace pagerace::patch
