// A program as a tree of text, so that it can be shrunk without knowing what it means.
#pragma once

#include <functional>
#include <string>
#include <utility>
#include <vector>

namespace pagerace::random {

/// `head`, then the parts one tab deeper, then `tail`; each on a line of its own where it is not empty.
struct Piece {
  std::string head;
  std::vector<Piece> parts;
  std::string tail;
};

inline Piece line(std::string text) { return {std::move(text), {}, {}}; }
inline Piece lines(std::vector<Piece> parts) { return {"", std::move(parts), ""}; }

std::string render(const Piece& program);

/// Takes out parts, and puts parts in the place of what held them, as long as `still_fails` says so of the text that
/// remains. A text that is no program any more does not fail, so nothing is broken on the way.
Piece shrink(Piece program, const std::function<bool(const std::string&)>& still_fails);

}  // namespace pagerace::random
