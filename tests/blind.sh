#!/bin/sh
# The designs of the blind trial: each loads, each of its overrides is in force, and it says what it claims. What is found of them
# takes minutes: bench/blind/run.
#
#   tests/blind.sh PAGERACE

[ -x "$1" ] || { echo "usage: tests/blind.sh PAGERACE" >&2; exit 2; }
pagerace=$(cd "$(dirname "$1")" && pwd)/$(basename "$1")
cd "$(dirname "$0")/../bench/blind" || exit 2
failed=0
checks=0
check() { # WHAT COMMAND...
	checks=$((checks + 1))
	what=$1
	shift
	"$@" && return
	echo "$what"
	failed=$((failed + 1))
}

for kind in defects harmless; do
	check "not twenty $kind" [ "$(ls $kind/*.race | wc -l)" -ge 20 ]
done
for design in defects/*.race harmless/*.race; do
	functions=$("$pagerace" list functions --kernel "$design" everything.race 2>&1)
	check "$design: $functions" [ $? -eq 0 ]
	for name in $(sed -n 's/^override [^(]*[ *]\([a-z_0-9]*\)(.*/\1/p' "$design"); do
		printf '%s\n' "$functions" | grep -q "^$name .*$design:"
		check "$design: $name() is not in force" [ $? -eq 0 ]
	done
	check "$design changes nothing" grep -q '^override ' "$design"
	check "$design does not say what it claims" grep -q '^ \* Claims: ' "$design"
done
for design in defects/*.race; do
	check "$design does not say what goes wrong" grep -q '^ \* Wrong: ' "$design"
done

[ $failed -eq 0 ] && echo "$checks passed"
