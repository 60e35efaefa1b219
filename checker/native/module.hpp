// What a compiled module and pagerace say to each other: plain data, since the two may come from different compilers.
#pragma once

#include <cstdint>

#include "checker/step/worker.hpp"

namespace pagerace::native {

using checker::Transition;
using checker::Worker;
using system::Cell;
using system::Value;
using system::Word;

/// Counts up whenever something in this file, or what it means, changes.
inline constexpr std::uint32_t kAbi = 2;

/// The one symbol that a module exports.
inline constexpr const char* kModuleSymbol = "pagerace_module";

/// How an attempt to expand a chunk ended.
enum class Expansion : std::uint32_t {
  Done,
  Full,           ///< as expand() that says false
  Contradiction,  ///< a fault of pagerace; the interpreter, given the same chunk, says which
  TooLong,        ///< a step of very many instructions or choices: the interpreter is to expand the chunk
};

/// What tests ask of a module, one step at a time.
struct Probes {
  using Sink = void (*)(void* host, const Transition& transition);
  using Touch = void (*)(void* host, Cell cell, bool is_write);
  /// The transitions of one thread, and what they touch. Done, Contradiction or TooLong.
  Expansion (*steps)(void* engine, const Word* state, std::uint32_t thread, void* host, Sink sink, Touch touch);
  Expansion (*holds)(void* engine, std::uint32_t query, const Word* state, bool* result);
  bool (*all_done)(void* engine, const Word* state);
};

struct Module {
  // For comparison: what does not fit is not used.
  std::uint32_t abi;
  std::uint32_t module_size, worker_size, transition_size;
  std::uint32_t words, threads, cells, marks, failures, queries;

  /// An engine for one thread of a search; null where there is no memory.
  void* (*create)();
  void (*destroy)(void* engine);
  /// `table` is a table of the type that the module was made for.
  Expansion (*expand)(void* engine, void* table, Worker* worker, const Word* states, std::uint32_t count);
  /// Sets the bytes of all marks and failures that were reached.
  void (*coverage)(const void* engine, std::uint8_t* marks, std::uint8_t* failures);
  const Probes* probes;  ///< null unless asked for
};

}  // namespace pagerace::native
