#include <array>
#include <nlohmann/json.hpp>

#include "cli/json_document.hpp"
#include "cli/mutate_survey.hpp"

namespace pagerace::cli {

using nlohmann::ordered_json;

namespace {

const char* use_name(Setting::Use use) {
  switch (use) {
    case Setting::Use::Used:
      return "used";
    case Setting::Use::OtherDesign:
      return "written for another kernel";
    case Setting::Use::Unsearched:
      return "not searched whole";
    case Setting::Use::Refused:
      break;
  }
  return "refused";
}

ordered_json setting_json(const Setting& setting) {
  ordered_json json;
  json["file"] = setting.path;
  json["use"] = use_name(setting.use);
  if (!setting.reason.empty()) json["reason"] = setting.reason;
  if (setting.use == Setting::Use::Used) {
    json["states"] = setting.states;
    json["held"] = setting.held;
  }
  return json;
}

ordered_json mutant_json(const Mutant& mutant) {
  ordered_json json;
  json["file"] = mutant.path;
  json["line"] = mutant.line;
  json["column"] = mutant.column;
  json["operator"] = mutation::name_of(mutant.op);
  json["function"] = mutant.function;
  json["what"] = mutant.what;
  json["difference"] = mutant.difference;
  json["fate"] = title_of(mutant.fate);
  json["scenarios"] = mutant.settings;
  if (mutant.fate == MutantFate::Noticed) {
    json["noticed_by"] = mutant.property;
    if (mutant.depth > 0) json["depth"] = mutant.depth;
  }
  if (!mutant.reason.empty()) json["reason"] = mutant.reason;
  return json;
}

ordered_json survey_json(const Survey& survey) {
  ordered_json json;
  json["kernel"] = survey.kernel;
  json["scenarios"] = ordered_json::array();
  for (const Setting& setting : survey.settings) json["scenarios"].push_back(setting_json(setting));
  json["mutants"] = ordered_json::array();
  for (const Mutant& mutant : survey.mutants) json["mutants"].push_back(mutant_json(mutant));
  return json;
}

}  // namespace

std::string mutate_json(const Mutated& mutated, int exit) {
  ordered_json json = json_document();
  json["exit"] = exit;
  json["complete"] = !mutated.is_incomplete;
  json["seconds"] = mutated.seconds;
  json["reproduce"] = mutated.command;
  json["skipped"] = mutated.skipped;
  json["designs"] = ordered_json::array();
  for (const Survey& survey : mutated.surveys) json["designs"].push_back(survey_json(survey));
  return json_text(json);
}

}  // namespace pagerace::cli
