// The ways in which something is violated, as texts that mean the same under another kernel.
#pragma once

#include <map>
#include <set>
#include <string>

#include "cli/model.hpp"
#include "properties/violations.hpp"

namespace pagerace::cli {

/// For each violated property or check, its ways: "walker in put_page() > __put_page(): page->_refcount". They name no
/// lines, which move with every patch. A call or access that stands several times in a function has its number, so that
/// a patch that adds one makes a new way. Calls of functions that the patch adds are left out, and what is in them
/// counts for the caller: a patch that only moves lines into a function of its own makes none.
using Ways = std::map<std::string, std::set<std::string>>;

Ways ways_of(const Model& model, const std::set<properties::Violation>& violations);

}  // namespace pagerace::cli
