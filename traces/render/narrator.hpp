// Tells what one thread did, as indented lines: calls with what they changed.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "traces/trace.hpp"

namespace pagerace::traces {

struct Line {
  unsigned indent = 0;  ///< of call nesting
  std::string text;
};

/// One for each thread. Keeps the calls that the thread is in, so that the next step goes on below them. What a reader
/// can do without stays untold: local work, ghost state, the vocabulary inside a function that only wraps it, reads in
/// a step that also writes.
class Narrator {
 public:
  explicit Narrator(bool with_ghosts);
  ~Narrator();
  Narrator(Narrator&&) noexcept;

  /// The thread's next step. `resumes`: other threads have moved since its last one, so the call that it is in is named
  /// again. Nothing where the step is for properties only.
  std::vector<Line> step(const std::vector<Event>& events, bool resumes);

  /// What the thread is about to do, and never does: never empty where there is any mark.
  std::vector<Line> waiting(const std::vector<Event>& pending);

  /// Where the thread is: its calls as far as they have not been told, else the innermost again, else its statement.
  std::vector<Line> here();

 private:
  struct Frame;
  struct Node;
  class Telling;

  std::shared_ptr<Node> build(const std::vector<Event>& events);

  bool with_ghosts_;
  std::vector<std::shared_ptr<Frame>> frames_;  ///< the thread itself, then the calls that are open
};

/// Printable ASCII, at most `limit` characters.
std::string printable(const std::string& text, std::size_t limit = 400);

}  // namespace pagerace::traces
