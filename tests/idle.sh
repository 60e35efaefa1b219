#!/bin/sh
# Tests that check nothing are found: test cases of doctest, and tests of ctest.
#
#   tests/idle.sh PROGRAM     PROGRAM: tests/idle/idle.cpp with tests/main.cpp

program=$1
cd "$(dirname "$0")/.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

fail() {
	echo "$1" >&2
	cat "$work/out" >&2
	exit 1
}

"$program" >"$work/out" && fail "a test case without a check passes"
grep -c 'made no check$' "$work/out" | grep -qx 2 || fail "not the two test cases without a check are found"
grep -q '"makes none" made no check$' "$work/out" || fail "a test case without a check is not named"
grep -q '"makes none and says something" made no check$' "$work/out" || fail "a message is taken for a check"
"$program" -tc="*part*" >"$work/out" || fail "a test case with a check fails"

mkdir -p "$work/build/Testing/Temporary"
log=$work/build/Testing/Temporary/LastTest.log
one() { # NAME OUTPUT RESULT
	printf '1/1 Testing: %s\n1/1 Test: %s\nOutput:\n%s\n<end of output>\nTest %s.\n' "$1" "$1" "$2" "$3"
}
says() { # MESSAGE, and the log on stdin
	cat >"$log"
	scripts/check-idle "$work/build" >"$work/out" 2>&1 && fail "passes: $1"
	grep -q "$1" "$work/out" || fail "does not say: $1"
}
{ one good "[doctest] assertions: 5 | 5 passed | 0 failed |" Passed && one more "24 passed, 0 failed" Passed; } >"$log"
scripts/check-idle "$work/build" >"$work/out" 2>&1 || fail "tests with checks are found wanting"
{ one good "3 passed" Passed && one empty "[doctest] assertions: 0 | 0 passed | 0 failed |" Passed; } | says "empty says of no check"
one skipped "bench: spin, rumur missing: scripts/install-dependencies --bench installs what is needed" Passed >"$log"
scripts/check-idle "$work/build" >"$work/out" 2>&1 || fail "a test that was skipped fails"
grep -q "^skipped was skipped" "$work/out" || fail "a test that was skipped is not named"
one silent "" Passed | says "silent says of no check"
one none "0 passed, 0 failed" Passed | says "none says of no check"
says "there are no tests" </dev/null
echo "12 passed"
