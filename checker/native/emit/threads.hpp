// Writes functions for the code of threads that are alike, and for the queries.
#pragma once

#include <map>
#include <memory>
#include <string>
#include <vector>

#include "checker/native/emit/function.hpp"

namespace pagerace::native {

/// Emits all steps of the threads of one template.
class ThreadEmitter {
 public:
  ThreadEmitter(Unit& unit, std::uint32_t number_of_template);

  /// The text of a function template thread_N(t, state, run, sink, foot).
  std::string text();

 private:
  Function& continuation(std::uint32_t choose);
  void analyse();
  std::string dispatch() const;

  Unit& unit_;
  const Source source_;
  std::map<std::uint32_t, std::unique_ptr<Function>> locations_;      ///< by number of the location
  std::map<std::uint32_t, std::unique_ptr<Function>> continuations_;  ///< by number of the Choose before
};

/// The text of a function ask_N(state, run).
std::string emit_query(Unit& unit, std::uint32_t number, const system::Predicate& predicate);

}  // namespace pagerace::native
