#include "checker/native/emit/function.hpp"

#include <fmt/format.h>

#include <algorithm>

#include "model/system/flow.hpp"

namespace pagerace::native {
namespace {

using system::Opcode;

/// Rounds of the analysis in which the values of a loop's counter are listed, one more in each.
constexpr std::uint32_t kMostRoundsListed = 12;

std::uint32_t first_instruction(const Source& source, Function::Kind kind, std::uint32_t number) {
  switch (kind) {
    case Function::Kind::Location:
      return source.thread->locations.at(number).resume;
    case Function::Kind::Continuation:
      return number + 1;
    case Function::Kind::Predicate:
      break;
  }
  return 0;
}

}  // namespace

Function::Function(Unit& unit, const Source& source, Kind kind, std::uint32_t number, Continuations continuations)
    : unit_(unit),
      source_(source),
      kind_(kind),
      number_(number),
      continuations_(std::move(continuations)),
      region_(region_of(source.flow, source.flow.beginning_at.at(first_instruction(source, kind, number)))) {
  for (std::uint32_t place = 0; place < region_.blocks.size(); ++place) {
    const system::Block& block = source.flow.blocks[region_.blocks[place]];
    if (block.end > block.begin && source.code.instructions[block.end - 1].op == Opcode::Choose) {
      choices_.push_back(block.end - 1);
    }
    merges_.emplace_back(source.live[region_.blocks[place]], unit.most_listed,
                         [this, place](Register r) { return bases_.of(Bases::Maker::Merge, place, r, place); });
  }
  require_own_in_cycles();
  if (kind != Kind::Continuation) return;
  const auto base_for = [this](Register r) {
    return bases_.of(Bases::Maker::Merge, Bases::kNowhere, r, Bases::kNowhere);
  };
  entry_ = std::make_unique<Merge>(source.live[region_.blocks.front()], unit.most_listed, base_for);
  for (const Register r : entry_->live()) entry_->make_own(r);
}

/// Values that change from one round of a loop to the next need a variable of their own.
void Function::require_own_in_cycles() {
  for (std::uint32_t head = 0; head < merges_.size(); ++head) {
    if (!region_.is_loop_head[head]) continue;
    for (std::uint32_t place = 0; place < merges_.size(); ++place) {
      if (region_.cycle[place] != region_.cycle[head]) continue;
      const system::Block& block = source_.flow.blocks[region_.blocks[place]];
      for (std::uint32_t i = block.begin; i < block.end; ++i) {
        const system::Instruction& at = source_.code.instructions[i];
        const auto& live = merges_[head].live();
        if (!system::has_result(at.op) || !std::binary_search(live.begin(), live.end(), at.dst)) continue;
        merges_[head].make_own(at.dst);
      }
    }
  }
}

void Function::enter(const Facts& facts) { entry_->add(facts); }

bool Function::is_stale() const { return entry_->is_stale() || !was_analysed_; }

/// Visits the blocks in an order in which only loops lead back. A way back may add facts to the beginning of a loop;
/// then everything is analysed again, until nothing is new.
void Function::analyse() {
  is_final_ = false;
  was_analysed_ = true;
  if (entry_ != nullptr) entry_->forget_staleness();
  const auto is_stale = [](const Merge& merge) { return merge.is_stale(); };
  std::uint32_t rounds = 0;
  do {
    checker::check(unit_.cancellation);
    if (++rounds == kMostRoundsListed)
      for (Merge& merge : merges_) merge.lengthen_no_more();
    for (std::uint32_t place = 0; place < merges_.size(); ++place) merges_[place].forget(!region_.is_loop_head[place]);
    Writer scratch = writer(false);
    scratch.begin(facts_at_entry(scratch), Bases::kNowhere);
    go_to_place(scratch, 0);
    const auto is_next = [](const Merge& merge) { return merge.is_reached() && !merge.was_looked_at(); };
    for (auto next = merges_.begin(); next != merges_.end();) {
      block(scratch, static_cast<std::uint32_t>(next - merges_.begin()));
      next = std::find_if(merges_.begin(), merges_.end(), is_next);
    }
  } while (std::any_of(merges_.begin(), merges_.end(), is_stale));
}

Facts Function::facts_at_entry(Writer& writer) {
  if (kind_ == Kind::Continuation) return entry_->look();
  writer.facts.registers.clear();
  writer.facts.possible = {{kConstant, {true}},
                           {kAlike, Subset(std::max<std::size_t>(1, source_.instances.size()), true)}};
  if (kind_ == Kind::Location) writer.unpack(number_);
  return writer.facts;
}

std::string Function::name() const {
  switch (kind_) {
    case Kind::Location:
      return fmt::format("step_{}_{}", source_.number, number_);
    case Kind::Continuation:
      return fmt::format("then_{}_{}", source_.number, number_);
    case Kind::Predicate:
      break;
  }
  return fmt::format("ask_{}", number_);
}

/// The registers that have a variable of their own after a choice.
std::vector<std::string> Function::parameters() const {
  std::vector<std::string> names;
  if (kind_ == Kind::Location) names.emplace_back("code");
  if (kind_ != Kind::Continuation) return names;
  const Facts& facts = entry_->look();
  for (const Register r : entry_->live()) {
    const Known& known = facts.known(r);
    if (known.is_dynamic()) names.push_back(register_name(r));
    if (known.is_indexed() && known.base != kConstant) names.push_back(name_of(known.base));
  }
  return names;
}

std::string Function::arguments(const Writer& writer) const {
  std::string text;
  const Facts& facts = entry_->look();
  for (const Register r : entry_->live()) {
    const Known& to = facts.known(r);
    const Known from = writer.known(r);
    if (to.is_dynamic()) text += ", " + writer.text(r);
    if (to.is_indexed() && to.base != kConstant) text += ", " + writer.text(from.base, places_of(from, to.values));
  }
  return text;
}

std::string Function::head() const {
  if (kind_ == Kind::Predicate)
    return fmt::format("inline Outcome {}(State& s, [[maybe_unused]] const State& after, Run& run)", name());
  std::string text =
      fmt::format("template <class T, class Foot{}>\ninline Outcome {}(T t, State& s, Run& run, Foot& foot",
                  chooses() ? ", class Sink" : "", name());
  if (chooses()) text += ", Sink& sink";
  if (kind_ == Kind::Continuation) text += ", std::uint32_t depth, std::uint32_t loops";
  for (const std::string& parameter : parameters()) text += ", Word " + parameter;
  return text + ")";
}

std::string Function::definition() {
  is_final_ = true;
  Writer text = writer(true);
  text.begin(facts_at_entry(text), Bases::kNowhere);
  go_to_place(text, 0);
  for (std::uint32_t place = 0; place < merges_.size(); ++place) {
    if (!merges_[place].is_reached()) continue;
    text.out += fmt::format("  L{}:\n", place);
    block(text, place);
  }
  const std::vector<std::string> given = parameters();
  std::string variables;
  for (const std::string& variable : text.variables) {
    if (std::find(given.begin(), given.end(), variable) == given.end()) variables += "  Word " + variable + ";\n";
  }
  if (kind_ != Kind::Continuation) variables += "  std::uint32_t depth = 0, loops = 0;\n";
  if (kind_ == Kind::Predicate) variables += "  Untracked foot;\n";
  return fmt::format("{} {{\n{}{}}}\n", head(), variables, text.out);
}

}  // namespace pagerace::native
