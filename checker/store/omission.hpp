// How far the result of a store that is not exact can be trusted.
#pragma once

#include <cstdint>

namespace pagerace::checker {

/// The states that a search reached but took for others. States that can be reached only through them were not searched
/// either, and are not counted here.
struct Omission {
  double expected = 0;     ///< the expected number of such states
  double probability = 0;  ///< that there is at least one
};

/// For a store that identifies states by hashes of `bits` bits and holds `states` states: each further state has the
/// hash of one of them with probability states / 2^bits (U. Stern, D. L. Dill, "Improved probabilistic verification by
/// hash compaction", CHARME 1995; here at most one stored hash is compared with all of the new one).
Omission omission_of_hashes(std::uint64_t states, unsigned bits);

/// For a BitstateTable of `blocks` blocks: a state is omitted if other states of its block set all its bits (B. H.
/// Bloom, CACM 13(7), 1970; G. J. Holzmann, "An analysis of bitstate hashing", FMSD 13(3), 1998; blocks: F. Putze, P.
/// Sanders, J. Singler, WEA 2007). The result is the sum over the states in the order of their arrival (P. C.
/// Dillinger, P. Manolios, "Bloom filters in probabilistic verification", FMCAD 2004). It is too low if most states are
/// omitted, since full blocks then take fewer of the stored ones: by a fifteenth at 4 bits a state.
Omission omission_of_bitstates(std::uint64_t states, std::uint64_t blocks);

}  // namespace pagerace::checker
