// What a suite does not reach, for people and for programs.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>
#include <vector>

#include "cli/suite_coverage.hpp"

namespace pagerace::cli {

/// Covers only imported files: the run of a scenario reports what it does not reach in its own file.
struct CoverageReport {
  struct Place {
    std::string path;
    unsigned line = 0;
    std::string name;
  };
  struct Lines {
    std::string path;
    std::vector<unsigned> lines;  ///< ascending; of functions that are reached, and of code outside functions
  };
  struct Property {
    Place place;
    std::string holds_in, violated_in;  ///< see SuiteCoverage; empty: nowhere
  };

  std::size_t functions = 0, reached_functions = 0;
  std::size_t statements = 0, reached_statements = 0;
  std::vector<Place> unreached_functions;
  std::vector<Lines> unreached_lines;
  std::vector<Property> properties;
  std::vector<std::string> unread_files;  ///< files beside imported ones that no file imports

  /// No function, property or file is missing. Lines may be: some guard against what never happens.
  bool is_complete() const;
};

/// Looks in the folders of imported files for files that nothing imports.
CoverageReport coverage_report(const SuiteCoverage& coverage);

/// Two lines of numbers and a list for each kind of gap. `all`: a table of the properties, too.
std::string coverage_text(const CoverageReport& report, bool all);
nlohmann::ordered_json coverage_json(const CoverageReport& report);

}  // namespace pagerace::cli
