#include "patch/series.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <charconv>
#include <filesystem>

#include "model/source/printable.hpp"
#include "model/source/read_file.hpp"
#include "patch/mailbox.hpp"

namespace pagerace::patch {

namespace {

namespace fs = std::filesystem;

/// A series that somebody posts is far smaller.
constexpr std::size_t kMost = std::size_t{64} << 20;

BadPatch bad_file(const std::string& path, const std::string& problem) {
  return BadPatch(fmt::format("{}: error: {}", source::printable(path), problem));
}

/// 2 for "[PATCH v3 2/17] ..."; 0 if the subject says none.
unsigned place_in_series(std::string_view subject) {
  const std::string_view tags = subject.substr(0, subject.find(']'));
  const std::size_t slash = tags.rfind('/');
  if (slash == std::string_view::npos || slash == tags.size() - 1 || tags.size() == subject.size()) return 0;
  std::size_t begin = slash;
  while (begin > 0 && tags[begin - 1] >= '0' && tags[begin - 1] <= '9') begin--;
  unsigned place = 0;
  std::from_chars(tags.data() + begin, tags.data() + slash, place);
  return place;
}

std::string without_line_ends(std::string text) {
  std::replace(text.begin(), text.end(), '\n', ' ');
  return source::printable(text);
}

void add(Series& series, const std::string& path, std::string_view text) {
  const std::size_t first = series.patches.size();
  for (Message& message : read_mailbox(path, text)) {
    if (lower(trimmed(message.subject)).starts_with("re:")) {
      series.replies++;
      continue;
    }
    std::vector<FileChange> files = read_diff(path, message.body);
    if (files.empty()) continue;  // a cover letter
    series.patches.push_back(
        {path, without_line_ends(message.subject), without_line_ends(message.author), std::move(files)});
  }
  std::stable_sort(
      series.patches.begin() + static_cast<std::ptrdiff_t>(first), series.patches.end(),
      [](const Patch& a, const Patch& b) { return place_in_series(a.subject) < place_in_series(b.subject); });
}

std::vector<std::string> files_of_folder(const std::string& folder) {
  constexpr std::array<std::string_view, 5> kEndings = {".patch", ".diff", ".mbox", ".mbx", ".eml"};
  std::vector<std::string> files;
  std::error_code error;
  for (fs::directory_iterator entry(folder, error), end; !error && entry != end; entry.increment(error)) {
    const std::string ending = entry->path().extension().string();
    if (std::find(kEndings.begin(), kEndings.end(), ending) != kEndings.end()) files.push_back(entry->path().string());
  }
  if (error) throw bad_file(folder, error.message());
  std::sort(files.begin(), files.end());
  return files;
}

void add_file(Series& series, const std::string& path) {
  const source::ReadResult read = source::read_file(path, kMost);
  if (!read.text) throw bad_file(path, read.problem);
  add(series, path, *read.text);
}

}  // namespace

TouchedBy Series::touched() const {
  TouchedBy all;
  for (const Patch& patch : patches)
    for (const FileChange& change : patch.files) all.add(touched_by(change));
  return all;
}

Series read_series(const std::string& path, std::string_view text) {
  Series series;
  add(series, path, text);
  return series;
}

Series read_series(const std::string& path) {
  Series series;
  std::error_code ignored;
  if (fs::is_directory(path, ignored)) {
    for (const std::string& file : files_of_folder(path)) add_file(series, file);
  } else {
    add_file(series, path);
  }
  if (series.patches.empty())
    throw bad_file(path, series.replies > 0 ? "there are only replies in it, and no patch" : "there is no patch in it");
  return series;
}

}  // namespace pagerace::patch
