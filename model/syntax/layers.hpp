// What is decided about files once all of them are read: layers, what a design refuses, what it changes elsewhere.
#pragma once

#include <string>

#include "model/syntax/load.hpp"

namespace pagerace::syntax {

/// A file is in no higher layer than one that imports it: what the library imports is the library's.
void settle_layers(Unit& unit);

/// Reports an error for each file that a design refuses and the scenario brings. A design that stands on the refusing one
/// and imports the file itself has a place for it.
void check_refusals(const Unit& unit, const LoadOptions& options, const source::Sources& sources,
                    source::Diagnostics& diagnostics);

/// Fills `unit.not_brought` if a design overrides what no file of the unit defines.
void find_not_brought(Unit& unit, const std::string& library);

}  // namespace pagerace::syntax
