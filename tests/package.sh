#!/bin/sh
# Holds the Debian package to what it promises: unpacked anywhere, with no source tree in sight, the program finds its models and
# the headers of native code.
#
#   tests/package.sh BUILD
#
# Packs what BUILD has built, as `make deb` does, into a temporary folder.

[ -x "$1/pagerace" ] || { echo "usage: tests/package.sh BUILD" >&2; exit 2; }
build=$(cd "$1" && pwd)
source=$(cd "$(dirname "$0")/.." && pwd)

for tool in cpack dpkg-deb dpkg-shlibdeps file; do
	command -v $tool >/dev/null && continue
	echo "$tool is missing: scripts/install-dependencies --deb" >&2
	[ -n "$CI" ] && exit 1
	exit 77		# skipped
done

work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT
cpack --config "$build/CPackConfig.cmake" -B "$work" >"$work/log" 2>&1 || { cat "$work/log"; exit 1; }
package=$(echo "$work"/pagerace_*.deb)
mkdir "$work/elsewhere"
dpkg-deb -x "$package" "$work/root" && cd "$work/elsewhere" || exit 1
data=$work/root/usr/share/pagerace
documents=$work/root/usr/share/doc/pagerace
examples=$data/examples

failed=0
checks=0
check() {
	checks=$((checks + 1))
	if [ "$2" != "$3" ]; then
		printf '%s: expected\n%s\nbut it is\n%s\n' "$1" "$3" "$2"
		failed=$((failed + 1))
	fi
}

# The unpacked program, as a user runs it who has set nothing, and has no native code from before.
pagerace() {
	env -i PATH=/usr/bin:/bin HOME="$work/home" "$work/root/usr/bin/pagerace" "$@" 2>&1
	echo "exit $?"
}
native() { pagerace check --engine native --whole-first 0 --kernel 2019-no-hook "$examples/late-put.race"; }
engine() { sed -n 's/^Time: .*(\([a-z]*\),.*/\1/p'; }

field() { dpkg-deb -f "$package" "$1"; }
check "the package's name" "$(field Package)" pagerace
check "what it depends on" "$(field Depends | tr , '\n' | sed 's/^ *//; s/[0-9]* (.*//; s/^libgcc.*/libgcc/' | sort -u | tr '\n' ' ')" \
	"libc libfmt libgcc libstdc++ "
check "what it recommends" "$(field Recommends)" "g++ | clang"

for file in copyright CHANGELOG.md README.md docs/tour.md docs/kernel/contig-returns-early.race examples/late-put.race; do
	cmp -s "$documents/$file" "$source/$(echo $file | sed s/copyright/LICENSE/)" || check "$file" "not as in the source tree" "the same"
done
check "links that lead out of the package" "$(find "$work/root" -lname '/*')" ""
check "the source tree in the program" "$(grep -caF "$source" "$work/root/usr/bin/pagerace")" 0

check "the version" "$(pagerace --version)" "$("$build/pagerace" --version; echo exit 0)"
check "list kernels" "$(pagerace list kernels | sed 's/  .*//')" "$(cd "$source/model/linux/designs" && ls ./*.race | sed 's|./||; s/\.race$//'; echo exit 0)"
check "an example, held to its expectations" "$(pagerace test "$examples/late-put.race")" "1 passed, 0 failed
exit 0"
violation() { sed -n '/^Result: VIOLATED/p; /^States:/p; /^exit/p'; }
check "a violation, as the program that was built says it" \
	"$(pagerace check --quiet --kernel 2019-no-hook "$examples/late-put.race" | violation)" \
	"$({ "$build/pagerace" check --quiet --kernel 2019-no-hook "$source/examples/late-put.race"; echo "exit $?"; } | violation)"
check "a violation" "$(pagerace check --quiet --kernel 2019-no-hook "$examples/late-put.race" | violation | grep -c '^Result: VIOLATED\|^exit 1$')" 2
check "native code" "$(native | engine)" native

# Without these files it must fail: else all of the above came from somewhere else.
mv "$data/include" "$work/include"
check "native code without headers" "$(native | engine)" interpreter
check "where it looked for headers" "$(native | grep -cF "looked in $data/include, $work/root/usr/bin/share/pagerace/include;")" 1
mv "$data/model" "$work/model"
check "no models" "$(pagerace list kernels | tail -1)" "exit 2"
check "where it looked for models" "$(pagerace list kernels | grep -cxF -e "  $data/model/linux" -e "  $work/root/usr/bin/share/pagerace/model/linux")" 2

[ $failed -eq 0 ] && echo "$checks passed"
