#include "patch/mail.hpp"

#include <map>
#include <span>

#include "patch/transfer_encoding.hpp"

namespace pagerace::patch {

namespace {

/// Parts of parts of parts are no patch that somebody posted.
constexpr int kDeepest = 8;

using Lines = std::span<const Line>;
using Headers = std::map<std::string, std::string>;  ///< names are in lower case; of a name that is repeated, the first

/// Takes the headers, and the empty line that ends them, from `lines`.
Headers take_headers(Lines& lines) {
  Headers headers;
  std::string* last = nullptr;
  std::string repeated;
  while (!lines.empty() && !lines.front().text.empty()) {
    const std::string& line = lines.front().text;
    if (line.front() == ' ' || line.front() == '\t') {
      if (last != nullptr) *last += " " + std::string(trimmed(line));
    } else {
      const std::size_t colon = line.find(':');
      if (colon == std::string::npos) break;  // no header, so the body begins without an empty line
      const auto [at, is_new] = headers.try_emplace(lower(line.substr(0, colon)),
                                                    std::string(trimmed(std::string_view(line).substr(colon + 1))));
      repeated.clear();
      last = is_new ? &at->second : &repeated;
    }
    lines = lines.subspan(1);
  }
  if (!lines.empty() && lines.front().text.empty()) lines = lines.subspan(1);
  return headers;
}

std::string value_of(const Headers& headers, const std::string& name) {
  const auto found = headers.find(name);
  return found == headers.end() ? "" : found->second;
}

/// boundary="..." of a Content-Type; empty if there is none.
std::string boundary_of(const std::string& type) {
  const std::size_t at = lower(type).find("boundary=");
  if (at == std::string::npos) return "";
  std::string_view rest = std::string_view(type).substr(at + 9);
  if (rest.starts_with('"')) return std::string(rest.substr(1, rest.find('"', 1) - 1));
  return std::string(trimmed(rest.substr(0, rest.find(';'))));
}

class PartReader {
 public:
  PartReader(const std::string& path, std::vector<Line>& text) : path_(path), text_(text) {}

  void read(const Headers& headers, Lines lines, int depth) {
    const std::string type = value_of(headers, "content-type"), kind = lower(trimmed(type.substr(0, type.find(';'))));
    if (kind.starts_with("multipart/")) return read_parts(boundary_of(type), lines, depth);
    if (kind.empty() || kind.starts_with("text/") || kind == "application/octet-stream") {
      if (kind != "text/html") decode(lower(value_of(headers, "content-transfer-encoding")), lines);
    }
  }

 private:
  void read_parts(const std::string& boundary, Lines lines, int depth) {
    const unsigned where = lines.empty() ? 1 : lines.front().number;
    if (boundary.empty()) throw BadPatch(path_, where, "a mail of several parts names no boundary between them");
    if (depth == kDeepest) throw BadPatch(path_, where, "the parts of this mail have parts, too deep to be read");
    const std::string between = "--" + boundary, last = between + "--";
    std::size_t begin = lines.size() + 1;  // none yet: what comes before the first part is for old programs
    for (std::size_t at = 0; at <= lines.size(); at++) {
      const bool is_end = at == lines.size();
      const std::string_view line = is_end ? std::string_view() : trimmed(lines[at].text);
      if (!is_end && line != between && line != last) continue;
      if (begin < at) {
        Lines part = lines.subspan(begin, at - begin);
        const Headers headers = take_headers(part);
        read(headers, part, depth + 1);
      }
      if (line == last) break;
      begin = at + 1;
    }
  }

  void decode(const std::string& encoding, Lines lines) {
    if (encoding == "base64") return decode_base64_lines(lines);
    if (encoding != "quoted-printable") {
      text_.insert(text_.end(), lines.begin(), lines.end());
      return;
    }
    bool is_continued = false;
    for (const Line& line : lines) {
      const bool belongs_to_last = is_continued;
      std::string piece = decode_quoted_printable(line.text, is_continued);
      if (belongs_to_last)
        text_.back().text += piece;
      else
        text_.push_back({std::move(piece), line.number});
    }
    for (Line& line : text_)  // an encoded CR is one of a line end
      if (line.text.ends_with('\r')) line.text.pop_back();
  }

  void decode_base64_lines(Lines lines) {
    if (lines.empty()) return;
    std::string all;
    for (const Line& line : lines) all += line.text;
    const auto decoded = decode_base64(all);
    if (!decoded) throw BadPatch(path_, lines.front().number, "this is no base64, which the mail says it is");
    for (Line& line : lines_of(*decoded)) text_.push_back({std::move(line.text), lines.front().number});
  }

  const std::string& path_;
  std::vector<Line>& text_;
};

}  // namespace

Message read_mail(const std::string& path, const std::vector<Line>& lines) {
  Lines rest = lines;
  const Headers headers = take_headers(rest);
  Message message;
  message.subject = decode_words(value_of(headers, "subject"));
  message.author = decode_words(value_of(headers, "from"));
  PartReader(path, message.body).read(headers, rest, 0);
  return message;
}

}  // namespace pagerace::patch
