// The ways in which something is violated, in words that mean the same under another kernel.
#pragma once

#include <compare>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "cli/model.hpp"
#include "properties/violations.hpp"

namespace pagerace::cli {

/// One way: "walker in put_page() > __put_page(): page->_refcount". It names no lines, which move with every patch. A
/// call or access that stands several times in a function has its number, so that a patch that adds one makes a new
/// way. Calls of functions that the patch adds are left out, and what is in them counts for the caller: a patch that
/// only moves lines into a function of its own makes none.
struct Way {
  /// A call or an access, and the how manyth of its kind it is in the function that it stands in.
  struct Step {
    std::string text;
    unsigned number = 1;
    auto operator<=>(const Step&) const = default;
  };
  struct Place {
    std::string thread;
    std::vector<Step> calls;  ///< from the outermost: names of functions
    Step access;              ///< empty: the end of the thread
    auto operator<=>(const Place&) const = default;
  };
  std::vector<Place> places;  ///< of the threads that take the step
  std::string rest;           ///< what fails there
  auto operator<=>(const Way&) const = default;
};

std::string text_of(const Way& way);

/// For each violated property or check, its ways.
using Ways = std::map<std::string, std::set<Way>>;

Ways ways_of(const Model& model, const std::set<properties::Violation>& violations);

}  // namespace pagerace::cli
