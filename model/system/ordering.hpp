// How accesses and fences are ordered, by the kernel's rules (tools/memory-model/Documentation/ordering.txt).
#pragma once

#include <cstdint>

namespace pagerace::system {

enum class Ordering : std::uint8_t { Plain, Once, Relaxed, Acquire, Release, Full };
enum class Fence : std::uint8_t { Full, Read, Write };

}  // namespace pagerace::system
