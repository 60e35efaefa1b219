#include "checker/native/emit/threads.hpp"

#include <fmt/format.h>

#include <stdexcept>

#include "checker/native/emit/storage.hpp"

namespace pagerace::native {

ThreadEmitter::ThreadEmitter(Unit& unit, std::uint32_t number) : unit_(unit), source_(unit.system, number) {
  const system::ThreadTemplate& thread = *source_.thread;
  for (std::uint32_t i = 0; i < thread.locations.size(); ++i) {
    if (thread.locations[i].is_end || thread.encodings.at(i).count == 0) continue;
    locations_[i] =
        std::make_unique<Function>(unit, source_, Function::Kind::Location, i,
                                   [this](std::uint32_t choose) -> Function& { return continuation(choose); });
  }
}

Function& ThreadEmitter::continuation(std::uint32_t choose) {
  std::unique_ptr<Function>& place = continuations_[choose];
  if (place == nullptr) {
    place = std::make_unique<Function>(unit_, source_, Function::Kind::Continuation, choose,
                                       [this](std::uint32_t next) -> Function& { return continuation(next); });
  }
  return *place;
}

/// What is known after a choice is what is known at it on all paths.
void ThreadEmitter::analyse() {
  for (const auto& [number, function] : locations_) function->analyse();
  for (bool changed = true; changed;) {
    changed = false;
    const std::size_t count = continuations_.size();
    for (const auto& [number, function] : continuations_) {
      if (!function->is_stale()) continue;
      changed = true;
      function->analyse();
    }
    changed = changed || continuations_.size() != count;
  }
}

std::string ThreadEmitter::text() {
  analyse();
  std::string declarations, definitions;
  for (const auto* const functions : {&locations_, &continuations_}) {
    for (const auto& [number, function] : *functions) {
      declarations += function->declaration();
      definitions += function->definition();
    }
  }
  return declarations + definitions + dispatch();
}

/// Jumps to the location of the thread.
std::string ThreadEmitter::dispatch() const {
  Bases none;
  Writer text(unit_, source_, none, true);
  text.facts.possible[kAlike] = Subset(source_.instances.size(), true);
  const auto storage = [](const system::ThreadInstance& thread) -> const system::Storage& {
    return thread.code_storage;
  };
  text.line(fmt::format("const Word code = from.w[{}] >> {} & {};",
                        text.of_alike([&](const auto& thread) { return storage(thread).word; }),
                        text.of_alike([&](const auto& thread) { return storage(thread).shift; }),
                        literal(mask_of(unit_.system.instances[source_.instances.front()].code_storage))));
  text.line("State s = from;");
  text.line("Outcome outcome = kBlocked;");
  if (source_.has_reports) text.line("run.report_count = 0;");
  text.line("run.pending_count = 0;");
  text.line("switch (code) {");
  for (std::uint32_t i = 0; i < source_.thread->locations.size(); ++i) {
    const system::Encoding& encoding = source_.thread->encodings[i];
    if (encoding.count == 0) continue;
    const std::string range =
        fmt::format("  case {} ... {}:", literal(encoding.base), literal(encoding.base + encoding.count - 1));
    const auto step = locations_.find(i);
    if (step == locations_.end()) {
      text.line(range + " return;");
    } else {
      text.line(fmt::format("{} outcome = {}(t, s, run, foot{}, code - {}); break;", range, step->second->name(),
                            step->second->chooses() ? ", sink" : "", literal(encoding.base)));
    }
  }
  text.line("  default: contradiction();");
  text.line("}");
  text.line(
      fmt::format("deliver(s, outcome, run, t.number, 0, {}, sink);", source_.has_reports ? "run.report_count" : "0"));
  return fmt::format(
      "template <class T, class Sink, class Foot>\n"
      "inline void thread_{}(T t, const State& from, Run& run, Sink& sink, Foot& foot) {{\n{}}}\n",
      source_.number, text.out);
}

std::string emit_query(Unit& unit, std::uint32_t number, const system::Predicate& predicate) {
  const Source source(predicate);
  const auto nothing_chosen = [](std::uint32_t) -> Function& { throw std::logic_error("a predicate chooses"); };
  Function function(unit, source, Function::Kind::Predicate, number, nothing_chosen);
  function.analyse();
  return function.definition();
}

}  // namespace pagerace::native
