#include "checker/checkpoint/model_identity.hpp"

#include <fmt/format.h>

#include "checker/checkpoint/checksum.hpp"
#include "model/system/dump.hpp"

namespace pagerace::checker {

std::string layout_hash(const system::TransitionSystem& system) {
  Checksum sum;
  sum.add(system.words);
  sum.add(dump(system));
  for (const system::PointerDomain& domain : system.domains) {
    sum.add(domain.targets.size());
    for (const Value target : domain.targets) sum.add(static_cast<Word>(target));
  }
  return fmt::format("{:016x}", sum.value());
}

SnapshotShape shape_of(const system::TransitionSystem& system, StateShape states, std::size_t queries) {
  const std::size_t observations = queries + system.properties.size() + system::kCheckNames.size();
  return {states.words,        system.marks.size(),     system.failures.size(),
          system.cells.size(), system.instances.size(), observations};
}

}  // namespace pagerace::checker
