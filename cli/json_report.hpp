// What a run prints for machines: docs/json-output.md.
#pragma once

#include <nlohmann/json.hpp>

#include "cli/run.hpp"

namespace pagerace::cli {

/// Of a run that was made.
nlohmann::ordered_json run_json(const Model& model, const Run& run);
/// Of a model that cannot be searched: its diagnostics.
nlohmann::ordered_json failed_json(const Model& model);
/// "holds", as in all JSON that we write.
const char* outcome_name(checker::Outcome outcome);
/// All runs, as one object with the exit status of the whole.
std::string document(nlohmann::ordered_json runs, Exit exit);

}  // namespace pagerace::cli
