#include "cli/info_threads.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <bit>
#include <map>
#include <vector>

#include "model/system/layout/encoding.hpp"
#include "model/system/state.hpp"

namespace pagerace::cli {

namespace {

std::string name_of(const system::RegisterInfo& info) { return info.name.empty() ? "a temporary" : info.name; }

/// "page (3), i (8)": the number of values of each. Those with only one value are omitted.
std::string digits_of(const system::ThreadTemplate& thread, const system::Encoding& encoding) {
  std::string text;
  for (const system::Digit& digit : encoding.digits) {
    if (digit.size == 1) continue;
    text += fmt::format("{}{} ({})", text.empty() ? "" : ", ", name_of(thread.code.registers[digit.reg]), digit.size);
  }
  return text;
}

void print_code(const system::ThreadTemplate& thread, const source::Sources& sources) {
  fmt::print("  {}: {} in {} bits\n", thread.name, system::code_count(thread), system::code_width(thread));
  std::vector<std::size_t> order;
  std::size_t single = 0;
  for (std::size_t i = 0; i < thread.encodings.size(); i++) {
    if (thread.encodings[i].count > 1) order.push_back(i);
    if (thread.encodings[i].count == 1) single++;
  }
  const auto count = [&thread](std::size_t i) { return thread.encodings[i].count; };
  std::ranges::stable_sort(order, [&](std::size_t a, std::size_t b) { return count(a) > count(b); });
  for (const std::size_t i : order) {
    fmt::print("  {:>6}  {}: {}\n", count(i), sources.place(thread.locations[i].span),
               digits_of(thread, thread.encodings[i]));
  }
  if (single > 0) fmt::print("  {:>6}  one for each {}place\n", single, order.empty() ? "" : "other ");
}

void print_fields(const system::ThreadTemplate& thread, const system::ThreadInstance& instance) {
  for (system::Register r = 0; r < instance.registers.size(); r++) {
    const unsigned width = instance.registers[r].width;
    if (width > 0) fmt::print("          {} bits beside the code: {}\n", width, name_of(thread.code.registers[r]));
  }
}

}  // namespace

unsigned field_bits(const system::ThreadInstance& instance) {
  std::map<unsigned, system::Word> words;
  for (const system::Storage& at : instance.registers) {
    if (at.width > 0) words[at.word] |= system::mask_of(at.width) << at.shift;
  }
  unsigned bits = 0;
  for (const auto& [word, mask] : words) bits += static_cast<unsigned>(std::popcount(mask));
  return bits;
}

void print_threads(const system::TransitionSystem& system) {
  fmt::print("Threads:\n");
  for (const system::ThreadInstance& instance : system.instances) {
    const system::ThreadTemplate& code = system.templates[instance.code];
    fmt::print("  {:<24} {:>4} locations  {:>5} instructions  {:>3} bits{}\n", instance.name, code.locations.size(),
               code.code.instructions.size(), instance.code_storage.width + field_bits(instance),
               code.is_daemon ? "  daemon" : "");
  }
}

void print_codes(const system::TransitionSystem& system, const source::Sources& sources) {
  fmt::print("Codes, one for each place of a thread and what its locals can be there:\n");
  for (std::size_t i = 0; i < system.templates.size(); i++) {
    print_code(system.templates[i], sources);
    const auto instance = std::ranges::find(system.instances, i, &system::ThreadInstance::code);
    if (instance != system.instances.end()) print_fields(system.templates[i], *instance);
  }
}

}  // namespace pagerace::cli
