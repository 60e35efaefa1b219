// A file with mails, or with one mail, or with a bare patch: cut into messages.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "patch/text.hpp"

namespace pagerace::patch {

struct Message {
  std::string subject;  ///< decoded, on one line; empty for a bare patch
  std::string author;   ///< the header From, decoded
  std::vector<Line> body;
};

/// What is text of each message: parts that are attached are read if they are text. `path` is for errors. Throws
/// BadPatch.
std::vector<Message> read_mailbox(const std::string& path, std::string_view text);

}  // namespace pagerace::patch
