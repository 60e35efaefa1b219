// Applies a mutation as a change of text.
#include <fmt/format.h>

#include <algorithm>

#include "model/mutation/mutation.hpp"
#include "model/syntax/load.hpp"

namespace pagerace::mutation {

using namespace syntax;

namespace {

std::string replaced(const std::string& text, const Mutation& mutation) {
  std::string result;
  std::size_t at = 0;
  for (const Edit& edit : mutation.edits) {
    result += text.substr(at, edit.span.begin - at) + edit.text;
    at = edit.span.end;
  }
  return result + text.substr(at);
}

/// The typedef names that are known when the file is read.
std::vector<std::string> typedefs_before(const Unit& unit, FileId file) {
  std::vector<std::string> names;
  for (const File& each : unit.files) {
    if (each.id == file) break;
    for (const Declaration& declaration : each.declarations)
      if (const auto* type = std::get_if<TypedefDeclaration>(&declaration.node))
        names.push_back(type->declarator.name.name);
  }
  return names;
}

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines(1);
  for (const char c : text) {
    if (c == '\n')
      lines.emplace_back();
    else
      lines.back() += c;
  }
  return lines;
}

}  // namespace

std::string key(const Mutation& mutation, const source::Sources& sources) {
  const source::Position position = sources.position(mutation.place);
  return fmt::format("{}:{}:{} {}", position.path, position.line, position.column, name_of(mutation.op));
}

void apply(const Mutation& mutation, Unit& unit, source::Sources& sources, source::Diagnostics& diagnostics) {
  const FileId file = mutation.place.file;
  const auto old = std::find_if(unit.files.begin(), unit.files.end(), [&](const File& at) { return at.id == file; });
  if (old == unit.files.end()) return;
  const FileId id = sources.add(sources.path(file), replaced(sources.text(file), mutation));
  std::vector<std::string> typedefs = typedefs_before(unit, file);
  File changed = parse(sources, id, typedefs, diagnostics);
  changed.layer = old->layer;
  changed.imports = std::move(old->imports);
  *old = std::move(changed);
  for (File& each : unit.files)
    for (ImportedFile& import : each.imports)
      if (import.file == file) import.file = id;
}

std::string difference(const Mutation& mutation, const source::Sources& sources) {
  const std::string& text = sources.text(mutation.place.file);
  const std::vector<std::string> before = lines_of(text);
  const std::vector<std::string> after = lines_of(replaced(text, mutation));
  std::string shown;
  // Statements that change places may have several lines each; all other edits keep the number of lines.
  const source::Position first = sources.position(mutation.edits.front().span);
  const Span last_span = mutation.edits.back().span;
  const source::Position last = sources.position(last_span.file, last_span.end);
  if (mutation.op == Operator::Order) {
    for (unsigned line = first.line; line <= last.line; line++) shown += "-" + before.at(line - 1) + "\n";
    for (unsigned line = first.line; line <= last.line; line++) shown += "+" + after.at(line - 1) + "\n";
    return shown;
  }
  for (unsigned line = first.line; line <= last.line; line++)
    if (before.at(line - 1) != after.at(line - 1))
      shown += "-" + before.at(line - 1) + "\n+" + after.at(line - 1) + "\n";
  return shown;
}

}  // namespace pagerace::mutation
