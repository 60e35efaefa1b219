// The names that the writer and the reader of JSON traces share.
#pragma once

#include <array>

namespace pagerace::traces {

inline constexpr int kFormatVersion = 1;

/// In the order of Event::Kind.
inline constexpr std::array<const char*, 8> kEventNames = {"statement", "enter", "leave", "load",
                                                           "store",     "note",  "probe", "report"};

}  // namespace pagerace::traces
