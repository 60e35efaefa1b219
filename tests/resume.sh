#!/bin/sh
# Kills searches at moments of chance and resumes them: what they tell in the end is what one tells that was left alone.
#
#   tests/resume.sh PAGERACE [SEED]
#
# SEED, 1 if there is none, says at which moments: as parts of the time that the whole search takes on this machine.

if [ $# -lt 1 ] || [ $# -gt 2 ] || [ ! -x "$1" ]; then
	echo "usage: tests/resume.sh PAGERACE [SEED]" >&2
	exit 2
fi
pagerace=$1
seed=${2:-1}
cd "$(dirname "$0")/.." || exit 2
work=$(mktemp -d) || exit 2
trap 'rm -rf "$work"' EXIT

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
now() { date +%s%N; }
# Prints seconds: 2 % to 20 % of `whole`, which is in nanoseconds, divided by `sooner`.
moment() {
	awk -v seed="$1" -v whole="$whole" -v sooner="$sooner" \
		'BEGIN { srand(seed); printf "%.3f\n", (0.02 + 0.18 * rand()) * whole / 1e9 / sooner }'
}
how() {
	if [ -f "$folder/checkpoint.json" ]; then echo "--resume $folder"; else echo "--checkpoint $folder"; fi
}

# A model that keeps this machine busy for a second at least.
for threads in 4 5 6; do
	model="examples/bench/pagerefs.race -D P=4 -D T=$threads --no-symmetry --no-por --engine interpret -q"
	began=$(now)
	$pagerace check $model -j 1 >"$work/whole" || fail "the search that is left alone failed"
	whole=$(($(now) - began))
	[ $whole -lt 1000000000 ] || break
done
every="--checkpoint-every $(awk -v whole=$whole 'BEGIN { printf "%.3f", whole / 1e9 / 50 }')s"
counts "$work/whole" >"$work/expected"

kills=0
interrupts=0
round=0
sooner=1
echo "seed $seed, the whole search takes $((whole / 1000000)) ms"
while [ $((kills + interrupts)) -lt 12 ]; do
	round=$((round + 1))
	[ $round -le 60 ] || fail "60 searches, and only $((kills + interrupts)) of them could be stopped before their end"
	signal=KILL
	[ $((round % 5)) -eq 0 ] && signal=INT
	# Threads differ from one to the next.
	timeout -s $signal "$(moment $((seed + round)))" \
		$pagerace check $model $(how) $every -j $((round % 3 + 1)) >"$work/out" 2>"$work/errors"
	status=$?
	case $status in
	0)	# It came to the end: again from the start, and to be stopped sooner.
		same_counts "$work/out"
		sooner=$((sooner * 2))
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
[ $interrupts -ge 1 ] || fail "no search was interrupted"
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
