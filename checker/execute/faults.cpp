#include "checker/execute/faults.hpp"

#include <fmt/format.h>

#include "model/system/operands.hpp"
#include "model/system/print.hpp"

namespace pagerace::checker {
namespace {

using system::Check;

const system::RegisterInfo& pointer_of(const DecodedCode& code, std::uint32_t at) {
  return code.source->registers.at(code.source->instructions.at(at).a);
}

std::string named(const system::RegisterInfo& info) { return info.name.empty() ? "the pointer" : info.name; }

}  // namespace

template <class Text>
FaultBook::Fault FaultBook::look_up(const Key& key, Check check, Text&& text) {
  const auto [place, is_new] = known_.try_emplace(key, nullptr);
  if (is_new) {
    const DecodedCode& code = *std::get<0>(key);
    const auto index = std::get<1>(key);
    const auto& instructions = code.source->instructions;
    const source::Span span = index < instructions.size() ? instructions[index].span : source::Span{};
    place->second = add(check, text(), span);
  }
  return place->second;
}

/// The same line inlined twice gives one failure.
FaultBook::Fault FaultBook::add(Check check, std::string text, source::Span span) {
  for (const system::Failure& failure : failures_) {
    const bool same_place =
        failure.span.file == span.file && failure.span.begin == span.begin && failure.span.end == span.end;
    if (same_place && failure.check == check && failure.text == text) return &failure;
  }
  failures_.push_back({check, -1, std::move(text), span});
  return &failures_.back();
}

FaultBook::Fault FaultBook::stored_out_of_range(const DecodedCode& code, std::uint32_t at, system::Cell cell,
                                                Value value) {
  return look_up({&code, at, cell, value}, Check::ValueRange, [&] {
    const system::CellInfo& info = system_.cells.at(cell);
    const std::string object = system::print_object(system_, cell);
    const std::string what = info.member.empty() ? object : fmt::format("{} of {}", info.member, object);
    const auto print = [&](Value number) { return system::print_value(system_, info.type, number); };
    return fmt::format("{} would become {}, outside {} .. {}", what, print(value), print(info.range.low),
                       print(info.range.high));
  });
}

FaultBook::Fault FaultBook::bad_pointer(const DecodedCode& code, std::uint32_t at, Value pointer) {
  const auto check = pointer == 0 ? Check::NullPointer : Check::OutOfBounds;
  return look_up({&code, at, pointer, 0}, check, [&] {
    const system::RegisterInfo& info = pointer_of(code, at);
    if (pointer == 0) return fmt::format("{} is NULL", named(info));
    const std::string target = system::print_value(system_, info.type, pointer);
    const system::Instruction& check = code.source->instructions.at(at);
    const std::string& member = system_.pointees.at(system::pointees_of(check)).member;
    if (!member.empty()) return fmt::format("{} is {}, which is not {}", named(info), target, member);
    return fmt::format("{} is {}, which is no object", named(info), target);
  });
}

FaultBook::Fault FaultBook::left_array(const DecodedCode& code, std::uint32_t at, Value pointer, Value offset) {
  const auto check = pointer == 0 ? Check::NullPointer : Check::OutOfBounds;
  return look_up({&code, at, pointer, offset}, check, [&] {
    const system::RegisterInfo& info = pointer_of(code, at);
    if (pointer == 0) return fmt::format("{} is NULL and is moved by {}", named(info), offset);
    const std::string target = system::print_value(system_, info.type, pointer);
    return fmt::format("{} is {} and leaves its array when moved by {}", named(info), target, offset);
  });
}

FaultBook::Fault FaultBook::divided_by_zero(const DecodedCode& code, std::uint32_t at) {
  return look_up({&code, at, 0, 0}, Check::Arithmetic, [] { return std::string("division by zero"); });
}

FaultBook::Fault FaultBook::endless(const DecodedCode& code, std::uint32_t at) {
  return look_up({&code, at, 0, 0}, Check::EndlessLoop,
                 [] { return std::string("a loop that goes round for ever without an access to shared memory"); });
}

}  // namespace pagerace::checker
