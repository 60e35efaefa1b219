# What people type in the place of a subcommand.
show() {
	echo "-- pagerace $*"
	pagerace "$@" 2>&1 | head -3; pagerace "$@" >/dev/null 2>&1; echo "exit $?"
}
show chekc examples/late-put.race
show chekc --help
show help
show help check
show version | sed 's/pagerace [0-9].*/pagerace VERSION/'
show examples/late-put.race
show xyzzy
show
show check --json --timeout soon examples/late-put.race
pagerace check --json --timeout soon examples/late-put.race 2>/dev/null | sed 's/"version": .*/"version": VERSION,/'
