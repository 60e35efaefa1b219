#include "cli/list.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>
#include <fnmatch.h>

#include <algorithm>
#include <array>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/comment.hpp"
#include "cli/json_document.hpp"
#include "cli/library.hpp"
#include "cli/model.hpp"
#include "model/syntax/definitions.hpp"
#include "model/syntax/designs.hpp"
#include "model/syntax/load.hpp"

namespace pagerace::cli {

namespace {

struct Entry {
  std::string name;
  std::string said;   ///< what it is, in a sentence; may be empty
  std::string place;  ///< may be empty
};

/// What the built-in checks look for, in the order of kCheckNames.
constexpr std::array<const char*, system::kCheckNames.size()> kMeanings = {
    "Not every thread is done, and none can take a step.",
    "An execution goes on for ever, and some thread is never done.",
    "BUG_ON() is executed with a condition that is true; so is VM_BUG_ON() with CONFIG_DEBUG_VM.",
    "The same of WARN_ON().",
    "An assert() of a thread or a function fails.",
    "A value does not fit in its type, or in the range that __range() gives.",
    "NULL is dereferenced.",
    "An index or a pointer leaves its array.",
    "A division by zero, or a shift by too many bits.",
    "A lock is released by who does not hold it, taken twice, held at the end, and the like.",
    "A call that may sleep where nothing may.",
    "An access to a struct that poison() took away, as to a memmap that is gone.",
    "An access to an object that kfree() has freed.",
    "A loop inside of one step has no end.",
    "A local variable is read before it is assigned.",
    "An entry of a list is deleted twice, or a list is followed through a deleted entry.",
};

static_assert(kMeanings.back() != nullptr);

/// Whether a name is one of those that are asked for: by a pattern of the shell, or by a part of it.
bool is_asked_for(const std::string& name, const std::vector<std::string>& patterns) {
  return patterns.empty() || std::ranges::any_of(patterns, [&](const std::string& pattern) {
           if (pattern.find_first_of("*?[") == std::string::npos) return name.find(pattern) != std::string::npos;
           return fnmatch(pattern.c_str(), name.c_str(), 0) == 0;
         });
}

void print_text(const std::vector<Entry>& entries) {
  std::size_t width = 0;
  for (const Entry& entry : entries) width = std::max(width, entry.name.size());
  for (const Entry& entry : entries)
    fmt::print("{:<{}}  {}\n", entry.name, width, entry.said.empty() ? entry.place : entry.said);
}

void print_json(const std::string& what, const std::vector<Entry>& entries) {
  nlohmann::ordered_json json = json_document();
  json[what] = nlohmann::ordered_json::array();
  for (const Entry& entry : entries) {
    nlohmann::ordered_json one = {{"name", entry.name}};
    if (!entry.said.empty()) one["meaning"] = entry.said;
    if (!entry.place.empty()) one["place"] = entry.place;
    json[what].push_back(std::move(one));
  }
  fmt::print("{}", json_text(json));
}

Exit print_entries(std::vector<Entry> entries, const ListOptions& options) {
  std::erase_if(entries, [&](const Entry& entry) { return !is_asked_for(entry.name, options.patterns); });
  if (options.json)
    print_json(options.what, entries);
  else
    print_text(entries);
  if (!entries.empty() || options.patterns.empty()) return Exit::Holds;
  fmt::print(stderr, "pagerace: no {} match {}\n", options.what, fmt::join(options.patterns, ", "));
  return Exit::Usage;
}

std::vector<Entry> kernels() {
  std::vector<Entry> entries;
  const std::string library = library_folder();
  const std::string newest = syntax::choose_kernel("", library).name;
  for (const Described& design : designs(library))
    entries.push_back({design.name, design.summary + (design.name == newest ? " The default." : ""), ""});
  return entries;
}

std::vector<Entry> actors_of_library() {
  std::vector<Entry> entries;
  for (const Described& actor : actors(library_folder())) entries.push_back({actor.name, actor.summary, ""});
  return entries;
}

/// What the comment above it says. A file that has one property and no thread is about it: that says so at its top.
std::string meaning(const syntax::File& file, const syntax::Declaration& declaration, const source::Sources& sources) {
  const std::string_view text = sources.text(file.id);
  std::size_t properties = 0, threads = 0;
  for (const syntax::Declaration& each : file.declarations) {
    properties += std::holds_alternative<syntax::PropertyDeclaration>(each.node) ? 1 : 0;
    threads += std::holds_alternative<syntax::ThreadDeclaration>(each.node) ? 1 : 0;
  }
  const bool is_about_it = properties == 1 && threads == 0;
  return first_sentence(is_about_it ? top_comment(text) : comment_above(text, declaration.span.begin));
}

/// "model/linux/mm/swap.race:23", and with `origin` whose bodies that one replaces, from the top.
std::string place_of(const syntax::DefinedFunction& function, const syntax::Unit& unit, const source::Sources& sources,
                     bool origin) {
  const auto& definitions = function.definitions;
  std::string place = sources.place(definitions.front().function->name.span);
  if (!origin) return place;
  for (std::size_t i = 1; i < definitions.size(); ++i)
    place += (i == 1 ? "  replaces " : ", ") + sources.place(definitions[i].function->name.span);
  const auto elsewhere = unit.not_brought.find(function.name);
  if (definitions.back().function->overrides && elsewhere != unit.not_brought.end())
    place += "  not part of this: nothing imports " + elsewhere->second;
  return place;
}

void add(Entry entry, std::vector<Entry>& entries) {
  const auto known = std::ranges::find(entries, entry.name, &Entry::name);
  if (known == entries.end())
    entries.push_back(std::move(entry));
  else
    *known = std::move(entry);
}

void collect(const syntax::Unit& unit, const source::Sources& sources, const ListOptions& options,
             std::vector<Entry>& entries) {
  if (options.what == "functions") {
    for (const syntax::DefinedFunction& function : syntax::defined_functions(unit))
      add({function.name, "", place_of(function, unit, sources, options.origin)}, entries);
    return;
  }
  for (const syntax::File& file : unit.files)
    for (const syntax::Declaration& declaration : file.declarations)
      if (const auto* property = std::get_if<syntax::PropertyDeclaration>(&declaration.node))
        add({property->name.name, meaning(file, declaration, sources), sources.place(property->name.span)}, entries);
}

Exit list_file(const std::string& file, const ListOptions& options, std::vector<Entry>& entries) {
  source::Sources sources;
  source::Diagnostics diagnostics;
  const syntax::LoadOptions load = {options.model.kernel, options.model.include_paths, library_folder(),
                                    options.model.patches};
  const auto unit = syntax::load(file, load, sources, diagnostics);
  for (const source::Diagnostic& diagnostic : diagnostics.all())
    fmt::print(stderr, "{}\n", source::render(sources, diagnostic));
  if (!unit || diagnostics.has_errors()) return Exit::Usage;
  collect(*unit, sources, options, entries);
  return Exit::Holds;
}

}  // namespace

Exit list(const ListOptions& options) {
  if (options.what == "kernels") return print_entries(kernels(), options);
  if (options.what == "actors") return print_entries(actors_of_library(), options);
  std::vector<Entry> entries;
  Exit exit = Exit::Holds;
  std::vector<std::string> files = options.files;
  if (files.empty()) {
    const syntax::KernelChoice kernel = syntax::choose_kernel(options.model.kernel, library_folder());
    if (kernel.path.empty()) {
      fmt::print(stderr, "pagerace: {}\n", refusal(kernel));
      return Exit::Usage;
    }
    files.push_back(kernel.path);
    files.insert(files.end(), options.model.patches.begin(), options.model.patches.end());
  }
  ListOptions how = options;
  if (options.files.empty()) how.model.kernel.clear();  // it is what is read, and nothing imports it
  for (const std::string& file : files) exit = worst(exit, list_file(file, how, entries));
  if (options.what == "properties")
    for (std::size_t i = 0; i < kMeanings.size(); i++)
      entries.push_back({system::kCheckNames[i], std::string("Built in: ") + kMeanings[i], ""});
  return worst(exit, print_entries(std::move(entries), options));
}

}  // namespace pagerace::cli
