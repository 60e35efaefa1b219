// The race of DESIGN's example, made by hand: what a reader should see is known beforehand.
#pragma once

#include "traces/trace.hpp"

namespace pagerace::traces::test {

inline Event event(Event::Kind kind, std::string text = "") {
  Event event;
  event.kind = kind;
  event.text = std::move(text);
  return event;
}

inline Event enter(std::string callee, std::vector<std::string> arguments, bool vocabulary = false) {
  Event entered = event(Event::Kind::Enter);
  entered.callee = std::move(callee);
  entered.arguments = std::move(arguments);
  entered.vocabulary = vocabulary;
  return entered;
}

inline Event leave(std::string result = "") { return event(Event::Kind::Leave, std::move(result)); }
inline Event statement(std::string text) { return event(Event::Kind::Statement, std::move(text)); }

inline Event store(std::string object, std::string member, std::string before, std::string after) {
  Event stored = event(Event::Kind::Store, std::move(member));
  stored.object = std::move(object);
  stored.before = std::move(before);
  stored.after = std::move(after);
  return stored;
}

inline Event load(std::string object, std::string member, std::string value) {
  Event loaded = event(Event::Kind::Load, std::move(member));
  loaded.object = std::move(object);
  loaded.after = std::move(value);
  return loaded;
}

/// A trace of threads 0, 1, ... by these names; steps are added with `step`.
inline Trace trace_of(std::vector<std::string> threads) {
  Trace trace;
  trace.threads = std::move(threads);
  for (const std::string& name : trace.threads) trace.standing.push_back({name, false, false, "a.race:1", {}});
  return trace;
}

inline void step(Trace& trace, std::uint32_t instance, std::vector<Event> events) {
  const checker::Step taken = {instance, {}};
  trace.path.steps.push_back(taken);
  trace.steps.push_back({taken, trace.threads[instance], std::move(events)});
}

inline Trace late_put() {
  Trace trace = trace_of({"compaction", "driver"});
  trace.origin = {"0.1.0",
                  "pagerace check examples/late-put.race",
                  "examples/late-put.race",
                  "2019-no-hook",
                  {{"NR_PAGES", "1"}},
                  {"include"},
                  {},
                  {"walker"},
                  "0123456789abcdef"};
  trace.property = "offline_page_stays_out_of_buddy";
  trace.message = "page 0: PageOffline and PageBuddy";
  trace.place = "examples/late-put.race:31";
  trace.explanation = {"always (forall (page : mem_map) !(PageOffline(page) && PageBuddy(page)))",
                       {"page = page 0", "PageOffline(page) && PageBuddy(page) is true"}};
  trace.path.initial = {0};
  trace.initial = {enter("driver_owns", {"page 0"}), store("page 0", "_refcount", "0", "1"), leave()};
  step(trace, 0,
       {statement("if (get_page_unless_zero(page))"), enter("get_page_unless_zero", {"page 0"}),
        enter("atomic_add_unless", {"&mem_map[0]._refcount", "1", "0"}, true), load("page 0", "_refcount", "1"),
        store("page 0", "_refcount", "1", "2"), leave("true"), leave("true")});
  step(trace, 1,
       {statement("__SetPageOffline(&mem_map[pfn])"), enter("__SetPageOffline", {"page 0"}),
        statement("page->page_type = offline"), store("page 0", "page_type", "none", "offline"), leave()});
  step(trace, 1,
       {statement("page_ref_dec(&mem_map[pfn])"), enter("page_ref_dec", {"page 0"}),
        enter("atomic_dec", {"&mem_map[0]._refcount"}, true), load("page 0", "_refcount", "2"),
        store("page 0", "_refcount", "2", "1"), leave(), leave()});
  step(trace, 0,
       {statement("put_page(page)"), enter("put_page", {"page 0"}), enter("put_page_testzero", {"page 0"}),
        enter("atomic_dec_and_test", {"&mem_map[0]._refcount"}, true), store("page 0", "_refcount", "1", "0"),
        leave("true"), leave("true")});
  step(trace, 0,
       {statement("__put_page(page)"), enter("__put_page", {"page 0"}), statement("__free_one_page(page)"),
        enter("__free_one_page", {"page 0"}), store("page 0", "page_type", "offline", "buddy | offline")});
  trace.final_state = {{"mem_map[0]._refcount", "0"}, {"mem_map[0].page_type", "buddy | offline"}};
  return trace;
}

}  // namespace pagerace::traces::test
