// Which ways of a violation are new under a patch.
#pragma once

#include <set>
#include <string>
#include <vector>

#include "cli/ways.hpp"

namespace pagerace::cli {

/// A patch may open up a call, or put lines into a function that exists: then one and the same step is in a call less,
/// or more. So two ways are taken for the same if their threads, accesses and what fails are, and the calls too but for
/// some that stand directly in a function which the patch replaces. Where one that is gone has such a new one, it has
/// moved. Where the old one is still there, it may be that, or another: nobody can say.
struct ComparedWays {
  std::vector<std::string> fresh;     ///< truly new
  std::vector<std::string> doubtful;  ///< like one that there was, which is still there
  std::vector<std::string> gone;
};

/// `replaced`: the functions that the patch replaces.
ComparedWays compare_ways(const std::set<Way>& before, const std::set<Way>& after,
                          const std::set<std::string>& replaced);

}  // namespace pagerace::cli
