// Which functions of the kernel a function of the model stands for: what its comments say.
#pragma once

#include <set>
#include <string>
#include <string_view>

#include "model/syntax/tree.hpp"

namespace pagerace::patch {

/// A comment that names files of the kernel, and functions: "mm/gup.c, try_get_folio(), for one reference". Names count
/// as far as nothing but names comes before them.
struct Named {
  std::set<std::string> files;      ///< "mm/gup.c"
  std::set<std::string> functions;  ///< "try_get_folio"
  bool names_model = false;         ///< a file of the model is named instead: "mm/hugetlb.race"
};

/// `comment` is what stands between the signs of a comment.
Named names_in(std::string_view comment);

/// What the model's function at this place stands for. Its own comment is the last before it, with no empty line
/// between. Files are those that this names; else those of the last comment of the form "-- mm/swap.c --" that names
/// any; else those that the first line of the file names, before a colon.
Named mirrored_by(std::string_view text, std::uint32_t begin);

}  // namespace pagerace::patch
