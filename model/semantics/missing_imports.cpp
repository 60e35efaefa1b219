// What to write where a word of the kernel is used whose file nothing imports.
#include "model/semantics/missing_imports.hpp"

#include <algorithm>
#include <string_view>

namespace pagerace::semantics {

std::string hint_for_word(const std::string& name) {
  if (name == "LIST_HEAD")
    return "a list head stands at the top level, since pointers lead to it: one for each thread, if it is a thread's "
           "own";
  constexpr std::string_view kLists[] = {"list_", "__list_", "INIT_LIST_HEAD"};
  const bool is_list = std::any_of(std::begin(kLists), std::end(kLists),
                                   [&](std::string_view begin) { return name.starts_with(begin); });
  return is_list ? "write `import \"vocabulary/list.race\";`" : "";
}

}  // namespace pagerace::semantics
