// Tells what one thread did, as indented lines: the calls and what they changed.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "traces/trace.hpp"

namespace pagerace::traces {

struct Line {
  unsigned indent = 0;  ///< nesting of calls
  std::string text;
};

/// There is one for each thread. It remembers which calls the thread is in, so that the next step continues below them.
/// It leaves out what a reader does not need: local work, ghost state, the vocabulary inside a function that only wraps
/// it, and reads in a step that also writes.
class Narrator {
 public:
  explicit Narrator(bool with_ghosts);
  ~Narrator();
  Narrator(Narrator&&) noexcept;

  /// The lines for the thread's next step. `resumes`: other threads have moved since the thread's last step, so its
  /// current call is named again. Empty if the step is for properties only.
  std::vector<Line> step(const std::vector<Event>& events, bool resumes);

  /// What the thread is about to do but never does. Not empty if there is any mark.
  std::vector<Line> waiting(const std::vector<Event>& pending);

  /// Where the thread is: its calls that were not told yet; else its innermost call again; else its statement.
  std::vector<Line> here();

 private:
  struct Frame;
  struct Node;
  class Telling;

  std::shared_ptr<Node> build(const std::vector<Event>& events);

  bool with_ghosts_;
  std::vector<std::shared_ptr<Frame>> frames_;  ///< the thread itself, then its open calls
};

/// Makes printable ASCII of the text, at most `limit` characters.
std::string printable(const std::string& text, std::size_t limit = 400);

}  // namespace pagerace::traces
