#include "cli/trace.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <cstdio>
#include <nlohmann/json.hpp>
#include <optional>

#include "cli/json_document.hpp"
#include "cli/model.hpp"
#include "model/source/read_file.hpp"
#include "traces/hash.hpp"
#include "traces/read_json.hpp"
#include "traces/render/formats.hpp"
#include "traces/render/json.hpp"
#include "traces/replay.hpp"

namespace pagerace::cli {

namespace {

std::optional<traces::Trace> read(const std::string& file) {
  const source::ReadResult read = source::read_file(file);
  if (!read.text) {
    fmt::print(stderr, "pagerace: cannot read {}: {}\n", file, read.problem);
    return std::nullopt;
  }
  auto trace = traces::read_trace(*read.text);
  if (auto* error = std::get_if<std::string>(&trace)) {
    fmt::print(stderr, "{}: error: {}\n", file, *error);
    return std::nullopt;
  }
  return std::get<traces::Trace>(std::move(trace));
}

void draw(const traces::Trace& trace, const TraceOptions& options) {
  traces::RenderOptions shown;
  shown.with_ghosts = options.is_verbose;
  shown.color = use_color(options.color, STDOUT_FILENO);
  fmt::print("{}", traces::render(trace, traces::kColumns, shown));
}

/// `trace` may be null.
void print_json(const TraceOptions& options, const std::string& result, const traces::Trace* trace) {
  nlohmann::ordered_json json = json_document();
  json["file"] = options.file;
  json["happens"] = trace != nullptr;
  json["result"] = result;
  if (trace != nullptr) json["trace"] = traces::to_json(*trace);
  fmt::print("{}", json_text(json));
}

Exit gone(const TraceOptions& options, const std::string& why) {
  if (options.json)
    print_json(options, why, nullptr);
  else
    fmt::print("{}: {}\n", options.file, why);
  return Exit::Inconclusive;
}

Exit replay(const traces::Trace& old, const TraceOptions& options) {
  const traces::Origin& origin = old.origin;
  const ModelOptions model_options = {origin.kernel,  origin.defines,    origin.include_paths, {},
                                      origin.patches, origin.environment};
  const auto model =
      load_model(options.scenario.empty() ? origin.file : options.scenario, model_options, Stage::System);
  print_problems(*model, stderr, use_color(options.color, STDERR_FILENO));
  if (!is_searchable(*model)) return Exit::Usage;
  if (traces::model_hash(model->sources, origin.kernel, origin.defines) != origin.model_hash)
    fmt::print(stderr, "pagerace: the model has changed since the trace was written\n");
  const auto claim = traces::claim_named(*model->system, old.property, old.is_witness);
  if (!claim) return gone(options, fmt::format("there is no property {} any more", old.property));
  traces::Replay now = traces::replay(*model->system, model->sources, old.path, *claim);
  if (!now.trace) return gone(options, "no longer happens: " + now.error);
  now.trace->origin = origin;
  if (options.json) {
    print_json(options, "still happens", &*now.trace);
  } else {
    draw(*now.trace, options);
    fmt::print("\n{}: still happens\n", options.file);
  }
  return old.is_witness ? Exit::Holds : Exit::Violated;
}

}  // namespace

Exit trace(const TraceOptions& options) {
  const auto trace = read(options.file);
  if (!trace) return Exit::Usage;
  if (options.is_replay) return replay(*trace, options);
  draw(*trace, options);
  return Exit::Holds;
}

}  // namespace pagerace::cli
