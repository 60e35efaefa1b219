#!/bin/sh
# Holds what users see to what they saw before.
#
#   tests/golden.sh [--promote] PAGERACE
#
# Each tests/golden/NAME.cmd is a shell command, run from the root of the repository with the given pagerace in PATH.
# NAME.out is what it prints on stdout, with the values of "Time:" and "Memory:" left out; NAME.exit is its exit status.
# --promote, or PROMOTE in the environment, writes both, to be looked at with git diff.

promote=no
[ -n "$PROMOTE" ] && promote=yes
if [ "$1" = --promote ]; then
	promote=yes
	shift
fi
if [ $# -ne 1 ] || [ ! -x "$1" ]; then
	echo "usage: tests/golden.sh [--promote] PAGERACE" >&2
	exit 2
fi

PATH=$(cd "$(dirname "$1")" && pwd):$PATH
export PATH
NO_COLOR=1
export NO_COLOR
cd "$(dirname "$0")/.." || exit 2

work=$(mktemp -d) || exit 2
SCRATCH=$(mktemp -d) || exit 2
trap 'rm -rf "$work" "$SCRATCH"' EXIT
export SCRATCH		# commands may write there: it is empty before each

failed=0
count=0
for cmd in tests/golden/*.cmd; do
	name=${cmd%.cmd}
	count=$((count + 1))
	rm -rf "$SCRATCH"
	mkdir "$SCRATCH"
	sh "$cmd" >"$work/raw" 2>"$work/stderr"
	echo $? >"$work/exit"
	sed -e 's/^Time: .*/Time:/' -e 's/^Memory: .*/Memory:/' -e "s|$SCRATCH|SCRATCH|g" "$work/raw" >"$work/out"
	if [ $promote = yes ]; then
		for part in out exit; do
			cmp -s "$work/$part" "$name.$part" && continue
			cp "$work/$part" "$name.$part"
			echo "$name.$part: written"
		done
		continue
	fi
	if diff -u "$name.out" "$work/out" && diff -u "$name.exit" "$work/exit"; then
		continue
	fi
	echo "$cmd: failed: $(cat "$cmd")"
	sed 's/^/  stderr: /' "$work/stderr"
	failed=$((failed + 1))
done

if [ $count -eq 0 ]; then
	echo "no tests/golden/*.cmd" >&2
	exit 2
fi
[ $promote = yes ] && exit 0
echo "$((count - failed)) passed, $failed failed"
[ $failed -eq 0 ]
