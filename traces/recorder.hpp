// Observes an execution and records what readers want to know about it.
#pragma once

#include <span>
#include <string>
#include <vector>

#include "checker/execute/interpreter.hpp"
#include "model/source/source.hpp"
#include "traces/locks.hpp"
#include "traces/trace.hpp"

namespace pagerace::traces {

/// Remembers from step to step which calls each thread is in. All arguments must outlive it.
class Recorder final : public checker::Observer {
 public:
  Recorder(const system::TransitionSystem& system, const source::Sources& sources);

  /// From now on, events belong to this thread and are added to `events`.
  void follow(std::uint32_t instance, std::vector<Event>& events);
  /// From now on, events belong to init, and then to the beginning of each thread.
  void follow_start(std::vector<Event>& init, std::vector<std::vector<Event>>& beginnings);

  void mark(const system::Mark& mark, std::span<const system::Value> registers) override;
  void load(system::Cell cell, system::Value value, const system::Access& access) override;
  void store(system::Cell cell, system::Value before, system::Value after, const system::Access& access) override;
  void report(const system::Failure& failure) override;
  void refuse(const system::Failure& failure, const std::string& value) override;
  void begin_thread(std::uint32_t instance) override;

  Locks& locks() { return locks_; }

  /// The text of a failure, with the value that did not fit if this is what it is about.
  std::string text_of(const system::Failure& failure) const;

 private:
  enum class Call : std::uint8_t { Vocabulary, Other };

  void add(Event event, source::Span span);
  void enter(const system::Mark& mark, std::span<const system::Value> registers);
  void leave(const system::Mark& mark, std::span<const system::Value> registers);
  Event access(system::Cell cell, const system::Access& access) const;
  std::vector<std::string> arguments(const system::Mark& mark, std::span<const system::Value> registers) const;
  bool inside_vocabulary() const { return !calls_->empty() && calls_->back() == Call::Vocabulary; }

  const system::TransitionSystem& system_;
  const source::Sources& sources_;
  std::vector<std::vector<Call>> stacks_;  ///< one for each thread, and one more for init
  std::uint32_t instance_ = 0;             ///< whom events belong to; one past the threads: init
  Locks locks_;
  const system::Failure* refused_ = nullptr;  ///< the last one that was about a value
  std::string refused_value_;
  std::vector<Call>* calls_ = nullptr;
  std::vector<Event>* events_ = nullptr;
  std::vector<std::vector<Event>>* beginnings_ = nullptr;
};

/// Source text on one line: without comments and final semicolon, with each run of blanks replaced by one.
std::string squeeze(std::string_view text);

/// A note's text, with its values in the place of %d, %u and similar.
std::string format_note(const std::string& format, const std::vector<std::string>& values);

}  // namespace pagerace::traces
