// What `pagerace patch` writes to be filled in is a design as it stands, whatever a posting touches.
#include <doctest/doctest.h>
#include <unistd.h>

#include <deque>
#include <filesystem>
#include <fstream>

#include "cli/model.hpp"
#include "patch/skeleton.hpp"

using namespace pagerace;

namespace {

const std::string kRoot = PAGERACE_SOURCE_DIR;

/// As if a patch changed every function of the kernel that the model has.
std::string skeleton_of_all(const std::string& kernel, std::size_t& functions) {
  const std::string library = kRoot + "/model/linux";
  std::vector<std::string> problems;
  const patch::ModelFunctions model(syntax::choose_kernel(kernel, library), library, problems);
  REQUIRE(problems.empty());
  patch::TouchedBy touched;
  for (const patch::ModelFunction& function : model.all()) {
    if (function.kernel_files.empty()) continue;
    patch::Hunk hunk;
    hunk.lines = {"-old(*/ /*);", "+new(/*/ */);"};
    touched.functions.push_back(
        {*function.kernel_files.begin(), function.name, patch::Touched::Kind::Changed, {std::move(hunk)}});
  }
  functions = touched.functions.size();
  return patch::skeleton(patch::to_fill(touched, model), "designs/" + kernel + ".race", "all */ of it");
}

std::string first_error(const std::string& scenario, const std::string& kernel) {
  cli::ModelOptions options;
  options.kernel = kernel;
  const auto model = cli::load_model(kRoot + "/examples/" + scenario, options, cli::Stage::System);
  return cli::is_searchable(*model) ? "" : cli::refusal(*model);
}

}  // namespace

TEST_CASE("a skeleton of all that is modelled is accepted as a design") {
  const std::filesystem::path folder =
      std::filesystem::temp_directory_path() / ("pagerace-skeleton-" + std::to_string(getpid()));
  std::filesystem::create_directories(folder);
  for (const char* kernel : {"2019-no-hook", "5.8", "6.1", "6.12", "6.17", "2025-skippable-v2", "frozen"}) {
    std::size_t functions = 0;
    const std::string file = (folder / (std::string("all-") + kernel + ".race")).string();
    std::ofstream(file) << skeleton_of_all(kernel, functions);
    CHECK(functions > 100);
    CHECK(first_error("late-put.race", file) == "");
    CHECK(first_error("chunks-merge-while-offlining.race", file) == "");
  }
  std::filesystem::remove_all(folder);
}
