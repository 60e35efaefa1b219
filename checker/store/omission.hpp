// How far a store that is not exact can be relied on.
#pragma once

#include <cstdint>

namespace pagerace::checker {

/// Of the states that a search came to, those that were taken for others. What only they lead to was not searched
/// either, and is not among them.
struct Omission {
  double expected = 0;     ///< how many
  double probability = 0;  ///< that there was any
};

/// Of a store that knows states by hashes of so many bits and holds so many states: each further state has its hash
/// with probability states / 2^bits (U. Stern, D. L. Dill, "Improved probabilistic verification by hash compaction",
/// CHARME 1995; here no more than one stored hash is compared with all of the new one).
Omission omission_of_hashes(std::uint64_t states, unsigned bits);

/// Of a BitstateTable of so many blocks: a state is omitted where other states of its block set all its bits (B. H.
/// Bloom, CACM 13(7), 1970; G. J. Holzmann, "An analysis of bitstate hashing", FMSD 13(3), 1998; blocks: F. Putze,
/// P. Sanders, J. Singler, WEA 2007), summed up over the states in the order of their coming (P. C. Dillinger,
/// P. Manolios, "Bloom filters in probabilistic verification", FMCAD 2004). Too low where most are omitted, since full
/// blocks then take fewer of those that are stored: by a fifteenth at 4 bits a state.
Omission omission_of_bitstates(std::uint64_t states, std::uint64_t blocks);

}  // namespace pagerace::checker
