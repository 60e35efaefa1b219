// A few words for the place in a picture where it goes wrong.
#pragma once

#include <string>
#include <vector>

namespace pagerace::traces {

/// From the parts of an explanation, as "page 0: PageOffline and PageBuddy"; "NAME is false" where they say too much.
std::string short_reason(const std::vector<std::string>& parts, const std::string& property);

}  // namespace pagerace::traces
