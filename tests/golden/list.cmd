# What there is, by pattern, and what it means.
show() {
	echo "-- $*"
	"$@" 2>&1; echo "exit $?"
}
show pagerace list properties reference
show pagerace list properties 'o*'
show pagerace list functions offline_pages
show pagerace list functions --kernel 6.12 '*isolate*' examples/late-put.race
show pagerace list functions nothing_like_it
show pagerace list kernels 2025
show pagerace list kernels --json 6.17 | sed 's/"version": .*/"version": VERSION,/'
cat >$SCRATCH/own.race <<'END'
/* own.race: two properties. */
int x __range(0, 1);
thread t { x = 1; }

/* Not above one. It is declared so. */
property small { always (x <= 1) }
property unsaid { always (x >= 0) }
END
show pagerace list properties small unsaid $SCRATCH/own.race
