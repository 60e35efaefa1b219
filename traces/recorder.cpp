#include "traces/recorder.hpp"

#include <cctype>
#include <utility>

#include "model/system/print.hpp"

namespace pagerace::traces {

using system::Access;
using system::Cell;
using system::Mark;
using system::Value;

Recorder::Recorder(const system::TransitionSystem& system, const source::Sources& sources)
    : system_(system),
      sources_(sources),
      stacks_(system.instances.size() + 1),
      locks_(system),
      calls_(&stacks_.back()) {}

void Recorder::follow(std::uint32_t instance, std::vector<Event>& events) {
  instance_ = instance;
  calls_ = &stacks_[instance];
  events_ = &events;
}

void Recorder::follow_start(std::vector<Event>& init, std::vector<std::vector<Event>>& beginnings) {
  instance_ = static_cast<std::uint32_t>(system_.instances.size());
  calls_ = &stacks_.back();
  events_ = &init;
  beginnings_ = &beginnings;
}

void Recorder::begin_thread(std::uint32_t instance) { follow(instance, (*beginnings_)[instance]); }

void Recorder::add(Event event, source::Span span) {
  event.span = span;
  event.place = span.file < sources_.size() ? sources_.place(span) : "";
  event.depth = static_cast<unsigned>(calls_->size());
  events_->push_back(std::move(event));
}

void Recorder::mark(const Mark& mark, std::span<const Value> registers) {
  Event event;
  event.is_ghost = mark.in_probe;
  switch (mark.kind) {
    case Mark::Kind::Enter:
      return enter(mark, registers);
    case Mark::Kind::Leave:
      return leave(mark, registers);
    case Mark::Kind::Statement:
      if (inside_vocabulary()) return;
      event.kind = Event::Kind::Statement;
      event.text = squeeze(sources_.slice(mark.span));
      break;
    case Mark::Kind::Note: {
      event.kind = Event::Kind::Note;
      std::vector<std::string> values;
      for (std::size_t i = 0; i < mark.arguments.size() && i < mark.argument_types.size(); i++)
        values.push_back(system::print_value(system_, mark.argument_types[i], registers[mark.arguments[i]]));
      event.text = format_note(mark.text, values);
      break;
    }
    case Mark::Kind::Probe:
      event.kind = Event::Kind::Probe;
      event.text = mark.text;
      event.is_ghost = true;
      break;
  }
  add(std::move(event), mark.span);
}

std::vector<std::string> Recorder::arguments(const Mark& mark, std::span<const Value> registers) const {
  std::vector<std::string> list;
  for (std::size_t i = 0; i < mark.arguments.size(); i++) {
    const bool has_text = i < mark.argument_text.size() && !mark.argument_text[i].empty();
    if (has_text)
      list.push_back(mark.argument_text[i]);
    else if (mark.arguments[i] != system::kNoRegister && i < mark.argument_types.size())
      list.push_back(system::print_value(system_, mark.argument_types[i], registers[mark.arguments[i]]));
    else
      list.emplace_back("...");
  }
  return list;
}

void Recorder::enter(const Mark& mark, std::span<const Value> registers) {
  const bool hidden = inside_vocabulary();
  if (!hidden) {
    Event event;
    event.kind = Event::Kind::Enter;
    event.callee = mark.text;
    event.arguments = arguments(mark, registers);
    event.vocabulary = mark.vocabulary;
    event.is_ghost = mark.in_probe;
    if (mark.vocabulary) locks_.called(instance_, told(event), sources_.place(mark.span));
    add(std::move(event), mark.span);
  }
  calls_->push_back(hidden || mark.vocabulary ? Call::Vocabulary : Call::Other);
}

void Recorder::leave(const Mark& mark, std::span<const Value> registers) {
  if (calls_->empty()) return;
  const bool vocabulary = calls_->back() == Call::Vocabulary;
  calls_->pop_back();
  if (inside_vocabulary()) return;
  Event event;
  event.kind = Event::Kind::Leave;
  if (!mark.arguments.empty() && !mark.argument_types.empty() && mark.arguments[0] != system::kNoRegister)
    event.text = system::print_value(system_, mark.argument_types[0], registers[mark.arguments[0]]);
  event.vocabulary = vocabulary;
  event.is_ghost = mark.in_probe;
  add(std::move(event), mark.span);
}

Event Recorder::access(Cell cell, const Access& access) const {
  Event event;
  system::CellName name = system::name_cell(system_, cell);
  event.object = std::move(name.object);
  event.text = std::move(name.member);
  event.span = access.span;
  event.is_ghost = access.in_probe || system_.cells[cell].is_ghost;
  event.vocabulary = inside_vocabulary();
  event.is_detail = system_.cells[cell].is_private || system_.cells[cell].is_detail;
  return event;
}

void Recorder::load(Cell cell, Value value, const Access& access) {
  Event event = this->access(cell, access);
  locks_.load(cell, value);
  event.kind = Event::Kind::Load;
  event.after = system::print_value(system_, system_.cells[cell].type, value);
  add(std::move(event), access.span);
}

void Recorder::store(Cell cell, Value before, Value after, const Access& access) {
  Event event = this->access(cell, access);
  locks_.store(cell, after);
  event.kind = Event::Kind::Store;
  event.before = system::print_value(system_, system_.cells[cell].type, before);
  event.after = system::print_value(system_, system_.cells[cell].type, after);
  add(std::move(event), access.span);
}

void Recorder::report(const system::Failure& failure) {
  Event event;
  event.kind = Event::Kind::Report;
  event.text = text_of(failure);
  add(std::move(event), failure.span);
}

void Recorder::refuse(const system::Failure& failure, const std::string& value) {
  refused_ = &failure;
  refused_value_ = value;
}

std::string Recorder::text_of(const system::Failure& failure) const {
  return refused_ == &failure ? failure.text + ": " + refused_value_ : failure.text;
}

std::string squeeze(std::string_view text) {
  std::string result;
  for (std::size_t i = 0; i < text.size(); i++) {
    const std::string_view rest = text.substr(i);
    if (rest.starts_with("/*")) {
      const std::size_t end = rest.find("*/", 2);
      if (end == std::string_view::npos) break;
      i += end + 1;
    } else if (rest.starts_with("//")) {
      const std::size_t end = rest.find('\n');
      if (end == std::string_view::npos) break;
      i += end - 1;
      continue;
    } else if (std::isspace(static_cast<unsigned char>(text[i])) == 0) {
      result += text[i];
      continue;
    }
    if (!result.empty() && result.back() != ' ') result += ' ';
  }
  while (!result.empty() && (result.back() == ' ' || result.back() == ';')) result.pop_back();
  return result;
}

std::string format_note(const std::string& format, const std::vector<std::string>& values) {
  std::string result;
  std::size_t next = 0;
  for (std::size_t i = 0; i < format.size(); i++) {
    if (format[i] != '%') {
      result += format[i];
      continue;
    }
    if (i + 1 < format.size() && format[i + 1] == '%') {
      result += '%';
      i++;
      continue;
    }
    while (i + 1 < format.size() && format[i + 1] == 'l') i++;
    if (i + 1 < format.size()) i++;
    result += next < values.size() ? values[next++] : "?";
  }
  return result;
}

}  // namespace pagerace::traces
