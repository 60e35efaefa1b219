// The interface between a compiled module and pagerace: plain data, since different compilers may have made the two.
#pragma once

#include <cstdint>

#include "checker/step/moment.hpp"
#include "checker/step/worker.hpp"

namespace pagerace::native {

using checker::Transition;
using checker::Worker;
using system::Cell;
using system::Value;
using system::Word;

/// Increased whenever something in this file or its meaning changes.
inline constexpr std::uint32_t kAbi = 4;

/// The one symbol that a module exports.
inline constexpr const char* kModuleSymbol = "pagerace_module";

/// The result of expanding a chunk.
enum class Expansion : std::uint32_t {
  Done,
  Full,           ///< expand() returned false
  Contradiction,  ///< a fault of pagerace; the interpreter reports it when it expands the same chunk
  Interrupted,    ///< Worker::interrupted() said so; nothing of the chunk counts
  TooLong,        ///< a step of very many instructions or choices: the interpreter must expand the chunk
};

/// For tests: single steps of a module.
struct Probes {
  using Sink = void (*)(void* host, const Transition& transition);
  using Touch = void (*)(void* host, Cell cell, bool is_write);
  /// The transitions of one thread and the cells that they touch. Returns Done, Contradiction or TooLong.
  Expansion (*steps)(void* engine, const Word* state, std::uint32_t thread, void* host, Sink sink, Touch touch);
  Expansion (*holds)(void* engine, std::uint32_t query, checker::Moment moment, bool* result);
  bool (*all_done)(void* engine, const Word* state);
};

struct Module {
  // For comparison: a module with other values is not used.
  std::uint32_t abi;
  std::uint32_t module_size, worker_size, transition_size;
  std::uint32_t words, threads, cells, marks, failures, queries;

  /// Creates an engine for one thread of a search; null if there is no memory.
  void* (*create)();
  void (*destroy)(void* engine);
  /// `table` must have the type that the module was made for.
  Expansion (*expand)(void* engine, void* table, Worker* worker, const Word* states, std::uint32_t count);
  /// Sets the bytes of what coverage has: marks, failures, and cells that were written.
  void (*coverage)(const void* engine, std::uint8_t* marks, std::uint8_t* failures, std::uint8_t* written);
  const Probes* probes;  ///< null unless requested
};

}  // namespace pagerace::native
