#include "checker/native/emit/partial_order.hpp"

#include "checker/native/emit/constants.hpp"

namespace pagerace::checker::partial_order {

void add_to(native::NativeParts& parts, const Plan& plan) {
  parts.includes.emplace_back("checker/reduce/partial_order/persistent.hpp");
  parts.definitions += "struct ThePlan {\n" + native::constants_of(plan, "checker::partial_order::Plan") +
                       "};\n"
                       "struct ReducedSteps : checker::partial_order::PersistentSteps<ThePlan> {\n"
                       "  ReducedSteps() : PersistentSteps({}, Constants::kCells, Constants::kWords) {}\n"
                       "};\n";
  parts.steps_type = "ReducedSteps";
}

}  // namespace pagerace::checker::partial_order
