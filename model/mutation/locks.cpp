// Locks that are not taken, and steps that become several.
#include <algorithm>
#include <array>
#include <map>

#include "model/mutation/find.hpp"
#include "model/mutation/walk.hpp"

namespace pagerace::mutation {

using namespace syntax;

namespace {

struct Words {
  const char* open;
  const char* close;
};
/// The words that the kernel uses in the names of the two ends of a section.
constexpr std::array<Words, 5> kPairs = {
    {{"lock", "unlock"}, {"down", "up"}, {"begin", "end"}, {"disable", "enable"}, {"freeze", "thaw"}}};
constexpr std::array<const char*, 4> kVariants = {"irq", "irqsave", "irqrestore", "bh"};

std::vector<std::string> words_of(const std::string& name) {
  std::vector<std::string> words(1);
  for (const char c : name) {
    if (c == '_')
      words.emplace_back();
    else
      words.back() += c;
  }
  return words;
}

}  // namespace

HalfOfPair half_of_pair(const std::string& callee) {
  HalfOfPair half;
  bool is_half = false;
  for (const std::string& word : words_of(callee)) {
    if (std::find(kVariants.begin(), kVariants.end(), word) != kVariants.end()) continue;
    const auto pair = std::find_if(kPairs.begin(), kPairs.end(),
                                   [&](const Words& words) { return word == words.open || word == words.close; });
    const bool is_word_of_pair = !is_half && pair != kPairs.end();
    if (is_word_of_pair) {
      is_half = true;
      half.opens = word == pair->open;
    }
    half.root += "_" + (is_word_of_pair ? std::string(pair->open) : word);
  }
  if (!is_half) half.root.clear();
  return half;
}

namespace {

/// The calls of one function that take and release one lock.
struct Section {
  std::vector<Span> calls;
  bool is_opened = false;
  bool is_closed = false;
};

class Locks {
 public:
  Locks(const Definition& definition, const Search& search) : definition_(definition), search_(search) {}

  void all() {
    for (const StmtPtr& each : definition_.function->body->statements)
      walk(
          *each, [&](const Stmt& statement) { look_at(statement); }, [](const Expr&) {});
    for (auto& [name, section] : sections_)
      if (section.is_opened && section.is_closed) leave_out(std::move(section.calls));
    open_function();
  }

 private:
  void look_at(const Stmt& statement) {
    if (const auto* node = std::get_if<ExprStmt>(&statement.node)) {
      if (const auto* call = std::get_if<CallExpr>(&node->expr->node)) note_call(statement, *call);
    } else if (const auto* atomic = std::get_if<AtomicStmt>(&statement.node)) {
      open(statement, atomic->body);
    }
  }

  void note_call(const Stmt& statement, const CallExpr& call) {
    const HalfOfPair half = half_of_pair(call.callee.name);
    if (half.root.empty()) return;
    const std::string argument =
        call.arguments.empty() ? "" : std::string(search_.sources.slice(call.arguments.front()->span));
    Section& section = sections_[half.root + " " + argument];
    section.calls.push_back(statement.span);
    (half.opens ? section.is_opened : section.is_closed) = true;
  }

  void leave_out(std::vector<Span> calls) {
    std::sort(calls.begin(), calls.end(), [](Span a, Span b) { return a.begin < b.begin; });
    Mutation mutation = {Operator::Lock, calls.front(), definition_.function->name.name, "left out", {}, calls};
    for (const Span call : calls) mutation.edits.push_back({call, ";"});
    search_.found.push_back(std::move(mutation));
  }

  void open(const Stmt& statement, const Block& body) {
    const Span word = {statement.span.file, statement.span.begin, statement.span.begin + 6};
    if (body.statements.empty() || search_.sources.slice(word) != "atomic") return;
    add_open(word, word, body);
  }

  /// If a property has a probe on the function, the probe must be part of the same step, so nothing is changed.
  void open_function() {
    const FunctionDeclaration& function = *definition_.function;
    if (!function.is_atomic || function.body->statements.size() < 2 || search_.probed.contains(function.name.name))
      return;
    const Span head = {definition_.span.file, definition_.span.begin, function.name.span.begin};
    const std::string_view text = search_.sources.slice(head);
    const std::size_t begin = text.find("atomic");
    if (begin == std::string_view::npos) return;
    std::size_t end = begin + 6;
    if (text.substr(end, 1) == "(") end = text.find(')', end) + 1;
    const auto at = static_cast<std::uint32_t>(head.begin + begin);
    add_open(function.name.span, {head.file, at, static_cast<std::uint32_t>(head.begin + end)}, *function.body);
  }

  void add_open(Span place, Span edited, const Block& body) {
    Mutation mutation = {Operator::Lock, place, definition_.function->name.name, "several steps instead of one",
                         {{edited, ""}}, {}};
    for (const StmtPtr& statement : body.statements) mutation.statements.push_back(statement->span);
    search_.found.push_back(std::move(mutation));
  }

  const Definition& definition_;
  const Search& search_;
  std::map<std::string, Section> sections_;
};

}  // namespace

void find_locks(const Definition& definition, const Search& search) { Locks(definition, search).all(); }

}  // namespace pagerace::mutation
