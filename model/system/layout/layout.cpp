#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <optional>
#include <string>

#include "model/system/analyses.hpp"
#include "model/system/layout/encoding.hpp"
#include "model/system/layout/packing.hpp"
#include "model/system/layout/thread_area.hpp"

namespace pagerace::system {
namespace {

/// The unit that is kept together.
enum class Grain { Variables, Elements, Cells };

unsigned width_of(const std::vector<Piece>& pieces) {
  return std::accumulate(pieces.begin(), pieces.end(), 0u,
                         [](unsigned sum, const Piece& piece) { return sum + piece.width; });
}

/// The cells of a variable share the name up to the first index or member; those of an element, up to the first "]".
struct Element {
  std::string name;
  std::vector<Piece> cells;
};
struct VariableCells {
  std::vector<Element> elements;
};

std::string root_of(const std::string& name) { return name.substr(0, name.find_first_of("[.")); }

std::vector<VariableCells> variables_of(TransitionSystem& system) {
  std::vector<VariableCells> variables;
  std::string first;  // name of the current variable's first cell; it comes again if another variable has its name
  bool after_gap = true;
  for (std::size_t cell = 1; cell < system.cells.size(); ++cell) {
    const CellInfo& info = system.cells[cell];
    if (info.type == nullptr) {
      after_gap = true;
      continue;
    }
    const std::string name = info.name();
    if (after_gap && (variables.empty() || name == first || root_of(name) != root_of(first))) {
      variables.emplace_back();
      first = name;
    }
    after_gap = false;
    const std::string key = name.substr(0, name.find(']'));
    auto& elements = variables.back().elements;
    if (elements.empty() || elements.back().name != key) elements.push_back({key, {}});
    Storage& storage = system.cell_storage[cell];
    elements.back().cells.push_back({storage.width, {{&storage, 0}}});
  }
  return variables;
}

void add(Plan& plan, const Plan& more) { plan.insert(plan.end(), more.begin(), more.end()); }

void plan_variables(const std::vector<VariableCells>& variables, Grain grain, Plan& plan) {
  for (const VariableCells& variable : variables) {
    Plan elements;
    for (const Element& element : variable.elements) {
      add(elements, grain == Grain::Cells ? element.cells : join_pieces(element.cells));
    }
    add(plan, grain == Grain::Variables ? join_pieces(elements) : elements);
  }
}

void plan_threads(TransitionSystem& system, const std::vector<ThreadArea>& areas, Grain grain, Plan& plan) {
  std::vector<Plan> alike(system.templates.size());
  for (ThreadInstance& instance : system.instances) {
    const ThreadArea& area = areas[instance.code];
    Plan chunks(area.chunks.size());
    for (std::size_t i = 0; i < chunks.size(); ++i) chunks[i].width = area.chunks[i];
    if (!chunks.empty()) chunks[0].slots.push_back({&instance.code_storage, 0});
    for (Register r = 0; r < instance.registers.size(); ++r) {
      if (instance.registers[r].width == 0) continue;
      chunks[area.offsets[r] / kWordBits].slots.push_back({&instance.registers[r], area.offsets[r] % kWordBits});
    }
    add(alike[instance.code], chunks);
  }
  for (const Plan& chunks : alike) {
    const bool together = grain == Grain::Variables && width_of(chunks) <= kWordBits;
    add(plan, together ? join_pieces(chunks) : chunks);
  }
}

std::string largest_variable(const std::vector<VariableCells>& variables) {
  const Element* largest = nullptr;
  unsigned most = 0;
  for (const VariableCells& variable : variables) {
    unsigned width = 0;
    for (const Element& element : variable.elements) width += width_of(element.cells);
    if (width > most) largest = &variable.elements.front();
    most = std::max(most, width);
  }
  if (largest == nullptr) return "make the threads' locals narrower";
  return fmt::format("the largest variable is '{}' with {} bits; give it widths or fewer elements",
                     largest->name.substr(0, largest->name.find_first_of("[.")), most);
}

}  // namespace

void lay_out(TransitionSystem& system, source::Diagnostics& diagnostics) {
  if (system.domains.empty()) system.domains.emplace_back();
  system.cell_storage.assign(system.cells.size(), Storage{});
  for (std::size_t cell = 1; cell < system.cells.size(); ++cell) {
    if (system.cells[cell].type == nullptr) continue;
    const CellGroup& group = system.groups.at(system.cells[cell].group);
    system.cell_storage[cell] = storage_for(system, group.range, group.domain);
  }
  std::vector<ThreadArea> areas;
  for (ThreadTemplate& thread : system.templates) {
    number_codes(thread);
    areas.push_back(area_of(system, thread));
  }
  for (ThreadInstance& instance : system.instances) {
    instance.code_storage = areas[instance.code].code;
    instance.registers = areas[instance.code].registers;
  }

  const std::vector<VariableCells> variables = variables_of(system);
  std::optional<Plan> best;
  for (Grain grain : {Grain::Variables, Grain::Elements, Grain::Cells}) {
    Plan plan;
    plan_threads(system, areas, grain, plan);
    plan_variables(variables, grain, plan);
    if (!best || words_needed(plan) < words_needed(*best)) best = std::move(plan);
  }
  system.bits = width_of(*best);
  system.words = std::max<std::uint32_t>(1, words_needed(*best));
  if (system.words > kMostStateWords) {
    const source::Span span = system.templates.empty() ? source::Span{} : system.templates.front().span;
    diagnostics.error(span,
                      fmt::format("a state takes {} words of 64 bits, more than {}", system.words, kMostStateWords),
                      largest_variable(variables));
    return;
  }
  place(*best);
}

}  // namespace pagerace::system
