// A few words for the point in a diagram at which the execution goes wrong.
#pragma once

#include <string>
#include <vector>

namespace pagerace::traces {

/// Made from the parts of an explanation: "page 0: PageOffline and PageBuddy"; "NAME is false" if the parts say too
/// much.
std::string short_reason(const std::vector<std::string>& parts, const std::string& property);

}  // namespace pagerace::traces
