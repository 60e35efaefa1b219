// Memory words that many threads read and write. Contains only what tables need and includes no headers, because it is
// also compiled at run time.
#pragma once

#include <cstdint>

#if defined(__SANITIZE_THREAD__)
#define PAGERACE_THREAD_SANITIZER 1
#elif defined(__has_feature)
#if __has_feature(thread_sanitizer)
#define PAGERACE_THREAD_SANITIZER 1
#endif
#endif

namespace pagerace::checker {

/// An acquire load: later reads see at least what the writer of this word had written before it.
inline std::uint64_t load(const std::uint64_t* word) { return __atomic_load_n(word, __ATOMIC_ACQUIRE); }

/// Compare and swap: true if the word was `expected` and is now `desired`.
inline bool replace(std::uint64_t* word, std::uint64_t expected, std::uint64_t desired) {
  return __atomic_compare_exchange_n(word, &expected, desired, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
}

/// Two consecutive words, at an address that is a multiple of 16.
struct WordPair {
  std::uint64_t low = 0, high = 0;
};

/// Reads the second word before the first. Writers replace both at once, and a nonzero second word says that they have
/// done so. In that case the first word is theirs too.
inline WordPair load_pair(const std::uint64_t* words) {
  WordPair pair;
  pair.high = load(words + 1);
  pair.low = load(words);
  return pair;
}

#if defined(__x86_64__) && !defined(PAGERACE_THREAD_SANITIZER)
/// Compare and swap of both words at once. Every x86 of this century has the instruction, but compilers need a special
/// flag or a library for it, so it is written in assembly.
inline bool replace_pair(std::uint64_t* words, WordPair expected, WordPair desired) {
  bool replaced = false;
  asm volatile("lock cmpxchg16b %1"
               : "=@ccz"(replaced), "+m"(*reinterpret_cast<unsigned __int128*>(words)), "+a"(expected.low),
                 "+d"(expected.high)
               : "b"(desired.low), "c"(desired.high)
               : "memory");
  return replaced;
}
#else
/// For the thread sanitizer (Clang needs -mcx16 for it), and for other machines.
inline bool replace_pair(std::uint64_t* words, WordPair expected, WordPair desired) {
  using Pair = unsigned __int128;
  Pair old = static_cast<Pair>(expected.high) << 64 | expected.low;
  const Pair fresh = static_cast<Pair>(desired.high) << 64 | desired.low;
  return __atomic_compare_exchange_n(reinterpret_cast<Pair*>(words), &old, fresh, false, __ATOMIC_ACQ_REL,
                                     __ATOMIC_ACQUIRE);
}
#endif

/// Two words in one register. GCC and Clang can calculate with it on any machine.
using Lanes = std::uint64_t __attribute__((vector_size(16)));
using Lanes32 = std::uint32_t __attribute__((vector_size(16)));

/// Reads both words in one access if the processor has AVX: for aligned 16 bytes, Intel and AMD guarantee it on every
/// such processor, with any instruction. Must not be called on other processors.
inline Lanes load_lanes(const std::uint64_t* words) { return *reinterpret_cast<const volatile Lanes*>(words); }

/// Whether load_lanes may be called on this machine.
inline bool can_load_lanes() {
#if defined(__x86_64__) && !defined(PAGERACE_THREAD_SANITIZER)
  return __builtin_cpu_supports("avx") > 0;
#else
  return false;
#endif
}

inline bool is_nonzero(Lanes lanes) { return (lanes[0] | lanes[1]) != 0; }

/// Sets all bits of the lanes that are equal, and none of the others.
inline Lanes equal(Lanes left, Lanes right) { return reinterpret_cast<Lanes>(left == right); }
inline Lanes equal32(Lanes left, Lanes right) {
  return reinterpret_cast<Lanes>(reinterpret_cast<Lanes32>(left) == reinterpret_cast<Lanes32>(right));
}

/// The bits that both lanes have, in both lanes.
inline Lanes in_both(Lanes lanes) {
#if defined(__clang__)
  return lanes & __builtin_shufflevector(lanes, lanes, 1, 0);
#else
  return lanes & __builtin_shuffle(lanes, Lanes{1, 0});
#endif
}

/// The lower half of each lane of two pairs: { left[0], left[1], right[0], right[1] }.
inline Lanes lower_halves(Lanes left, Lanes right) {
#if defined(__clang__)
  return reinterpret_cast<Lanes>(
      __builtin_shufflevector(reinterpret_cast<Lanes32>(left), reinterpret_cast<Lanes32>(right), 0, 2, 4, 6));
#else
  return reinterpret_cast<Lanes>(
      __builtin_shuffle(reinterpret_cast<Lanes32>(left), reinterpret_cast<Lanes32>(right), Lanes32{0, 2, 4, 6}));
#endif
}

}  // namespace pagerace::checker
