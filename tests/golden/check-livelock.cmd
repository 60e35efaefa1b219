pagerace check tests/models/endings/too-late.race
pagerace check --trace $SCRATCH/trace.json tests/models/endings/trylock-against-wait.race >/dev/null; echo "exit $?"
grep loop_start $SCRATCH/trace.json
pagerace trace show $SCRATCH/trace.json
pagerace trace replay $SCRATCH/trace.json | tail -1
pagerace check --store compact --memory 100M tests/models/endings/retried-until-put.race | grep -e Result; echo "exit $?"
