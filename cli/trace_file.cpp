#include "cli/trace_file.hpp"

#include <fmt/format.h>

#include <cstdio>
#include <fstream>

#include "traces/render/formats.hpp"

namespace pagerace::cli {

bool write_trace(const traces::Trace& trace, const std::string& path) {
  std::ofstream out(path);
  out << traces::render(trace, traces::kJson);
  out.close();
  if (!out) fmt::print(stderr, "pagerace: cannot write {}\n", path);
  return static_cast<bool>(out);
}

}  // namespace pagerace::cli
