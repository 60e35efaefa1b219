// Words of the trace format that both its writer and its reader need.
#pragma once

#include <array>

namespace pagerace::traces {

/// In the order of Event::Kind.
inline constexpr std::array<const char*, 8> kEventNames = {"statement", "enter", "leave", "load",
                                                           "store",     "note",  "probe", "report"};

}  // namespace pagerace::traces
