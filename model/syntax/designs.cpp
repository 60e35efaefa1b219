#include "model/syntax/designs.hpp"

#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <filesystem>
#include <optional>

#include "model/source/diagnostics.hpp"

namespace pagerace::syntax {
namespace {

namespace fs = std::filesystem;

constexpr std::string_view design_suffix = ".race";

/// 6, 12 of "6.12". Compared number by number, so that 6.9 is before 6.12.
using Release = std::vector<std::uint32_t>;

/// Nothing if it is no release number.
std::optional<Release> release_of(std::string_view name) {
  Release release;
  for (;;) {
    std::uint32_t number = 0;
    const char* const end = name.data() + name.size();
    const auto [rest, error] = std::from_chars(name.data(), end, number);
    if (error != std::errc()) return std::nullopt;
    release.push_back(number);
    if (rest == end) break;
    if (*rest != '.') return std::nullopt;
    name.remove_prefix(static_cast<std::size_t>(rest - name.data()) + 1);
  }
  return release.size() > 1 ? std::optional(release) : std::nullopt;
}

struct Mainline {
  Release release;
  std::string name;
};

/// The designs whose names are releases, from the oldest to the newest. The others are proposals.
std::vector<Mainline> mainline(const std::vector<std::string>& names) {
  std::vector<Mainline> designs;
  for (const std::string& name : names)
    if (auto release = release_of(name)) designs.push_back({std::move(*release), name});
  std::sort(designs.begin(), designs.end(), [](const Mainline& a, const Mainline& b) { return a.release < b.release; });
  return designs;
}

bool is_file(const fs::path& path) {
  std::error_code ignored;
  return fs::exists(path, ignored);
}

fs::path file_of(const std::string& name, const std::string& library) {
  return fs::path(library) / "designs" / (name + std::string(design_suffix));
}

KernelChoice refused(std::string problem, std::string hint) {
  KernelChoice none;
  none.problem = std::move(problem);
  none.hint = std::move(hint);
  return none;
}

KernelChoice no_such_design(const std::string& asked, const std::vector<std::string>& known) {
  std::string hint = known.empty() ? "there are none" : fmt::format("there are {}", fmt::join(known, ", "));
  if (const std::string closest = source::did_you_mean(asked, known); !closest.empty())
    hint = fmt::format("did you mean {}? {}", closest, hint);
  if (const std::string file = asked + std::string(design_suffix); is_file(file))
    hint = "a file is named with its ending: " + file;
  return refused(fmt::format("there is no kernel design '{}'", asked), std::move(hint));
}

KernelChoice newest(const std::string& library) {
  const std::vector<Mainline> designs = mainline(design_names(library));
  if (designs.empty()) {
    return refused(fmt::format("there is no default kernel design: no file of '{}' is named after a release",
                               (fs::path(library) / "designs").string()),
                   "choose one with --kernel");
  }
  const std::string& name = designs.back().name;
  return {file_of(name, library).string(), name, {}, true, {}, {}};
}

KernelChoice newest_not_after(const std::string& asked, const Release& release, const std::string& library) {
  const std::vector<std::string> known = design_names(library);
  const std::vector<Mainline> designs = mainline(known);
  const auto after =
      std::find_if(designs.begin(), designs.end(), [&](const Mainline& design) { return release < design.release; });
  if (designs.empty()) return no_such_design(asked, known);
  if (after == designs.begin()) {
    return refused(fmt::format("there is no kernel design for {}, which is older than all", asked),
                   fmt::format("the oldest release is {}", designs.front().name));
  }
  const std::string& name = std::prev(after)->name;
  return {file_of(name, library).string(), name, asked, false, {}, {}};
}

}  // namespace

std::vector<std::string> design_names(const std::string& library) {
  std::vector<std::string> names;
  std::error_code error;
  for (fs::directory_iterator entry(fs::path(library) / "designs", error), end; !error && entry != end;
       entry.increment(error)) {
    if (entry->path().extension() == design_suffix) names.push_back(entry->path().stem().string());
  }
  std::sort(names.begin(), names.end());
  return names;
}

KernelChoice choose_kernel(const std::string& asked, const std::string& library) {
  if (asked.empty()) return newest(library);
  if (asked.ends_with(design_suffix)) {
    if (is_file(asked)) return {asked, asked, {}, false, {}, {}};
    return refused(fmt::format("the kernel design '{}' does not exist", asked), "");
  }
  if (const fs::path path = file_of(asked, library); is_file(path)) return {path.string(), asked, {}, false, {}, {}};
  if (const auto release = release_of(asked)) return newest_not_after(asked, *release, library);
  return no_such_design(asked, design_names(library));
}

std::string refusal(const KernelChoice& kernel) {
  return kernel.problem + (kernel.hint.empty() ? "" : "; " + kernel.hint);
}

std::string describe(const KernelChoice& kernel) {
  if (kernel.is_default) return kernel.name + " (default)";
  return kernel.asked.empty() ? kernel.name : fmt::format("{} (for {})", kernel.name, kernel.asked);
}

}  // namespace pagerace::syntax
