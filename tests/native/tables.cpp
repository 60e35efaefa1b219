// The tables of the reductions: native code has the very numbers that the interpreter looks up.
#include <dlfcn.h>
#include <doctest/doctest.h>
#include <fmt/format.h>

#include <fstream>
#include <memory>
#include <set>
#include <string>
#include <vector>

#include "checker/compose/reductions.hpp"
#include "checker/native/emit/members.hpp"
#include "checker/native/parts.hpp"
#include "tests/native/models.hpp"
#include "tests/native/modules.hpp"

namespace pagerace::native::testing {
namespace {

struct Five {
  checker::symmetry::Field field;
  checker::symmetry::Content content;
  bool is;
  std::uint32_t number;
  std::uint8_t last;
};

TEST_CASE("members are counted, those that are structs or enumerations too") {
  static_assert(count_members<Five>() == 5);
  static_assert(count_members<checker::partial_order::PlanHelper>() == 2);
  static_assert(count_members<checker::partial_order::PlanClass>() == 9);
  const Five five{{1, 2, 3}, checker::symmetry::Content::Set, true, 7, 9};
  const auto members = members_of(five);
  CHECK(&std::get<0>(members) == &five.field);
  CHECK(&std::get<4>(members) == &five.last);
}

struct Reduced {
  std::string path;
  std::unique_ptr<Model> model;
  std::unique_ptr<checker::Reductions> reductions;
};

/// As C++: the name of the first member that differs, or "".
template <class Tables>
std::string comparison(const char* constants) {
  std::string text;
  Tables::for_each([&](const char* name, auto) {
    text += fmt::format("  if (!is_same(tables.{}, {}::{})) return \"{}\";\n", name, constants, name, name);
  });
  return text + "  return \"\";\n}\n";
}

/// The constants of one scenario, and a function for each of the tables that compares them.
std::string source_of(const checker::Reductions& reductions, std::size_t number, std::set<std::string>& includes) {
  NativeParts parts;
  reductions.add_to(parts);
  includes.insert(parts.includes.begin(), parts.includes.end());
  std::string text = fmt::format(
      "namespace pagerace::native::n{} {{\nstruct Constants {{ static constexpr std::uint32_t kCells = 1, kWords = 1; "
      "}};\nusing testing::is_same;\n{}",
      number, parts.definitions);
  if (reductions.symmetry() != nullptr) {
    text += fmt::format("extern \"C\" const char* symmetry{}(const checker::symmetry::Tables& tables) {{\n{}", number,
                        comparison<checker::symmetry::Tables>("SymmetryTables"));
  }
  if (reductions.partial_order() != nullptr) {
    text += fmt::format("extern \"C\" const char* plan{}(const checker::partial_order::Plan& tables) {{\n{}", number,
                        comparison<checker::partial_order::Plan>("ThePlan"));
  }
  return text + "}\n";
}

template <class Tables>
std::string difference(void* library, const std::string& function, const Tables& tables) {
  void* const symbol = dlsym(library, function.c_str());
  REQUIRE(symbol != nullptr);
  return reinterpret_cast<const char* (*)(const Tables&)>(symbol)(tables);  // NOLINT: what dlsym is for
}

TEST_CASE("native code has the tables of the interpreter") {
  std::vector<Reduced> all;
  checker::SearchOptions options;
  options.symmetry = options.partial_order = true;
  std::size_t with_symmetry = 0, with_plan = 0, seen = 0;
  for (const char* folder : {"/examples", "/tests/models"}) {
    for (const std::string& path : scenarios_in(std::string(PAGERACE_SOURCE_DIR) + folder)) {
      if (seen++ % 4 != 0) continue;
      auto model = std::make_unique<Model>(load_file(path));
      if (!model->system) continue;
      auto reductions = std::make_unique<checker::Reductions>(*model->system, options);
      with_symmetry += reductions->symmetry() != nullptr ? 1 : 0;
      with_plan += reductions->partial_order() != nullptr ? 1 : 0;
      all.push_back({path, std::move(model), std::move(reductions)});
    }
  }
  CHECK(with_symmetry >= 10);
  CHECK(with_plan >= 20);

  std::set<std::string> includes = {"tests/native/same_tables.hpp"};
  std::string text;
  for (std::size_t i = 0; i < all.size(); ++i) text += source_of(*all[i].reductions, i, includes);
  const Folder folder;
  std::ofstream source(folder / "tables.cpp");
  for (const std::string& include : includes) source << "#include \"" << include << "\"\n";
  source << text;
  source.close();
  compile(folder / "tables.cpp", {"-O0", "-fvisibility=default"}, folder / "tables.so", folder);
  void* const library = dlopen((folder / "tables.so").c_str(), RTLD_NOW | RTLD_LOCAL);
  REQUIRE(library != nullptr);
  for (std::size_t i = 0; i < all.size(); ++i) {
    CAPTURE(all[i].path);
    const checker::Reductions& of = *all[i].reductions;
    const std::string number = std::to_string(i);
    if (of.symmetry() != nullptr) CHECK(difference(library, "symmetry" + number, of.symmetry()->tables()) == "");
    if (of.partial_order() != nullptr) CHECK(difference(library, "plan" + number, *of.partial_order()) == "");
  }
  dlclose(library);
}

}  // namespace
}  // namespace pagerace::native::testing
