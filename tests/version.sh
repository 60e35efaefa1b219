#!/bin/sh
# The commit that `pagerace --version` says is that of the sources, and of no other repository.
#
#   tests/version.sh BUILD

[ -x "$1/pagerace" ] || { echo "usage: tests/version.sh BUILD" >&2; exit 2; }
build=$(cd "$1" && pwd)
script=$(cd "$(dirname "$0")/.." && pwd)/cmake/write-version.cmake

command -v git >/dev/null || { echo "git is missing" >&2; [ -n "$CI" ] && exit 1; exit 77; }

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
failed=0
checks=0
check() {
	checks=$((checks + 1))
	[ "$2" = "$3" ] && return
	printf '%s: expected "%s", not "%s"\n' "$1" "$3" "$2"
	failed=$((failed + 1))
}
said() {
	cmake -D ROOT="$1" -D VERSION=1.2 -D OUTPUT="$work/version.cpp" -P "$script"
	sed -n 's/.*kVersionLine = "\(.*\)";/\1/p' "$work/version.cpp"
}
repository() { git -C "$work/sources" -c user.name=nobody -c user.email=nobody@localhost "$@"; }

mkdir -p "$work/sources/unpacked"
echo text >"$work/sources/file"
check "no repository" "$(said "$work/sources")" "pagerace 1.2"
repository init -q && repository add file && repository commit -qm first && repository tag -a -m 1 v1
commit=$(repository rev-parse --short=12 HEAD)
check "a commit" "$(said "$work/sources")" "pagerace 1.2 (commit $commit)"
check "somebody else's repository" "$(said "$work/sources/unpacked")" "pagerace 1.2"
said "$work/sources" >/dev/null
touch -d '2001-01-01' "$work/version.cpp"
check "the same again" "$(said "$work/sources")$(find "$work/version.cpp" -newermt 2002-01-01)" "pagerace 1.2 (commit $commit)"
echo more >>"$work/sources/file"
check "a file changed" "$(said "$work/sources")" "pagerace 1.2 (commit $commit-dirty)"
repository commit -qam second
check "the next commit" "$(said "$work/sources")" "pagerace 1.2 (commit $(repository rev-parse --short=12 HEAD))"

line=$(sed -n 's/.*kVersionLine = "\(.*\)";/\1/p' "$build/generated/cli/version.cpp")
check "the program" "$("$build/pagerace" --version)" "${line:-nothing written}"

[ $failed -eq 0 ] && echo "$checks passed"
