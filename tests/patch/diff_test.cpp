// Unified diffs: files, hunks, and what is wrong with them.
#include "patch/diff.hpp"

#include <doctest/doctest.h>

using namespace pagerace::patch;

namespace {

std::vector<FileChange> read_text(std::string_view text) { return read_diff("x.diff", lines_of(text)); }

std::string problem_of(std::string_view text) {
  try {
    read_text(text);
  } catch (const BadPatch& problem) {
    return problem.what();
  }
  return "";
}

const std::string kNames = "--- a/mm/x.c\n+++ b/mm/x.c\n";

}  // namespace

TEST_CASE("a hunk has what its header says, whatever its lines look like") {
  const auto all = read_text(kNames + "@@ -1,3 +1,2 @@ int f(void)\n--- a/y.c\n- b\n \n+++ c\n-- \n2.43\n");
  REQUIRE(all.size() == 1);
  CHECK(all[0].path() == "mm/x.c");
  REQUIRE(all[0].hunks.size() == 1);
  const Hunk& hunk = all[0].hunks[0];
  CHECK(hunk.line == 3);
  CHECK(hunk.context == "int f(void)");
  CHECK(hunk.lines == std::vector<std::string>{"--- a/y.c", "- b", " ", "+++ c"});
}

TEST_CASE("kinds of changes") {
  using Kind = FileChange::Kind;
  const auto all = read_text(
      "diff --git a/new.c b/new.c\nnew file mode 100644\n--- /dev/null\n+++ b/new.c\n@@ -0,0 +1 @@\n+a\n"
      "\\ No newline at end of file\n"
      "diff --git a/old.c b/old.c\ndeleted file mode 100644\n--- a/old.c\n+++ /dev/null\n@@ -1 +0,0 @@\n-a\n"
      "diff --git a/one.c b/two.c\nrename from one.c\nrename to two.c\n"
      "diff --git \"a/\\303\\244.c\" \"b/\\303\\244.c\"\nold mode 100644\nnew mode 100755\n"
      "diff --git a/x.png b/x.png\nindex 1..2 100644\nGIT binary patch\nliteral 3\nKcmZQ\n\nliteral 0\nHcmV\n\n"
      "--- linux.old/mm/y.c\t2025-01-06\n+++ linux/mm/y.c\t2025-01-06\n@@ -1 +1 @@\n-a\n+b\n");
  REQUIRE(all.size() == 6);
  CHECK(all[0].kind == Kind::Added);
  CHECK(all[0].old_path.empty());
  CHECK(all[0].new_path == "new.c");
  CHECK(all[1].kind == Kind::Deleted);
  CHECK(all[1].path() == "old.c");
  CHECK(all[2].kind == Kind::Renamed);
  CHECK(all[2].old_path == "one.c");
  CHECK(all[2].new_path == "two.c");
  CHECK(all[3].path() == "\xc3\xa4.c");
  CHECK(all[3].hunks.empty());
  CHECK(all[4].is_binary);
  CHECK(all[5].old_path == "mm/y.c");
  CHECK(all[5].new_path == "mm/y.c");
}

TEST_CASE("what cannot be read has a file and a line") {
  CHECK(problem_of("@@ -1 +1 @@\n-a\n+b\n") ==
        "x.diff:1: error: this hunk belongs to no file: no lines '---' and '+++' before it");
  CHECK(problem_of(kNames + "@@ -1,2 +1,2 @@\n a\n-b\n") == "x.diff:3: error: the patch ends before this hunk does");
  CHECK(problem_of(kNames + "@@ -1 +99999999999 @@\n") == "x.diff:3: error: the header of this hunk cannot be read");
  CHECK(problem_of(kNames + "@@ -1,2 +1,2 @@\n a\nwrapped\n") ==
        "x.diff:5: error: a line of a hunk begins with ' ', '-' or '+'; a mail program may have wrapped it");
  CHECK(problem_of(kNames + "@@ -1 +1 @@\n-a\n-b\n+c\n") ==
        "x.diff:5: error: this hunk has more lines than its header says");
  CHECK(problem_of("diff --cc mm/x.c\n") ==
        "x.diff:1: error: a merge with several parents cannot be read; post the patches themselves");
  CHECK(problem_of("--- /dev/null\n+++ /dev/null\n") == "x.diff:1: error: these lines name no file");
}
