#include "cli/list.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>

#include "cli/library.hpp"
#include "cli/model.hpp"
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
  for (const Design& design : designs(library))
    entries.push_back({design.name, design.summary + (design.name == newest ? " The default." : "")});
  print_entries(entries);
}

/// A later definition of a function overrides an earlier one.
void collect(const syntax::Unit& unit, const source::Sources& sources, bool functions, std::vector<Entry>& entries) {
  const auto add = [&](const syntax::Identifier& name) {
    const auto known =
        std::find_if(entries.begin(), entries.end(), [&](const Entry& entry) { return entry.name == name.name; });
    if (known == entries.end())
      entries.push_back({name.name, sources.place(name.span)});
    else
      known->place = sources.place(name.span);
  };
  for (const syntax::File& file : unit.files) {
    for (const syntax::Declaration& declaration : file.declarations) {
      if (const auto* property = std::get_if<syntax::PropertyDeclaration>(&declaration.node); property && !functions)
        add(property->name);
      if (const auto* function = std::get_if<syntax::FunctionDeclaration>(&declaration.node);
          function && functions && function->body)
        add(function->name);
    }
  }
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
  collect(*unit, sources, options.what == "functions", entries);
  return Exit::Holds;
}

}  // namespace

Exit list(const ListOptions& options) {
  if (options.what == "kernels") {
    list_kernels();
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
  }
  for (const std::string& file : files) exit = worst(exit, list_file(file, options, entries));
  if (options.what == "properties")
    for (const char* name : system::kCheckNames) entries.push_back({name, "built in"});
  print_entries(entries);
  return exit;
}

}  // namespace pagerace::cli
