// Words of memory that many threads read and write. No more than tables need, and no headers: compiled at run time too.
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

/// What is read after this was written no earlier than what this has read.
inline std::uint64_t load(const std::uint64_t* word) { return __atomic_load_n(word, __ATOMIC_ACQUIRE); }

/// Compare and swap: true if the word was `expected` and is now `desired`.
inline bool replace(std::uint64_t* word, std::uint64_t expected, std::uint64_t desired) {
  return __atomic_compare_exchange_n(word, &expected, desired, false, __ATOMIC_ACQ_REL, __ATOMIC_ACQUIRE);
}

/// Two words that lie one behind the other, at an address that 16 divides.
struct WordPair {
  std::uint64_t low = 0, high = 0;
};

/// The second word is read before the first: where those who write put both in place at once, and a nonzero second word
/// says that they have, then the first is theirs too.
inline WordPair load_pair(const std::uint64_t* words) {
  WordPair pair;
  pair.high = load(words + 1);
  pair.low = load(words);
  return pair;
}

#if defined(__x86_64__) && !defined(PAGERACE_THREAD_SANITIZER)
/// Compare and swap of both words at once. Every x86 of this century can; compilers want a flag of their own for it, or
/// a library, so it is written as the instruction.
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
/// For the thread sanitizer (with Clang it takes -mcx16), and for other machines.
inline bool replace_pair(std::uint64_t* words, WordPair expected, WordPair desired) {
  using Pair = unsigned __int128;
  Pair old = static_cast<Pair>(expected.high) << 64 | expected.low;
  const Pair fresh = static_cast<Pair>(desired.high) << 64 | desired.low;
  return __atomic_compare_exchange_n(reinterpret_cast<Pair*>(words), &old, fresh, false, __ATOMIC_ACQ_REL,
                                     __ATOMIC_ACQUIRE);
}
#endif

/// Two words in one register. GCC and Clang know how to calculate with it on any machine.
using Lanes = std::uint64_t __attribute__((vector_size(16)));
using Lanes32 = std::uint32_t __attribute__((vector_size(16)));

/// Reads both words in one piece where the processor has AVX: Intel and AMD promise it of every such processor, of
/// aligned 16 bytes, whatever the instruction. Elsewhere it is not to be called.
inline Lanes load_lanes(const std::uint64_t* words) { return *reinterpret_cast<const volatile Lanes*>(words); }

/// Whether load_lanes may be called, asked of the machine that this runs on.
inline bool can_load_lanes() {
#if defined(__x86_64__) && !defined(PAGERACE_THREAD_SANITIZER)
  return __builtin_cpu_supports("avx") > 0;
#else
  return false;
#endif
}

inline bool is_nonzero(Lanes lanes) { return (lanes[0] | lanes[1]) != 0; }

/// Where lanes are equal all bits are set, elsewhere none.
inline Lanes equal(Lanes left, Lanes right) { return reinterpret_cast<Lanes>(left == right); }
inline Lanes equal32(Lanes left, Lanes right) {
  return reinterpret_cast<Lanes>(reinterpret_cast<Lanes32>(left) == reinterpret_cast<Lanes32>(right));
}

/// In both lanes, what both have.
inline Lanes in_both(Lanes lanes) {
#if defined(__clang__)
  return lanes & __builtin_shufflevector(lanes, lanes, 1, 0);
#else
  return lanes & __builtin_shuffle(lanes, Lanes{1, 0});
#endif
}

/// The lower half of each lane, of two pairs of lanes: { left[0], left[1], right[0], right[1] }.
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
