# Numbers with units, a scenario on stdin, a folder, and a yes.
show() {
	echo "-- $*"
	"$@" 2>&1; echo "exit $?"
}
show pagerace check -q --max-states 10k --memory 3G examples/lost-reference.race | grep '^--\|^Reproduce\|^exit'
show pagerace check -q --max-states 2M --memory 1500M --max-depth 1k examples/lost-reference.race | grep '^--\|^Reproduce\|^exit'
show pagerace check --max-states 10kB examples/lost-reference.race
show pagerace check -q - <examples/lost-reference.race | grep '^--\|^Result\|^Reproduce\|^exit'
(cd examples && pagerace check -q - <late-put.race) | grep '^Result\|^Reproduce'
show pagerace check --environment any - <examples/late-put.race
show pagerace widen - <examples/late-put.race
show pagerace check examples
cat >$SCRATCH/bool.race <<'END'
const bool BROKEN = true;
int x __range(0, 1);
thread t { x = BROKEN; }
property p { always (x == 0) }
END
show pagerace check -q -D BROKEN=no $SCRATCH/bool.race | grep '^--\|^Result\|^exit'
show pagerace check -q -D BROKEN=yes $SCRATCH/bool.race | grep '^--\|^Result\|^exit'
show pagerace check -q -D BROKEN=maybe $SCRATCH/bool.race
