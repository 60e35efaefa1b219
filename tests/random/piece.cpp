#include "tests/random/piece.hpp"

#include <cstddef>
#include <utility>

namespace pagerace::random {
namespace {

void render(const Piece& piece, std::size_t depth, std::string& text) {
  const auto line = [&](const std::string& content) {
    if (!content.empty()) text += std::string(depth, '\t') + content + '\n';
  };
  line(piece.head);
  for (const Piece& part : piece.parts) render(part, piece.head.empty() ? depth : depth + 1, text);
  line(piece.tail);
}

class Shrinker {
 public:
  Shrinker(Piece program, const std::function<bool(const std::string&)>& still_fails)
      : program_(std::move(program)), still_fails_(still_fails) {}

  Piece run() {
    while (pass(program_)) {
    }
    return std::move(program_);
  }

 private:
  /// One attempt at each part, the large ones first. True if something went away.
  bool pass(Piece& whole) {
    bool smaller = false;
    for (std::size_t i = 0; i < whole.parts.size();) {
      if (attempt(whole, i, {}) || attempt(whole, i, whole.parts[i].parts)) {
        smaller = true;
      } else {
        smaller = pass(whole.parts[i]) || smaller;
        ++i;
      }
    }
    return smaller;
  }

  bool attempt(Piece& whole, std::size_t at, const std::vector<Piece> instead) {
    const std::vector<Piece> before = whole.parts;
    whole.parts.erase(whole.parts.begin() + static_cast<std::ptrdiff_t>(at));
    whole.parts.insert(whole.parts.begin() + static_cast<std::ptrdiff_t>(at), instead.begin(), instead.end());
    if (still_fails_(random::render(program_))) return true;
    whole.parts = before;
    return false;
  }

  Piece program_;
  const std::function<bool(const std::string&)>& still_fails_;
};

}  // namespace

std::string render(const Piece& program) {
  std::string text;
  render(program, 0, text);
  return text;
}

Piece shrink(Piece program, const std::function<bool(const std::string&)>& still_fails) {
  return Shrinker(std::move(program), still_fails).run();
}

}  // namespace pagerace::random
