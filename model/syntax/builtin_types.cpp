// The spellings of C's arithmetic types, and the canonical spelling of each.
#include <fmt/format.h>
#include <fmt/ranges.h>

#include <algorithm>
#include <array>
#include <string_view>

#include "model/syntax/build.hpp"

namespace pagerace::syntax {
namespace {

struct Count {
  int is_signed = 0, is_unsigned = 0, chars = 0, shorts = 0, ints = 0, longs = 0, others = 0;
};

Count count(const Words& words) {
  Count result;
  for (const std::string& word : words) {
    int& kind = word == "signed"     ? result.is_signed
                : word == "unsigned" ? result.is_unsigned
                : word == "char"     ? result.chars
                : word == "short"    ? result.shorts
                : word == "int"      ? result.ints
                : word == "long"     ? result.longs
                                     : result.others;
    ++kind;
  }
  return result;
}

bool is_type(const Count& of) {
  const int sizes = of.chars + of.shorts + (of.longs > 0 ? 1 : 0);
  return of.others == 0 && of.is_signed + of.is_unsigned <= 1 && sizes <= 1 && of.longs <= 2 && of.ints <= 1 &&
         !(of.chars > 0 && of.ints > 0);
}

std::string canonical(const Count& of) {
  const std::string size = of.chars > 0    ? "char"
                           : of.shorts > 0 ? "short"
                           : of.longs == 1 ? "long"
                           : of.longs == 2 ? "long long"
                                           : "int";
  if (of.is_unsigned > 0) return "unsigned " + size;
  // The compiler decides whether plain `char` is signed, so `signed char` stays a type of its own.
  return of.chars > 0 && of.is_signed > 0 ? "signed " + size : size;
}

}  // namespace

TypeSpecifier TreeBuilder::builtin(const Words& words, Span span) {
  TypeSpecifier type{TypeSpecifier::Kind::Builtin, "int", false, span};
  const Count counted = count(words);
  if (counted.others == 1 && words.size() == 1) {
    type.name = words.front();
  } else if (is_type(counted)) {
    type.name = canonical(counted);
  } else {
    complaints_.error(span, fmt::format("'{}' is not a type", fmt::join(words, " ")));
  }
  return type;
}

}  // namespace pagerace::syntax
