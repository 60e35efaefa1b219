// Who watches calls, stores and the ends of threads, and in which step (docs/decisions/0009).
#include <algorithm>

#include "tests/oracle/stores.hpp"
#include "tests/oracle/walker.hpp"

namespace pagerace::oracle {

using On = semantics::Probe::On;

/// A step has begun with an access: the entry probes of the calls around it belong to it.
void Walker::first_access() {
  for (Awaiting* entry : std::vector<Awaiting*>(awaiting_)) {
    if (!entry->awaits) continue;
    entry->awaits = false;
    if (entry->function != nullptr) probes(entry->function, false, 0, entry->arguments);
  }
}

/// In one piece with what is around them. `reads_shared` selects some of them.
void Walker::probes(const semantics::Function* function, bool on_return, Value result,
                    const std::vector<Value>& arguments, std::optional<bool> reads_shared) {
  if (pure_ || property_ >= 0) return;
  int number = 0;
  for (const semantics::Property& property : program_.properties) {
    for (const semantics::Probe& probe : property.probes) {
      if (probe.on != (function == nullptr ? On::Exit : On::Call)) continue;
      if (function != nullptr && (probe.function != function || probe.on_return != on_return)) continue;
      if (probe.reads_shared != reads_shared.value_or(probe.reads_shared)) continue;
      property_ = number;
      ++depth_;
      run_probe(probe, result, arguments);
      --depth_;
      property_ = -1;
    }
    ++number;
  }
}

/// Those that read shared memory are a step of their own, since it may change until then.
void Walker::probes_without_access(const semantics::Function* function, bool on_return, Value result,
                                   const std::vector<Value>& arguments) {
  if (pure_ || property_ >= 0) return;
  probes(function, on_return, result, arguments, false);
  const auto needs_step = [&](const semantics::Probe& probe) {
    const bool is_of_it = function == nullptr
                              ? probe.on == On::Exit
                              : probe.on == On::Call && probe.function == function && probe.on_return == on_return;
    return is_of_it && probe.reads_shared;
  };
  const bool any =
      std::any_of(program_.properties.begin(), program_.properties.end(), [&](const semantics::Property& property) {
        return std::any_of(property.probes.begin(), property.probes.end(), needs_step);
      });
  if (!any) return;
  const Held phase(*this, on_return);
  const Held returned(*this, result);
  if (self_ != 0 && (depth_ == 0 || pending_)) {
    pending_ = false;
    boundary();
  }
  probes(function, on_return, result, arguments, true);
}

/// A fault is the property's, and ends the probe alone.
void Walker::run_probe(const semantics::Probe& probe, Value result, const std::vector<Value>& arguments,
                       std::optional<Value> object) {
  const Held here(*this, &probe);
  if (live_) evidence_.ran.insert(&probe);
  const auto locals = locals_;
  const auto bases = local_bases_;
  std::vector<Value> given = arguments;
  given.resize(probe.body.parameters.size());
  try {
    enter(probe.body, given);
    if (probe.retval != nullptr) store(local_bases_.at(probe.retval), result);
    if (object && probe.object != nullptr) {
      if (!local_bases_.contains(probe.object)) add_local(*probe.object, true);
      store(local_bases_.at(probe.object), *object);
    }
    execute(*probe.body.block);
  } catch (const Failed&) {
    if (live_) reports_.insert({property_, system::Check::Assertion});
  } catch (const ProbeEnds&) {
  }
  locals_ = locals;
  local_bases_ = bases;
}

/// The end of a thread is watched like the return of a function.
void Walker::body_of_thread(const Body& body) {
  Awaiting whole{nullptr, {}};
  awaiting_.push_back(&whole);
  execute(*body.block);
  awaiting_.pop_back();
  const Held here(*this, &body);
  if (whole.awaits) {
    probes_without_access(nullptr, true, 0, {});
  } else {
    probes(nullptr, true, 0, {});
  }
}

bool Walker::is_watched(Value slot) {
  if (pure_ || property_ >= 0 || is_local(slot)) return false;
  if (!watched_) {
    watched_.emplace();
    int number = 0;
    for (const semantics::Property& property : program_.properties) {
      for (const semantics::Probe& probe : property.probes) {
        if (probe.on != On::Store) continue;
        for (const Value each : slots_at(*probe.place, program_, layout_))
          (*watched_)[each].push_back({number, &probe});
      }
      ++number;
    }
  }
  return watched_->contains(slot);
}

/// Something that memory decides, and that a run from the start must find as it was.
Value Walker::record(Value value) {
  if (!live_) return inputs_.at(next_input_++);
  inputs_.push_back(value);
  next_input_ = inputs_.size();
  return value;
}

void Walker::store_probes(Value slot, Value before, Value after) {
  for (const auto& [property, probe] : watched_->at(slot)) {
    std::optional<Value> object;
    if (probe->object != nullptr) object = layout_.object_around(slot, probe->object->type->element, program_);
    property_ = property;
    ++depth_;
    run_probe(*probe, 0, {before, after}, object);
    --depth_;
    property_ = -1;
  }
}

}  // namespace pagerace::oracle
