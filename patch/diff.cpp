#include "patch/diff.hpp"

#include <charconv>
#include <optional>

#include "patch/diff_path.hpp"

namespace pagerace::patch {

namespace {

/// "12,3" or "12", which stands for "12,1", taken from the beginning of `text`.
bool take_range(std::string_view& text, unsigned& begin, unsigned& count) {
  const auto take_number = [&](unsigned& number) {
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error != std::errc()) return false;
    text.remove_prefix(static_cast<std::size_t>(end - text.data()));
    return true;
  };
  if (!take_number(begin)) return false;
  count = 1;
  if (!text.starts_with(',')) return true;
  text.remove_prefix(1);
  return take_number(count);
}

bool take(std::string_view& text, std::string_view word) {
  if (!text.starts_with(word)) return false;
  text.remove_prefix(word.size());
  return true;
}

/// "@@ -1,2 +3,4 @@ context"
bool read_hunk_header(std::string_view text, Hunk& hunk) {
  const bool is_one = take(text, "@@ -") && take_range(text, hunk.old_begin, hunk.old_count) && take(text, " +") &&
                      take_range(text, hunk.new_begin, hunk.new_count) && take(text, " @@");
  if (is_one) hunk.context = trimmed(text);
  return is_one;
}

class DiffReader {
 public:
  DiffReader(const std::string& path, const std::vector<Line>& lines) : path_(path), lines_(lines) {}

  std::vector<FileChange> all() {
    while (at_ < lines_.size()) next();
    return std::move(changes_);
  }

 private:
  const std::string& text() const { return lines_[at_].text; }
  unsigned number() const { return lines_[at_].number; }
  [[noreturn]] void fail(unsigned line, const std::string& message) const { throw BadPatch(path_, line, message); }

  void next() {
    const std::string_view line = text();
    if (line.starts_with("diff --cc ") || line.starts_with("diff --combined ") || line.starts_with("@@@ "))
      fail(number(), "a merge with several parents cannot be read; post the patches themselves");
    if (line.starts_with("diff --git ")) {
      begin(true);
      set_paths(paths_of_git_line(line.substr(11)));
    } else if (line.starts_with("--- ") && at_ + 1 < lines_.size() && lines_[at_ + 1].text.starts_with("+++ ")) {
      read_names();
      return;
    } else if (line.starts_with("@@ -")) {
      read_hunk();
      return;
    } else if (is_git_) {
      read_extended_header(line);
    }
    at_++;
  }

  void begin(bool is_git) {
    changes_.emplace_back();
    changes_.back().line = number();
    is_git_ = is_git;
    has_names_ = false;
  }

  void set_paths(const DiffPaths& paths) {
    changes_.back().old_path = paths.old_path;
    changes_.back().new_path = paths.new_path;
  }

  void read_names() {
    if (!is_git_ || has_names_) begin(false);
    const DiffPaths paths = paths_of_names(text().substr(4), lines_[at_ + 1].text.substr(4));
    if (paths.old_path.empty() && paths.new_path.empty()) fail(number(), "these lines name no file");
    set_paths(paths);
    FileChange& change = changes_.back();
    if (paths.old_path.empty()) change.kind = FileChange::Kind::Added;
    if (paths.new_path.empty()) change.kind = FileChange::Kind::Deleted;
    has_names_ = true;
    at_ += 2;
  }

  void read_extended_header(std::string_view line) {
    FileChange& change = changes_.back();
    using Kind = FileChange::Kind;
    if (line.starts_with("new file mode ")) {
      change.kind = Kind::Added;
      change.old_path.clear();
    } else if (line.starts_with("deleted file mode ")) {
      change.kind = Kind::Deleted;
      change.new_path.clear();
    } else if (take(line, "rename from ") || take(line, "copy from ")) {
      change.kind = text().starts_with("copy") ? Kind::Copied : Kind::Renamed;
      change.old_path = unquoted(line);
    } else if (take(line, "rename to ") || take(line, "copy to ")) {
      change.new_path = unquoted(line);
    } else if (line.starts_with("GIT binary patch") ||
               (line.starts_with("Binary files ") && line.ends_with(" differ"))) {
      change.is_binary = true;
      is_git_ = false;  // what follows is no text
    }
  }

  void read_hunk() {
    Hunk hunk;
    hunk.line = number();
    if (!read_hunk_header(text(), hunk)) fail(number(), "the header of this hunk cannot be read");
    if (changes_.empty() || !has_names_)
      fail(number(), "this hunk belongs to no file: no lines '---' and '+++' before it");
    unsigned olds = hunk.old_count, news = hunk.new_count;
    for (at_++; olds > 0 || news > 0; at_++) {
      if (at_ == lines_.size()) fail(hunk.line, "the patch ends before this hunk does");
      std::string line = text().empty() ? " " : text();  // some programs cut blanks at ends of lines
      const char sign = line.front();
      if (sign == '\\') continue;  // no newline at the end of the file
      const bool is_old = sign == ' ' || sign == '-', is_new = sign == ' ' || sign == '+';
      if (!is_old && !is_new)
        fail(number(), "a line of a hunk begins with ' ', '-' or '+'; a mail program may have wrapped it");
      if ((is_old && olds == 0) || (is_new && news == 0))
        fail(number(), "this hunk has more lines than its header says");
      olds -= is_old ? 1 : 0;
      news -= is_new ? 1 : 0;
      hunk.lines.push_back(std::move(line));
    }
    changes_.back().hunks.push_back(std::move(hunk));
  }

  const std::string& path_;
  const std::vector<Line>& lines_;
  std::size_t at_ = 0;
  bool is_git_ = false;     ///< within the headers that git writes before a file's hunks
  bool has_names_ = false;  ///< the current file has its lines "---" and "+++"
  std::vector<FileChange> changes_;
};

}  // namespace

std::vector<FileChange> read_diff(const std::string& path, const std::vector<Line>& lines) {
  return DiffReader(path, lines).all();
}

}  // namespace pagerace::patch
