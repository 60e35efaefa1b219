#include "cli/show.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cstdio>
#include <nlohmann/json.hpp>

#include "cli/json_document.hpp"
#include "cli/library.hpp"
#include "model/syntax/definitions.hpp"
#include "model/syntax/designs.hpp"
#include "model/syntax/library_names.hpp"
#include "model/syntax/load.hpp"

namespace pagerace::cli {

using nlohmann::ordered_json;
using syntax::DefinedFunction;

namespace {

/// The files of one run, and what they define.
class Showing {
 public:
  explicit Showing(const ShowOptions& options) : options_(options) {}

  Exit all() {
    if (!load()) return Exit::Usage;
    ordered_json json = json_document();
    json["functions"] = ordered_json::array();
    Exit exit = Exit::Holds;
    for (const std::string& name : options_.functions) {
      const auto found = std::ranges::find(functions_, name, &DefinedFunction::name);
      if (found == functions_.end())
        exit = worst(exit, refuse(name));
      else if (options_.json)
        json["functions"].push_back(json_of(*found));
      else
        print(*found);
    }
    if (options_.json) fmt::print("{}", json_text(json));
    return exit;
  }

 private:
  bool load() {
    const std::string library = library_folder();
    std::string file = options_.file, kernel_to_import = options_.model.kernel;
    if (file.empty()) {
      const syntax::KernelChoice kernel = syntax::choose_kernel(options_.model.kernel, library);
      if (kernel.path.empty()) fmt::print(stderr, "pagerace: {}\n", refusal(kernel));
      if (kernel.path.empty()) return false;
      file = kernel.path;
      kernel_to_import.clear();
    }
    source::Diagnostics diagnostics;
    unit_ = syntax::load(file, {kernel_to_import, options_.model.include_paths, library, options_.model.patches},
                         sources_, diagnostics);
    for (const source::Diagnostic& diagnostic : diagnostics.all())
      fmt::print(stderr, "{}\n", source::render(sources_, diagnostic));
    if (!unit_ || diagnostics.has_errors()) return false;
    functions_ = syntax::defined_functions(*unit_);
    return true;
  }

  Exit refuse(const std::string& name) const {
    std::vector<std::string> known;
    for (const DefinedFunction& function : functions_) known.push_back(function.name);
    std::string what = source::did_you_mean(name, known);
    if (!what.empty()) what = fmt::format(", did you mean \"{}\"?", what);
    const auto imports = syntax::imports_by_name(library_folder());
    if (const auto import = imports.find(name); import != imports.end())
      what = fmt::format(": it comes with `import \"{}\";`, so name a scenario that has that", import->second);
    fmt::print(stderr, "pagerace: no function \"{}\" here{}\n", name, what);
    return Exit::Usage;
  }

  std::string_view text_of(const syntax::FunctionDefinition& definition) const {
    return sources_.slice(definition.declaration->span);
  }

  void print(const DefinedFunction& function) const {
    const auto& all = function.definitions;
    fmt::print("{}\n", sources_.place(all.front().function->name.span));
    for (std::size_t i = 1; i < all.size(); i++)
      fmt::print("  {} {}\n", i == 1 ? "replaces" : "which replaces", sources_.place(all[i].function->name.span));
    fmt::print("\n{}\n{}", text_of(all.front()), &function == last() ? "" : "\n");
  }

  const DefinedFunction* last() const {
    return &*std::ranges::find(functions_, options_.functions.back(), &DefinedFunction::name);
  }

  ordered_json json_of(const DefinedFunction& function) const {
    ordered_json one = {{"name", function.name},
                        {"place", sources_.place(function.definitions.front().function->name.span)},
                        {"text", text_of(function.definitions.front())},
                        {"replaces", ordered_json::array()}};
    for (std::size_t i = 1; i < function.definitions.size(); i++)
      one["replaces"].push_back(sources_.place(function.definitions[i].function->name.span));
    return one;
  }

  const ShowOptions& options_;
  source::Sources sources_;
  std::optional<syntax::Unit> unit_;
  std::vector<DefinedFunction> functions_;
};

}  // namespace

Exit show(const ShowOptions& options) { return Showing(options).all(); }

}  // namespace pagerace::cli
