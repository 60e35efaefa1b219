#include "checker/native/emit/partial_order.hpp"

#include <fmt/format.h>

namespace pagerace::checker::partial_order {
namespace {

std::string text(std::uint32_t number) { return fmt::format("{}", number); }
std::string text(Word word) { return fmt::format("{:#x}ULL", word); }

std::string text(const PlanThread& at) {
  return fmt::format("{{{}, {}, {:#x}ULL, {}, {}, {}, {}, {}, {}}}", at.word, at.shift, at.mask, at.is_daemon,
                     at.first_place, at.places, at.first_direct, at.direct, at.first_class);
}
std::string text(const PlanPlace& at) {
  return fmt::format("{{{:#x}ULL, {}, {}, {}}}", at.base, at.node, at.first_digit, at.digits);
}
std::string text(const PlanDigit& at) { return fmt::format("{{{:#x}ULL, {}, {}}}", at.weight, at.size, at.stride); }
std::string text(const PlanClass& at) {
  return fmt::format("{{{}, {}, {}, {}, {}, {}, {}, {}, {}}}", at.flags, at.always, at.always_stores, at.reads,
                     at.writes, at.future_reads, at.future_writes, at.first_helper, at.helpers);
}
std::string text(const PlanGuard& at) {
  return fmt::format("{{{}, {}, {:#x}ULL, {}, {}}}", at.word, at.shift, at.mask, at.cell, at.first_kept);
}
std::string text(const PlanHelper& at) { return fmt::format("{{{}, {}}}", at.guard, at.values); }

/// Never empty: C++ has no arrays of nothing.
template <class Element>
std::string array(const char* type, const char* name, const std::vector<Element>& elements) {
  std::string list;
  for (const Element& element : elements) list += text(element) + ",";
  return fmt::format("  static constexpr {} {}[] = {{{}}};\n", type, name, elements.empty() ? "{}" : list);
}

std::string number(const char* name, std::uint32_t value) {
  return fmt::format("  static constexpr std::uint32_t {} = {};\n", name, value);
}

}  // namespace

void add_to(native::NativeParts& parts, const PlanTables& tables) {
  const Plan plan = tables.plan();
  parts.includes.emplace_back("checker/reduce/partial_order/persistent.hpp");
  std::string& out = parts.definitions;
  out += "namespace reduction {\nusing namespace checker::partial_order;\nstruct ThePlan {\n";
  out += number("threads", plan.threads) + number("mask_words", plan.mask_words) + number("guards", plan.guards) +
         number("kept", plan.kept) + number("formulas", plan.formulas) + number("any_formula", plan.any_formula) +
         number("end_formula", plan.end_formula);
  out += array("PlanThread", "thread", tables.threads) + array("PlanPlace", "places", tables.places) +
         array("PlanDigit", "digits", tables.digits) + array("std::uint32_t", "direct", tables.direct) +
         array("std::uint32_t", "class_of", tables.class_of) + array("PlanClass", "classes", tables.classes) +
         array("PlanGuard", "guard", tables.guards) + array("std::uint32_t", "kept_of", tables.kept_of) +
         array("Mask", "kept_futures", tables.kept_futures) + array("PlanHelper", "helpers", tables.helpers) +
         array("Mask", "formula", tables.formulas) + array("Word", "masks", tables.masks);
  out +=
      "};\nstruct Steps : PersistentSteps<ThePlan> {\n"
      "  Steps() : PersistentSteps<ThePlan>({}, Constants::kCells, Constants::kWords) {}\n};\n}  // namespace "
      "reduction\n";
  parts.steps_type = "reduction::Steps";
}

}  // namespace pagerace::checker::partial_order
