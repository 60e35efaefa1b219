#include "model/syntax/refused_words.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <unordered_map>

namespace pagerace::syntax {
namespace {

enum class Then { Skip, SkipCall, Value, Type, Int, Struct };

struct Refusal {
  Then then;
  const char* hint;
};

constexpr const char* no_attributes = "leave it out: it changes nothing here";
constexpr const char* no_floats = "count in integers";

const std::unordered_map<std::string_view, Refusal> refusals = {
    {"union", {Then::Struct, "use a struct, and a field that says which member counts"}},
    {"float", {Then::Int, no_floats}},
    {"double", {Then::Int, no_floats}},
    {"_Complex", {Then::Skip, no_floats}},
    {"sizeof", {Then::Value, "write ARRAY_SIZE(array) for the length of an array, or the number itself"}},
    {"_Alignof", {Then::Value, "there are no addresses as numbers here"}},
    {"_Alignas", {Then::SkipCall, "leave it out: there are no addresses as numbers here"}},
    {"extern", {Then::Skip, "leave it out: an import makes all declarations of a file visible"}},
    {"volatile", {Then::Skip, "every access is made as written; READ_ONCE() and WRITE_ONCE() mark it"}},
    {"__volatile__", {Then::Skip, "every access is made as written; READ_ONCE() and WRITE_ONCE() mark it"}},
    {"_Atomic", {Then::Skip, "use atomic_t, or an `atomic { }` block"}},
    {"restrict", {Then::Skip, no_attributes}},
    {"__restrict", {Then::Skip, no_attributes}},
    {"register", {Then::Skip, no_attributes}},
    {"auto", {Then::Skip, "write the type"}},
    {"_Noreturn", {Then::Skip, no_attributes}},
    {"_Thread_local", {Then::Skip, "declare an array with an element for each thread"}},
    {"__thread", {Then::Skip, "declare an array with an element for each thread"}},
    {"typeof", {Then::Type, "write the type"}},
    {"__typeof__", {Then::Type, "write the type"}},
    {"__auto_type", {Then::Int, "write the type"}},
    {"_Generic", {Then::Value, "call the function that the type needs"}},
    {"asm", {Then::SkipCall, "write what the instructions do, in an `atomic` function"}},
    {"__asm__", {Then::SkipCall, "write what the instructions do, in an `atomic` function"}},
    {"_Static_assert", {Then::SkipCall, "leave it out, or check it with BUG_ON() in `init`"}},
    {"static_assert", {Then::SkipCall, "leave it out, or check it with BUG_ON() in `init`"}},
    {"__attribute__", {Then::SkipCall, no_attributes}},
    {"__extension__", {Then::Skip, no_attributes}},
    {"__init", {Then::Skip, no_attributes}},
    {"__exit", {Then::Skip, no_attributes}},
    {"__must_check", {Then::Skip, no_attributes}},
    {"__maybe_unused", {Then::Skip, no_attributes}},
    {"__user", {Then::Skip, no_attributes}},
    {"__percpu", {Then::Skip, no_attributes}},
};

// What says nothing here, and stands in the middle of much that is copied from the kernel.
constexpr std::string_view dropped[] = {"__rcu",        "KERN_EMERG",  "KERN_ALERT", "KERN_CRIT",  "KERN_ERR",
                                        "KERN_WARNING", "KERN_NOTICE", "KERN_INFO",  "KERN_DEBUG", "KERN_CONT"};

}  // namespace

std::optional<Token> refused_word(std::string_view word, Span span, Complaints& complaints) {
  if (std::find(std::begin(dropped), std::end(dropped), word) != std::end(dropped))
    return Parser::make_REFUSED_WORD(span);
  const auto found = refusals.find(word);
  if (found == refusals.end()) return std::nullopt;
  complaints.error(span, fmt::format("'{}' is not part of the language", word), found->second.hint);
  switch (found->second.then) {
    case Then::Skip:
      return Parser::make_REFUSED_WORD(span);
    case Then::SkipCall:
      return Parser::make_REFUSED_CALL(span);
    case Then::Value:
      return Parser::make_REFUSED_VALUE(span);
    case Then::Type:
      return Parser::make_REFUSED_TYPE(span);
    case Then::Int:
      return Parser::make_TYPE_WORD("int", span);
    case Then::Struct:
      return Parser::make_STRUCT(span);
  }
  return std::nullopt;
}

}  // namespace pagerace::syntax
