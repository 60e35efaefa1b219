#include "tests/resume/plan.hpp"

#include <doctest/doctest.h>
#include <fmt/format.h>
#include <fmt/ranges.h>
#include <stdlib.h>

#include <atomic>
#include <chrono>
#include <filesystem>
#include <thread>

#include "checker/checkpoint/model_identity.hpp"
#include "checker/step/formula_queries.hpp"
#include "checker/store/free_memory.hpp"

namespace pagerace::resume_tests {

using checker::Stop;

namespace {

constexpr int kMostStops = 6;

std::string told(const checker::Finding& finding) {
  std::string text = fmt::format("depth {}, state {}, clause {}, failure {}", finding.depth, finding.state,
                                 finding.clause, finding.failure);
  if (finding.step) text += fmt::format(", thread {}, choices {}", finding.step->instance, finding.step->choices);
  if (finding.start) text += fmt::format(", start {}", *finding.start);
  return text;
}

/// Sets a flag after some time.
class Alarm {
 public:
  Alarm(std::atomic<bool>& flag, std::chrono::microseconds time)
      : thread_([&flag, time] {
          std::this_thread::sleep_for(time);
          flag = true;
        }) {}
  ~Alarm() { thread_.join(); }

 private:
  std::thread thread_;
};

std::uint64_t below(std::mt19937& random, std::uint64_t end) {
  return std::uniform_int_distribution<std::uint64_t>(0, end - 1)(random);
}

void bound_by(Bound bound, std::uint64_t states, std::uint32_t depth, std::mt19937& random,
              checker::SearchOptions& options) {
  if (bound == Bound::States) options.max_states = states + below(random, 200);
  if (bound == Bound::Depth) options.max_depth = depth + static_cast<std::uint32_t>(below(random, 4));
  if (bound == Bound::Time) options.timeout = 1e-6 * static_cast<double>(below(random, 20'000));
  if (bound == Bound::Memory) {
    const std::uint64_t reserve = (3u << 20) + options.threads * (512u << 10);  // not for log and store
    options.memory = checker::resident_memory() + reserve + below(random, 300u << 10);
  }
}

Stop stop_of(Bound bound) {
  constexpr Stop kStops[] = {Stop::MaxStates, Stop::MaxDepth, Stop::Timeout, Stop::Memory, Stop::Interrupted};
  return kStops[static_cast<int>(bound)];
}

}  // namespace

std::unique_ptr<cli::Model> load(const std::string& path, const Defines& defines) {
  cli::ModelOptions options;
  options.defines = defines;
  auto model = cli::load_model(PAGERACE_SOURCE_DIR "/" + path, options, cli::Stage::System);
  REQUIRE(cli::is_searchable(*model));
  return model;
}

std::string told(const properties::Checked& checked) {
  const checker::SearchResult& result = checked.result;
  std::string text = fmt::format("stop {}, {} states, {} transitions, depth {}\n", static_cast<int>(result.stop),
                                 result.states, result.transitions, result.depth);
  for (const checker::Verdict& verdict : result.verdicts) {
    text += fmt::format("{}: {} {}", verdict.name, static_cast<int>(verdict.outcome), verdict.reason);
    if (verdict.finding) text += " " + told(*verdict.finding);
    text += "\n";
  }
  return text + fmt::format("{} {} {}\n", result.coverage.marks, result.coverage.failures, result.coverage.written);
}

Scratch::Scratch() : path_(std::filesystem::temp_directory_path() / "pagerace-resume-XXXXXX") {
  REQUIRE(mkdtemp(path_.data()) != nullptr);
}

Scratch::~Scratch() { std::filesystem::remove_all(path_); }

Course stop_and_go(const system::TransitionSystem& system, const checker::SearchOptions& options, Bound bound,
                   std::mt19937& random) {
  const Scratch scratch;
  const checker::ModelIdentity identity = {{"model", "the same"}};
  const checker::SnapshotShape shape =
      checker::shape_of(system, checker::state_shape(system), checker::queries_of(system).size());
  Course course;
  for (;;) {
    checker::SearchOptions now = options;
    now.threads = static_cast<std::uint32_t>(1 + below(random, 3));
    std::atomic<bool> interrupt = false;
    if (bound == Bound::Interrupt) now.interrupt = &interrupt;
    if (course.stops < kMostStops) {
      bound_by(bound, course.checked.result.states, course.checked.result.depth, random, now);
    } else if (bound == Bound::Depth) {
      now.max_depth = options.max_depth - 1;  // a limit like any other to partial-order reduction
    }
    const bool resumes = std::filesystem::exists(scratch.path() + "/checkpoint.json");
    auto checkpoint = resumes ? checker::Checkpoint::open(scratch.path(), identity, shape)
                              : checker::Checkpoint::begin(scratch.path(), identity, shape);
    properties::Checkpointing checkpointing = {checkpoint, resumes, below(random, 2) == 0 ? 0.002 : 600};
    try {
      std::optional<Alarm> alarm;
      if (bound == Bound::Interrupt && course.stops < kMostStops) {
        alarm.emplace(interrupt, std::chrono::microseconds(below(random, 20'000)));
      }
      ++course.stops;
      course.checked = properties::check(system, now, &checkpointing);
    } catch (const checker::CheckpointError&) {
      REQUIRE(now.memory != checker::Budget::kUnlimited);  // too little even for what is there
      course.met = true;
      continue;
    }
    if (checkpointing.is_over) return course;
    // Or it is complete, and the search for the shortest counterexamples is not.
    const Stop stop = course.checked.result.stop;
    CHECK((stop == stop_of(bound) || stop == Stop::Complete));
    course.met = true;
  }
}

}  // namespace pagerace::resume_tests
