#!/bin/sh
# Holds what users see to what they saw before.
#
#   tests/golden.sh [--promote] PAGERACE [FOLDER]
#
# FOLDER is tests/golden, or tests/golden/long, whose searches take too long for a build with sanitizers.
# Each FOLDER/NAME.cmd is a shell command, run from the root of the repository with the given pagerace in PATH.
# NAME.out is what it prints on stdout, with the values of "Time:" and "Memory:" left out; NAME.err is what it prints on stderr,
# and is missing if that is nothing; NAME.exit is its exit status.
# --promote, or PROMOTE in the environment, writes them, to be looked at with git diff.

promote=no
[ -n "$PROMOTE" ] && promote=yes
if [ "$1" = --promote ]; then
	promote=yes
	shift
fi
if [ $# -lt 1 ] || [ $# -gt 2 ] || [ ! -x "$1" ]; then
	echo "usage: tests/golden.sh [--promote] PAGERACE [FOLDER]" >&2
	exit 2
fi

folder=${2:-tests/golden}
PATH=$(cd "$(dirname "$1")" && pwd):$PATH
export PATH
NO_COLOR=1
export NO_COLOR
cd "$(dirname "$0")/.." || exit 2

work=$(mktemp -d) || exit 2
SCRATCH=$(mktemp -d) || exit 2
trap 'rm -rf "$work" "$SCRATCH"' EXIT
export SCRATCH		# commands may write there: it is empty before each

# Writes what NAME printed where that is something new.
promote() {
	for part in out err exit; do
		cmp -s "$work/$part" "$1.$part" && continue
		if [ $part = err ] && [ ! -s "$work/err" ]; then
			[ ! -e "$1.err" ] || { rm "$1.err" && echo "$1.err: removed"; }
			continue
		fi
		cp "$work/$part" "$1.$part"
		echo "$1.$part: written"
	done
}

failed=0
count=0
for cmd in "$folder"/*.cmd; do
	name=${cmd%.cmd}
	count=$((count + 1))
	rm -rf "$SCRATCH"
	mkdir "$SCRATCH"
	sh "$cmd" >"$work/raw.out" 2>"$work/raw.err"
	echo $? >"$work/exit"
	for stream in out err; do
		sed -e 's/^Time: .*/Time:/' -e 's/^Memory: .*/Memory:/' -e "s|$SCRATCH|SCRATCH|g" "$work/raw.$stream" >"$work/$stream"
	done
	if [ $promote = yes ]; then
		promote "$name"
		continue
	fi
	error=$name.err
	[ -e "$error" ] || error=/dev/null
	if diff -u "$name.out" "$work/out" && diff -u "$error" "$work/err" && diff -u "$name.exit" "$work/exit"; then
		continue
	fi
	echo "$cmd: failed: $(cat "$cmd")"
	failed=$((failed + 1))
done

if [ $count -eq 0 ]; then
	echo "no $folder/*.cmd" >&2
	exit 2
fi
[ $promote = yes ] && exit 0
echo "$((count - failed)) passed, $failed failed"
[ $failed -eq 0 ]
