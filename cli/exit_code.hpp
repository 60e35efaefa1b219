// How the program ends, for scripts. 0 is said only of a whole search in which everything holds, not vacuously.
#pragma once

namespace pagerace::cli {

enum class Exit : int { Holds = 0, Violated = 1, Usage = 2, Inconclusive = 3, Vacuous = 4, Internal = 70 };

/// Of several files: 70, 2, 1, 3, 4, 0, whichever comes first.
Exit worst(Exit a, Exit b);

}  // namespace pagerace::cli
