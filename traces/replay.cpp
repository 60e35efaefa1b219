#include "traces/replay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <utility>

#include "checker/step/formula_queries.hpp"
#include "model/system/state.hpp"
#include "traces/locks.hpp"
#include "traces/reason.hpp"
#include "traces/recorder.hpp"
#include "traces/settle.hpp"

namespace pagerace::traces {

using checker::Interpreter;
using system::TransitionSystem;

namespace {

class Replayer {
 public:
  Replayer(const TransitionSystem& system, const source::Sources& sources, const checker::Path& path)
      : system_(system),
        sources_(sources),
        path_(path),
        interpreter_(system),
        recorder_(system, sources),
        settler_(system.instances.size()) {}

  Replay run(const Claim& claim);

 private:
  /// Returns the error, or empty.
  std::string start();
  void tell_failing_start(const std::vector<std::vector<Event>>& beginnings);
  std::string step(std::size_t number);
  std::string unfit(std::size_t number) const;
  void describe_end(const Claim& claim, const Verified& verified);
  properties::Explanation explain(const system::Clause& clause, bool stays) const;
  void explain_misuse(const system::Failure& failure);
  std::vector<Standing> standing(bool tells_waiting);
  bool can_move(std::uint32_t instance);
  void describe_waiting();
  void describe_loop();
  std::vector<Event> tried(std::uint32_t instance);
  Event waits_at(source::Span span) const;

  const TransitionSystem& system_;
  const source::Sources& sources_;
  const checker::Path& path_;
  Interpreter interpreter_;
  Recorder recorder_;
  Settler settler_;
  Trace trace_;
  Interpreter::Replayed last_;
  std::vector<system::Word> before_, state_;  ///< before the last step, and after it
};

/// The thread that fails never takes a step of its own, so its beginning is shown as part of init, with its name.
void Replayer::tell_failing_start(const std::vector<std::vector<Event>>& beginnings) {
  const auto fails = [](const Event& event) { return event.kind == Event::Kind::Report; };
  std::string who = "init";
  const std::vector<Event>* failing = &trace_.initial;
  for (std::size_t i = 0; i < beginnings.size(); i++) {
    if (beginnings[i].empty() || !fails(beginnings[i].back())) continue;
    who = fmt::format("the beginning of {}", system_.instances[i].name);
    failing = &beginnings[i];
  }
  const auto last = std::find_if(failing->rbegin(), failing->rend(),
                                 [](const Event& event) { return event.kind == Event::Kind::Statement; });
  trace_.explanation.parts.push_back(
      last == failing->rend() ? "in " + who : fmt::format("in {}, at {}: {}", who, last->place, last->text));
  for (const std::vector<Event>& events : beginnings)
    trace_.initial.insert(trace_.initial.end(), events.begin(), events.end());
}

std::string Replayer::start() {
  std::vector<std::vector<Event>> beginnings(system_.instances.size());
  recorder_.follow_start(trace_.initial, beginnings);
  last_ = interpreter_.replay_initial(path_.initial, recorder_);
  if (!last_.possible) return "there is no such start";
  if (last_.failure != nullptr) {
    if (!path_.steps.empty()) return "the start fails, and steps follow";
    recorder_.report(*last_.failure);
    tell_failing_start(beginnings);
    return "";
  }
  for (std::uint32_t i = 0; i < beginnings.size(); i++) settler_.begin(i, std::move(beginnings[i]));
  state_ = last_.after;
  return "";
}

std::string Replayer::unfit(std::size_t number) const {
  return fmt::format("step {} of {}: ", number + 1, path_.steps.size());
}

std::string Replayer::step(std::size_t number) {
  const checker::Step& step = path_.steps[number];
  if (step.instance >= system_.instances.size())
    return unfit(number) + fmt::format("there is no thread {}", step.instance);
  const std::string& name = system_.instances[step.instance].name;
  TraceStep told = {step, name, {}};
  recorder_.follow(step.instance, told.events);
  last_ = interpreter_.replay(state_.data(), step.instance, step.choices, recorder_);
  if (!last_.possible) return unfit(number) + fmt::format("thread {} cannot take it", name);
  const bool failed = last_.failure != nullptr;
  if (failed && number + 1 != path_.steps.size()) return unfit(number) + "it fails, and steps follow";
  if (failed) recorder_.report(*last_.failure);
  const bool at_end = failed || interpreter_.at_end(last_.after.data(), step.instance);
  settler_.settle(step.instance, at_end, told.events);
  trace_.steps.push_back(std::move(told));
  if (!failed) before_ = std::exchange(state_, last_.after);
  return "";
}

void Replayer::describe_end(const Claim& claim, const Verified& verified) {
  trace_.is_witness = claim.is_witness;
  if (claim.subject.property >= 0) {
    const system::Property& property = system_.properties[static_cast<std::size_t>(claim.subject.property)];
    trace_.property = property.name;
    trace_.place = sources_.place(property.span);
    if (verified.clause >= 0) {
      const system::Clause& clause = property.clauses[static_cast<std::size_t>(verified.clause)];
      trace_.place = sources_.place(clause.span);
      if (!claim.is_witness) trace_.explanation = explain(clause, verified.stays);
      trace_.explanation.formula = squeeze(sources_.slice(clause.span));
      trace_.message = claim.is_witness ? trace_.property : short_reason(trace_.explanation.parts, trace_.property);
    }
  } else {
    trace_.property = system::name_of(claim.subject.check);
    trace_.check = claim.subject.check;
  }
  if (verified.failure != nullptr) {
    trace_.place = sources_.place(verified.failure->span);
    trace_.message = verified.failure->text.empty() ? trace_.property : recorder_.text_of(*verified.failure);
  } else if (claim.subject.check == system::Check::Livelock) {
    describe_loop();
  } else if (claim.subject.property < 0) {
    describe_waiting();
  }
  if (verified.failure != nullptr) explain_misuse(*verified.failure);
}

/// What a formula with `next` says of the last step, or of a run that ends.
properties::Explanation Replayer::explain(const system::Clause& clause, bool stays) const {
  const bool of_step = checker::reads_next(clause.formula.predicate) && !stays;
  const checker::Moment moment(of_step ? before_.data() : state_.data(), state_.data());
  properties::Explanation explanation = properties::explain(system_, clause.formula, moment, sources_);
  if (stays) explanation.parts.emplace_back("a run ends here, and stays as it is");
  return explanation;
}

void Replayer::describe_waiting() {
  bool daemon_moves = false;
  for (std::uint32_t i = 0; i < trace_.standing.size(); i++) {
    const Standing& standing = trace_.standing[i];
    if (standing.is_daemon) daemon_moves = daemon_moves || can_move(i);
    if (!standing.is_finished && !standing.is_daemon && trace_.place.empty()) trace_.place = standing.place;
  }
  trace_.explanation.parts = tell_deadlock(trace_.standing);
  trace_.message = daemon_moves ? "no thread but daemons will ever move again" : "no thread can move";
}

/// Who goes round, who waits, and who could do something else without changing that nothing ends.
void Replayer::describe_loop() {
  trace_.message = "from here on, no execution comes to an end";
  std::vector<bool> is_in_loop(trace_.standing.size(), false);
  for (std::size_t i = *path_.loop_start; i < path_.steps.size(); i++) is_in_loop[path_.steps[i].instance] = true;
  for (std::uint32_t i = 0; i < trace_.standing.size(); i++) {
    const Standing& standing = trace_.standing[i];
    if (standing.is_finished) continue;
    std::string what;
    if (is_in_loop[i]) {
      if (trace_.place.empty()) trace_.place = standing.place;
      what = fmt::format("goes round at {}", standing.place);
    } else if (can_move(i)) {
      what = fmt::format("could go on at {}, which ends nothing either", standing.place);
    } else {
      what = tell_waiting(trace_.standing, i);
    }
    trace_.explanation.parts.push_back(fmt::format("{} {}", standing.thread, what));
  }
}

/// Of the kernel's locks it matters who holds which; the call is where the reader looks.
void Replayer::explain_misuse(const system::Failure& failure) {
  const bool is_about_locks =
      failure.check == system::Check::LockMisuse || failure.check == system::Check::SleepingInAtomic;
  if (!is_about_locks || failure.property >= 0 || trace_.steps.empty()) return;
  const std::string at = squeeze(sources_.slice(failure.span));
  if (failure.check == system::Check::SleepingInAtomic) trace_.message = fmt::format("{} {}", at, failure.text);
  const Standing& standing = trace_.standing[trace_.steps.back().step.instance];
  for (std::string& line : tell_holds(standing)) trace_.explanation.parts.push_back(std::move(line));
}

/// The marks that a blocked thread passes before it blocks; they name the lock that it waits for.
std::vector<Event> Replayer::tried(std::uint32_t instance) {
  std::vector<Event> events;
  recorder_.follow(instance, events);
  recorder_.locks().forget_loads();
  interpreter_.replay(state_.data(), instance, {}, recorder_);
  std::erase_if(events, [](const Event& event) {
    return event.kind != Event::Kind::Enter && event.kind != Event::Kind::Leave && event.kind != Event::Kind::Statement;
  });
  return events;
}

Event Replayer::waits_at(source::Span span) const {
  Event event;
  event.kind = Event::Kind::Statement;
  event.text = squeeze(sources_.slice(span));
  event.place = sources_.place(span);
  event.span = span;
  return event;
}

bool Replayer::can_move(std::uint32_t instance) {
  bool moves = false;
  interpreter_.steps(state_.data(), instance, [&](const checker::Transition&) {
    moves = true;
    return false;
  });
  return moves;
}

/// `tells_waiting`: what blocked threads wait for is told too.
std::vector<Standing> Replayer::standing(bool tells_waiting) {
  std::vector<Standing> all;
  for (std::uint32_t i = 0; i < system_.instances.size(); i++) {
    const system::ThreadInstance& instance = system_.instances[i];
    const system::ThreadTemplate& code = system_.templates[instance.code];
    Standing one = {instance.name, code.is_daemon, false, "", settler_.pending(i), recorder_.locks().held_by(i), {}};
    source::Span span;
    if (!state_.empty()) {
      const std::uint32_t number = system::location_of(system_, state_.data(), i);
      one.is_finished = interpreter_.at_end(state_.data(), i);
      if (!one.is_finished) {
        span = code.locations[number].span;
        one.place = sources_.place(span);
      }
    }
    if (tells_waiting && !one.is_finished && !can_move(i)) {
      for (Event& event : tried(i)) one.pending.push_back(std::move(event));
      one.waits_for = recorder_.locks().waited_for();
      // A loop that waits again, as in wait_event, passes no mark.
      const auto is_told = [](const Event& event) {
        return event.kind == Event::Kind::Enter || event.kind == Event::Kind::Statement;
      };
      if (std::none_of(one.pending.begin(), one.pending.end(), is_told) && !one.place.empty())
        one.pending.push_back(waits_at(span));
    }
    all.push_back(std::move(one));
  }
  return all;
}

std::vector<std::pair<std::string, std::string>> print_memory(const TransitionSystem& system,
                                                              const std::vector<system::Word>& state) {
  std::vector<std::pair<std::string, std::string>> memory;
  for (system::Cell cell = 1; cell < system.cells.size() && !state.empty(); cell++) {
    const system::CellInfo& info = system.cells[cell];
    const bool never_changes = system.cell_storage[cell].width == 0;
    if (info.type == nullptr || info.is_private || never_changes) continue;
    const system::Value value = system::get(system, state.data(), system.cell_storage[cell]);
    memory.emplace_back(info.name(), system::print_value(system, info.type, value));
  }
  return memory;
}

Replay Replayer::run(const Claim& claim) {
  Replay result;
  result.error = start();
  std::vector<system::Word> loop_state;
  for (std::size_t i = 0; i < path_.steps.size() && result.error.empty(); i++) {
    if (path_.loop_start == i) loop_state = state_;
    result.error = step(i);
  }
  if (!result.error.empty()) return result;
  End end;
  end.failure = last_.failure;
  end.reports = last_.reports;
  if (end.failure == nullptr) {
    end.state = state_;
    end.before = before_;
  }
  end.is_loop = path_.loop_start.has_value() && !loop_state.empty() && loop_state == end.state;
  if (path_.loop_start && !end.is_loop) {
    result.error = fmt::format("the steps after step {} are no loop", *path_.loop_start);
    return result;
  }
  result.verified = verify(system_, interpreter_, claim, end);
  if (!result.verified.is_true) {
    result.error = "it does not end in what was claimed";
    return result;
  }
  trace_.path = path_;
  for (const system::ThreadInstance& instance : system_.instances) trace_.threads.push_back(instance.name);
  const bool is_failure = result.verified.failure != nullptr;
  trace_.standing = standing(!is_failure && claim.subject.property < 0);
  trace_.final_state = print_memory(system_, state_);
  describe_end(claim, result.verified);
  result.state = end.state;
  result.trace = std::move(trace_);
  return result;
}

}  // namespace

Replay replay(const TransitionSystem& system, const source::Sources& sources, const checker::Path& path,
              const Claim& claim) {
  return Replayer(system, sources, path).run(claim);
}

Claim claim_of(const checker::Verdict& verdict) {
  Claim claim;
  claim.subject = verdict.subject;
  claim.is_witness = verdict.outcome != checker::Outcome::Violated;
  if (verdict.finding) {
    claim.clause = verdict.finding->clause;
    claim.failure = verdict.finding->failure;
  }
  return claim;
}

std::optional<Claim> claim_named(const TransitionSystem& system, const std::string& name, bool is_witness) {
  Claim claim;
  claim.is_witness = is_witness;
  for (std::size_t i = 0; i < system.properties.size(); i++) {
    if (system.properties[i].name != name) continue;
    claim.subject.property = static_cast<int>(i);
    return claim;
  }
  const std::optional<system::Check> check = system::check_named(name);
  if (!check) return std::nullopt;
  claim.subject.check = *check;
  return claim;
}

}  // namespace pagerace::traces
