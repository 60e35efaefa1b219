#include "cli/json_document.hpp"

#include <nlohmann/json.hpp>

#include "cli/exit_code.hpp"
#include "cli/version.hpp"

namespace pagerace::cli {

using nlohmann::ordered_json;

ordered_json json_document() {
  ordered_json json;
  json["tool"] = "pagerace";
  json["version"] = kVersion;
  json["format"] = kJsonFormat;
  return json;
}

std::string json_text(const ordered_json& document) {
  return document.dump(2, ' ', false, ordered_json::error_handler_t::replace) + "\n";
}

std::string json_of_misuse(const std::string& problem) {
  ordered_json json = json_document();
  json["exit"] = static_cast<int>(Exit::Usage);
  json["problem"] = problem;
  return json_text(json);
}

}  // namespace pagerace::cli
