// Mails and mailboxes: what somebody's mail program made of a patch.
#include <doctest/doctest.h>

#include "patch/mailbox.hpp"
#include "patch/transfer_encoding.hpp"

using namespace pagerace::patch;

namespace {

std::string text_of(const Message& message) {
  std::string text;
  for (const Line& line : message.body) text += line.text + "\n";
  return text;
}

std::string problem_of_mail(std::string_view text) {
  try {
    read_mailbox("x.mbox", text);
  } catch (const BadPatch& problem) {
    return problem.what();
  }
  return "";
}

}  // namespace

TEST_CASE("a line that begins with From ends a mail only where it has a date") {
  const auto all = read_mailbox("x",
                                "From a Mon Jan  6 10:00:00 2025\nSubject: one\n\nFrom here on\n\nFrom me to you\n\n"
                                "From b Mon Jan  6 10:00:00 2025\nSubject: two\n\nbody\n");
  REQUIRE(all.size() == 2);
  CHECK(all[0].subject == "one");
  CHECK(text_of(all[0]) == "From here on\n\nFrom me to you\n\n");
  CHECK(all[1].subject == "two");
}

TEST_CASE("headers are folded, and decoded") {
  const auto all = read_mailbox("x", "Subject: [PATCH]\n =?utf-8?q?a=5Fb_?=\n\t=?UTF-8?B?Yw==?= d\nFROM: =?x\n\n");
  REQUIRE(all.size() == 1);
  CHECK(all[0].subject == "[PATCH] a_b c d");
  CHECK(all[0].author == "=?x");
}

TEST_CASE("a bare patch is no mail") {
  const auto all = read_mailbox("x", "--- a/x.c\r\n+++ b/x.c\r\n");
  REQUIRE(all.size() == 1);
  CHECK(all[0].subject.empty());
  CHECK(text_of(all[0]) == "--- a/x.c\n+++ b/x.c\n");
}

TEST_CASE("parts that are text are read, and parts of parts") {
  const auto all = read_mailbox("x",
                                "Content-Type: multipart/mixed; boundary=\"b b\"\n\nbefore\n--b b\n"
                                "Content-Type: multipart/alternative; boundary=c\n\n--c\n\none\n--c\n"
                                "Content-Type: text/html\n\ntwo\n--c--\n--b b\nContent-Type: image/png\n\nthree\n"
                                "--b b\nContent-Type: text/x-diff\n\nfour\n--b b--\nafter\n");
  REQUIRE(all.size() == 1);
  CHECK(text_of(all[0]) == "one\nfour\n");
}

TEST_CASE("encodings of bodies") {
  const auto quoted = read_mailbox("x", "Content-Transfer-Encoding: Quoted-Printable\n\na=3Db=\nc\n=zz\n=20\n");
  CHECK(text_of(quoted.at(0)) == "a=bc\n=zz\n \n");
  CHECK(quoted.at(0).body.at(1).number == 5);
  const auto base64 = read_mailbox("x", "Content-Transfer-Encoding: base64\n\nYQpiCg\n==\n");
  CHECK(text_of(base64.at(0)) == "a\nb\n");
  CHECK(base64.at(0).body.at(1).number == 3);
  CHECK(decode_base64("YQ==") == "a");
  CHECK(decode_base64("Y!==") == std::nullopt);
  CHECK(decode_base64("YQ==YQ==") == std::nullopt);
}

TEST_CASE("what a mail says wrongly of itself has a file and a line") {
  CHECK(problem_of_mail("Content-Transfer-Encoding: base64\n\n(!)\n") ==
        "x.mbox:3: error: this is no base64, which the mail says it is");
  CHECK(problem_of_mail("Content-Type: multipart/mixed\n\nbody\n") ==
        "x.mbox:3: error: a mail of several parts names no boundary between them");
  std::string deep;
  for (const char name : std::string("abcdefghijklmnop"))
    deep += std::string("Content-Type: multipart/mixed; boundary=") + name + "\n\n--" + name + "\n";
  CHECK(problem_of_mail(deep).ends_with("the parts of this mail have parts, too deep to be read"));
}
