// Makes an infinite execution of a finite one that ends where all executions are infinite.
#pragma once

#include <vector>

#include "checker/execute/interpreter.hpp"
#include "checker/step/result.hpp"

namespace pagerace::checker {

/// Adds steps to the path, which leads to `state`, until the last one leads back to a state that was passed: a lasso.
/// The loop lies, if that can be found in reasonable time, in a part of the program's states that it never leaves again
/// (a bottom strongly connected component), the nearest there is; it is a shortest one there. Throws std::logic_error
/// if an execution from the state ends.
void add_loop(Interpreter& interpreter, std::vector<Word> state, Path& path);

}  // namespace pagerace::checker
