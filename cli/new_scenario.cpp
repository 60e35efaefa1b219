#include "cli/new_scenario.hpp"

#include <fmt/format.h>

#include <cerrno>
#include <cstdio>
#include <cstring>

#include "cli/library.hpp"
#include "cli/options.hpp"
#include "model/syntax/designs.hpp"

namespace pagerace::cli {

std::string first_scenario(const std::string& file, const std::string& kernel, std::uint32_t pages) {
  constexpr const char* text = R"(/* {file}: say here, in a sentence, what races.
 *
 *   pagerace check --kernel {kernel} {file}
 *
 * What the names mean: docs/language.md; what of the kernel is there: pagerace list functions, docs/kernel-models.md. */
import "linux.race";			/* the kernel design that --kernel chooses, with its properties */

const int NR_PAGES = {pages};			/* -D NR_PAGES=3 overrides it */
struct page mem_map[NR_PAGES];

init {{					/* before any thread runs */
	for (int pfn = 0; pfn < NR_PAGES; pfn++)
		user_owns(&mem_map[pfn]);	/* or driver_owns(), buddy_owns(): mm/setup.race */
}}

thread walker {{				/* thread walker[2] makes two alike */
	struct page *page = any(mem_map);	/* every choice is explored */

	if (get_page_unless_zero(page))
		put_page(page);
}}

thread owner {{
	for (int pfn = 0; pfn < NR_PAGES; pfn++)
		put_page(&mem_map[pfn]);
}}

/* always: in every state; reachable: in some state; at_end: when all threads are done. */
property nobody_holds_a_free_page {{
	always (forall (page : mem_map) page_is_allocatable(page) imply page_count(page) == 0)
}}
property pages_come_back {{
	at_end (forall (page : mem_map) page_is_allocatable(page))
}}

/* What pagerace test holds this file to; pagerace test --promote writes the numbers. */
expect nobody_holds_a_free_page: holds with kernel {kernel};
expect pages_come_back: holds with kernel {kernel};
)";
  return fmt::format(fmt::runtime(text), fmt::arg("file", file), fmt::arg("kernel", kernel), fmt::arg("pages", pages));
}

Exit new_scenario(const NewOptions& options) {
  if (!options.file.ends_with(".race")) {
    fmt::print(stderr, "pagerace: {}: the name of a scenario ends in .race\n", options.file);
    return Exit::Usage;
  }
  if (options.pages == 0u) {
    fmt::print(stderr, "pagerace: --pages 0: there is nothing to race for\n");
    return Exit::Usage;
  }
  const syntax::KernelChoice kernel = syntax::choose_kernel(options.kernel, library_folder());
  if (kernel.path.empty()) {
    fmt::print(stderr, "pagerace: {}\n", refusal(kernel));
    return Exit::Usage;
  }
  std::FILE* const stream = std::fopen(options.file.c_str(), "wx");  // x: fails if it is there
  if (stream == nullptr) {
    fmt::print(stderr, "pagerace: cannot write {}: {}\n", options.file, std::strerror(errno));
    return Exit::Usage;
  }
  const std::string text = first_scenario(options.file, kernel.name, options.pages.value_or(1));
  const bool is_written = std::fwrite(text.data(), 1, text.size(), stream) == text.size();
  if (std::fclose(stream) != 0 || !is_written) {
    fmt::print(stderr, "pagerace: cannot write {}\n", options.file);
    return Exit::Usage;
  }
  fmt::print("{} is written. Now:\n  pagerace check --kernel {} {}\n", options.file, quote(kernel.name),
             quote_file(options.file));
  return Exit::Holds;
}

}  // namespace pagerace::cli
