#include "cli/list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/library.hpp"
#include "cli/model.hpp"
#include "model/syntax/definitions.hpp"
#include "model/syntax/designs.hpp"
#include "model/syntax/load.hpp"

namespace pagerace::cli {

namespace {

struct Entry {
  std::string name;
  std::string place;
};

void print_entries(const std::vector<Entry>& entries) {
  std::size_t width = 0;
  for (const Entry& entry : entries) width = std::max(width, entry.name.size());
  for (const Entry& entry : entries) fmt::print("{:<{}}  {}\n", entry.name, width, entry.place);
}

void list_kernels() {
  std::vector<Entry> entries;
  const std::string library = library_folder();
  const std::string newest = syntax::choose_kernel("", library).name;
  for (const Described& design : designs(library))
    entries.push_back({design.name, design.summary + (design.name == newest ? " The default." : "")});
  print_entries(entries);
}

void list_actors() {
  std::vector<Entry> entries;
  for (const Described& actor : actors(library_folder())) entries.push_back({actor.name, actor.summary});
  print_entries(entries);
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

void add(std::string name, std::string place, std::vector<Entry>& entries) {
  const auto known =
      std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.name == name; });
  if (known == entries.end())
    entries.push_back({std::move(name), std::move(place)});
  else
    known->place = std::move(place);
}

void collect(const syntax::Unit& unit, const source::Sources& sources, const ListOptions& options,
             std::vector<Entry>& entries) {
  if (options.what == "functions") {
    for (const syntax::DefinedFunction& function : syntax::defined_functions(unit))
      add(function.name, place_of(function, unit, sources, options.origin), entries);
    return;
  }
  for (const syntax::File& file : unit.files)
    for (const syntax::Declaration& declaration : file.declarations)
      if (const auto* property = std::get_if<syntax::PropertyDeclaration>(&declaration.node))
        add(property->name.name, sources.place(property->name.span), entries);
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
  if (options.what == "kernels") {
    list_kernels();
    return Exit::Holds;
  }
  if (options.what == "actors") {
    list_actors();
    return Exit::Holds;
  }
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
  for (const std::string& file : files) exit = worst(exit, list_file(file, options, entries));
  if (options.what == "properties")
    for (const char* name : system::kCheckNames) entries.push_back({name, "built in"});
  print_entries(entries);
  return exit;
}

}  // namespace pagerace::cli
