#include "checker/reduce/symmetry/cells.hpp"

#include <algorithm>
#include <map>
#include <stdexcept>
#include <utility>

#include "model/system/operands.hpp"

namespace pagerace::checker::symmetry {
namespace {

/// "zones[1].free[2]": the indices, and for each of them the text before it, without indices: "zones", "zones.free".
struct Name {
  std::vector<std::uint32_t> indices;
  std::vector<std::string> prefixes;
};

Name parse(const std::string& text) {
  Name name;
  std::string plain;
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] != '[') {
      plain += text[at];
      continue;
    }
    std::uint32_t index = 0;
    for (++at; text[at] != ']'; ++at) index = index * 10 + static_cast<std::uint32_t>(text[at] - '0');
    name.indices.push_back(index);
    name.prefixes.push_back(plain);
    plain += "[]";
  }
  return name;
}

}  // namespace

Cells::Cells(const system::TransitionSystem& system)
    : system_(system), groups_(system.groups.size()), place_(system.cells.size(), 0), owners_(system.groups.size()) {
  find_owners();
  for (system::Cell cell = 0; cell < system.cells.size(); ++cell) {
    const system::CellInfo& info = system.cells[cell];
    if (info.type != nullptr) groups_[info.group].cells.push_back(cell);
  }
  for (std::uint32_t group = 0; group < groups_.size(); ++group) add_group(group);
}

void Cells::find_owners() {
  std::vector<bool> is_private(groups_.size(), false);
  for (const system::CellInfo& info : system_.cells) {
    if (info.type != nullptr && info.is_private) is_private[info.group] = true;
  }
  for (std::uint32_t thread = 0; thread < system_.templates.size(); ++thread) {
    for (const system::Instruction& at : system_.templates[thread].code.instructions) {
      if (!system::has(at.op, system::kAccess)) continue;
      for (std::uint32_t group : system_.accesses.at(system::access_of(at)).groups) {
        if (is_private[group]) owners_[group] = thread;
      }
    }
  }
}

void Cells::add_group(std::uint32_t number) {
  Group& group = groups_[number];
  if (group.cells.empty()) return;
  std::map<std::vector<std::uint32_t>, std::uint32_t> copies;
  std::vector<std::pair<std::vector<std::uint32_t>, system::Cell>> sorted;
  std::vector<std::uint32_t> sizes;
  for (system::Cell cell : group.cells) {
    Name name = parse(system_.cells[cell].name());
    name.indices.insert(name.indices.begin(), copies[name.indices]++);
    sizes.resize(name.indices.size(), 0);
    for (std::size_t i = 0; i < sizes.size(); ++i) sizes[i] = std::max(sizes[i], name.indices[i] + 1);
    sorted.emplace_back(std::move(name.indices), cell);
  }
  std::sort(sorted.begin(), sorted.end());
  std::size_t product = 1;
  for (std::uint32_t size : sizes) product *= size;
  if (product != sorted.size()) throw std::logic_error("the cells of a group are no block");
  for (std::uint32_t i = 0; i < sorted.size(); ++i) {
    group.cells[i] = sorted[i].second;
    place_[sorted[i].second] = i;
  }
  const system::CellInfo& info = system_.cells[group.cells[0]];
  if (sizes[0] > 1) group.arrays.push_back(array({info.object, sizes[0], owners_[number], true}));
  const Name name = parse(info.name());
  for (std::size_t i = 0; i < name.prefixes.size(); ++i) {
    group.arrays.push_back(array({name.prefixes[i], sizes[i + 1], owners_[number], false}));
  }
}

/// Arrays with the same name and size count as one. They need not be one (two functions may have locals of the same
/// name), but permuting them together is never wrong.
std::uint32_t Cells::array(CellArray wanted) {
  for (std::uint32_t i = 0; i < arrays_.size(); ++i) {
    const CellArray& known = arrays_[i];
    const bool is_same = known.size == wanted.size && known.owner == wanted.owner &&
                         known.is_copies == wanted.is_copies && (wanted.is_copies || known.name == wanted.name);
    if (is_same) return i;
  }
  arrays_.push_back(std::move(wanted));
  return static_cast<std::uint32_t>(arrays_.size() - 1);
}

bool Cells::is_used(system::Cell cell) const {
  return cell < system_.cells.size() && system_.cells[cell].type != nullptr;
}

std::vector<std::uint32_t> Cells::indices(system::Cell cell) const {
  if (!is_used(cell)) return {};
  const Group& group = groups_[system_.cells[cell].group];
  std::vector<std::uint32_t> indices(group.arrays.size());
  std::uint32_t rest = place_[cell];
  for (std::size_t i = indices.size(); i-- > 0;) {
    indices[i] = rest % arrays_[group.arrays[i]].size;
    rest /= arrays_[group.arrays[i]].size;
  }
  return indices;
}

system::Cell Cells::at(std::uint32_t group, const std::vector<std::uint32_t>& indices) const {
  std::uint32_t place = 0;
  for (std::size_t i = 0; i < indices.size(); ++i) {
    place = place * arrays_[groups_[group].arrays[i]].size + indices[i];
  }
  return groups_[group].cells[place];
}

}  // namespace pagerace::checker::symmetry
