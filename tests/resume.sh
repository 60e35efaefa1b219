#!/bin/sh
# Kills searches at moments of chance and resumes them: what they tell in the end is what one tells that was left alone.
#
#   tests/resume.sh PAGERACE

if [ $# -ne 1 ] || [ ! -x "$1" ]; then
	echo "usage: tests/resume.sh PAGERACE" >&2
	exit 2
fi
pagerace=$1
cd "$(dirname "$0")/.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

model="examples/bench/pagerefs.race -D P=4 -D T=5 --no-symmetry --no-por --engine interpret -q"
every="--checkpoint-every 0.05s"
folder=$work/checkpoint

fail() {
	echo "$1" >&2
	[ -f "$work/errors" ] && cat "$work/errors" >&2
	exit 1
}
counts() { grep -E '^(Result|States|Transitions|Depth|Exhaustive):' "$1"; }
same_counts() {
	counts "$1" >"$work/found"
	diff -u "$work/expected" "$work/found" || fail "what was found depends on being killed"
}
# Prints 0.05 to 0.54 seconds.
moment() { awk -v seed="$1" 'BEGIN { srand(seed); printf "%.2f\n", 0.05 + int(rand() * 50) / 100 }'; }
how() {
	if [ -f "$folder/checkpoint.json" ]; then echo "--resume $folder"; else echo "--checkpoint $folder"; fi
}

$pagerace check $model >"$work/whole" || fail "the search that is left alone failed"
counts "$work/whole" >"$work/expected"

kills=0
interrupts=0
seed=$$
echo "seed $seed"
for round in 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15; do
	signal=KILL
	[ $((round % 5)) -eq 0 ] && signal=INT
	# Threads differ from one to the next.
	timeout -s $signal "$(moment $((seed + round)))" \
		$pagerace check $model $(how) $every -j $((round % 3 + 1)) >"$work/out" 2>"$work/errors"
	status=$?
	case $status in
	0)	# A fast machine came to the end: again from the start.
		same_counts "$work/out"
		continue ;;
	2 | 70) fail "round $round: exit status $status" ;;
	esac
	if [ $signal = INT ]; then
		[ ! -f "$folder/checkpoint.json" ] ||
			grep -q "^resume with: pagerace check .*--resume " "$work/errors" || fail "round $round: not told how to go on"
		interrupts=$((interrupts + 1))
	else
		kills=$((kills + 1))
	fi
done
[ $((kills + interrupts)) -ge 5 ] || fail "the search is too fast for this test"
[ -f "$folder/checkpoint.json" ] || $pagerace check $model --checkpoint "$folder" --max-states 500000 >"$work/out" 2>"$work/errors"
[ -f "$folder/checkpoint.json" ] || fail "there is no checkpoint"

# What is not what was written is refused, and left as it is.
mkdir "$work/damaged"
cp "$folder"/checkpoint.* "$work/damaged"
printf 'x' | dd of="$work/damaged/checkpoint.states" bs=1 seek=100 conv=notrunc 2>/dev/null
$pagerace check $model --resume "$work/damaged" >"$work/out" 2>"$work/errors"
[ $? -eq 2 ] || fail "a damaged checkpoint was not refused"
grep -q "is damaged" "$work/errors" || fail "a damaged checkpoint was not called one"
$pagerace check $model -D P=3 --resume "$folder" >"$work/out" 2>"$work/errors"
[ $? -eq 2 ] || fail "a checkpoint of another search was not refused"

$pagerace check $model --resume "$folder" >"$work/last" 2>"$work/errors" || fail "the last part of the search failed"
same_counts "$work/last"
[ -f "$folder/checkpoint.json" ] && fail "a finished search leaves its checkpoint behind"
echo "$kills killed, $interrupts interrupted, and nothing lost"
