pagerace check --quiet --trace $SCRATCH/t.json examples/lost-reference.race >/dev/null; echo "exit $?"
pagerace trace show $SCRATCH/t.json; echo "exit $?"
pagerace trace replay $SCRATCH/t.json; echo "exit $?"
