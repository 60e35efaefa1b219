// The exit status of the program, for scripts. 0 means: a complete search in which everything holds, and not vacuously.
#pragma once

namespace pagerace::cli {

enum class Exit : int { Holds = 0, Violated = 1, Usage = 2, Inconclusive = 3, Vacuous = 4, Internal = 70 };

/// Of several files, the first of 70, 2, 1, 3, 4, 0 that occurs.
Exit worst(Exit a, Exit b);

}  // namespace pagerace::cli
