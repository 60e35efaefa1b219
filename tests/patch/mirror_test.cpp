// What functions of the model stand for.
#include "patch/mirror.hpp"

#include <doctest/doctest.h>

#include <algorithm>
#include <filesystem>
#include <regex>

#include "patch/model_functions.hpp"

using namespace pagerace;
using namespace pagerace::patch;

namespace {

const std::string kLibrary = std::string(PAGERACE_SOURCE_DIR) + "/model/linux";

using Names = std::set<std::string>;

ModelFunctions model_of(const std::string& kernel) {
  std::vector<std::string> problems;
  ModelFunctions model(syntax::choose_kernel(kernel, kLibrary), kLibrary, problems);
  REQUIRE(problems.empty());
  return model;
}

/// The model's functions that stand for one of the kernel.
Names found(const ModelFunctions& model, const std::string& function, const std::string& path) {
  Names names;
  for (const ModelFunction* each : model.find(function, path)) names.insert(each->name);
  return names;
}

}  // namespace

TEST_CASE("names count as far as nothing but names comes before them") {
  const Named named = names_in(" mm/gup.c, try_get_folio(), for one reference; since 5.14 (up to 5.16 other())");
  CHECK(named.files == Names{"mm/gup.c"});
  CHECK(named.functions == Names{"try_get_folio"});
  CHECK(names_in(" mm/a-b.c and include/linux/c.h: text").files == Names{"mm/a-b.c", "include/linux/c.h"});
  CHECK(names_in(" f(), g(): text").functions == Names{"f", "g"});
  CHECK(names_in(" As f() does").functions.empty());
  CHECK(names_in(" mm/hugetlb.race: f()").names_model);
}

TEST_CASE("a function's own comment wins over the section's, and that over the file's") {
  const std::string text =
      "/* mm/a.c: text */\nvoid f(void) { }\n/* -- words ---- */\n\nvoid g(void) { }\n"
      "/* -- mm/b.c ---- */\n\nvoid h(void) { }\n/* mm/c.c, i2() */\nvoid i(void) { }\n/* mm/d.c */\n\nvoid j(void) { "
      "}\n"
      "/* -- mm/setup.race ---- */\n\nvoid k(void) { }\n";
  const auto of = [&](const std::string& name) {
    return mirrored_by(text, static_cast<std::uint32_t>(text.find("void " + name + "(")));
  };
  CHECK(of("f").files == Names{"mm/a.c"});
  CHECK(of("g").files == Names{"mm/a.c"});
  CHECK(of("h").files == Names{"mm/b.c"});
  CHECK(of("i").files == Names{"mm/c.c"});
  CHECK(of("i").functions == Names{"i2"});
  CHECK(of("j").files == Names{"mm/b.c"});
  CHECK(of("k").files.empty());
}

TEST_CASE("functions that the model has a page at a time are found by the kernel's names") {
  const ModelFunctions model = model_of("6.12");
  CHECK(found(model, "free_pages_prepare", "mm/page_alloc.c") ==
        Names{"free_pages_prepare", "free_pages_prepare_order"});
  CHECK(found(model, "alloc_contig_range_noprof", "mm/page_alloc.c") ==
        Names{"alloc_contig_range", "free_rest_of_range"});
  CHECK(found(model, "do_migrate_range", "mm/memory_hotplug.c") == Names{"do_migrate_range", "do_migrate_page"});
  CHECK(found(model, "has_unmovable_pages", "mm/page_isolation.c") ==
        Names{"has_unmovable_pages", "page_is_unmovable", "page_blocks_isolation"});
  CHECK(found(model, "__test_page_isolated_in_pageblock", "mm/page_isolation.c") == Names{"page_is_isolated"});
  CHECK(found(model, "__offline_isolated_pages", "mm/page_alloc.c") ==
        Names{"__offline_isolated_pages", "offline_isolated_page"});
  CHECK(found(model, "memmap_init_range", "mm/mm_init.c") == Names{"memmap_init_page"});
  CHECK(found(model, "virtio_mem_run_wq", "drivers/virtio/virtio_mem.c") == Names{"virtio_mem_unplug_sb_online"});
  CHECK(found(model, "nobody_has_this", "mm/page_alloc.c").empty());
}

TEST_CASE("files that scenarios may import are part of the model") {
  const ModelFunctions model = model_of("6.12");
  const auto dissolved = model.find("dissolve_free_huge_pages", "mm/hugetlb.c");
  REQUIRE(dissolved.size() == 1);
  CHECK(dissolved[0]->import == "mm/hugetlb.race");
}

TEST_CASE("every function that a design replaces, but those of scenarios and properties, stands for something") {
  for (const std::string& kernel : syntax::design_names(kLibrary)) {
    const ModelFunctions model = model_of(kernel);
    CHECK(model.all().size() > 100);
    std::size_t without = 0;
    for (const ModelFunction& function : model.all()) {
      without += function.kernel_files.empty() ? 1 : 0;
      const bool is_kernel = function.place.find("/model/linux/") != std::string::npos &&
                             function.place.find("designs/") == std::string::npos &&
                             function.place.find("setup.race") == std::string::npos;
      if (is_kernel && !function.is_hook && function.import.empty())
        CHECK_MESSAGE(!function.kernel_files.empty(), kernel << ": " << function.place << ": " << function.name);
      for (const std::string& file : function.kernel_files)
        CHECK_MESSAGE(std::regex_match(file, std::regex("(arch|drivers|fs|include|kernel|lib|mm)/[a-z0-9_/-]+\\.[ch]")),
                      file << " of " << function.name);
    }
    CHECK(without * 5 < model.all().size());
  }
}
