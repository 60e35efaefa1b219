# What is new only where others come by: with a list of actors, and under every kernel of a table. What breaks in the
# baseline too, with the same actors, is no news.
here="tests/patch/last-put-freezes.diff --kernel 6.12 --design tests/kernels/frozen-bit.race --scenarios tests/environment/owner-frees-a-page.race"
ask() {
	echo "-- pagerace patch $*"
	pagerace patch $here "$@" 2>&1
	echo "exit $?"
}
ask --environment walker,reuse-compound | sed -n '/^Design/,$p'
ask --environment walker,reuse-compound --reply
ask --environment none | sed -n '/^Design/,$p'
ask --environment walker,reuse | sed -n '/^Design/,$p'
ask --environment hwpoison | sed -n '/^Design/,$p'
ask --environment walkers
ask --environment walker,none
pagerace patch $here --environment walker,reuse-compound --json | grep -A 13 '"with_actors"'
pagerace compare --summary --environment walker,reuse-compound --kernel 6.12 --kernel tests/kernels/frozen-bit.race \
	tests/environment/owner-frees-a-page.race | grep -v '^Time'
pagerace compare --environment any tests/environment/owner-frees-a-page.race; echo "exit $?"
