// What every object that a command prints as JSON begins with, and how it is written.
#pragma once

#include <nlohmann/json_fwd.hpp>
#include <string>

namespace pagerace::cli {

/// Raised by a change that a reader of the objects would notice, other than by further keys.
inline constexpr int kJsonFormat = 1;

/// With `tool`, `version` and `format`.
nlohmann::ordered_json json_document();

/// Indented, and with a newline at its end. Text that is no UTF-8 is replaced.
std::string json_text(const nlohmann::ordered_json& document);

/// Of a command line that is wrong.
std::string json_of_misuse(const std::string& problem);

}  // namespace pagerace::cli
