pagerace check --all-traces tests/models/next/pages-and-threads.race; echo "exit $?"
pagerace check --whole-first 0 -p stays_where_it_is -p each_moves_once tests/models/next/pages-and-threads.race | grep -e Reductions -e note -e States
pagerace check -p goes_on_for_ever --trace $SCRATCH/trace.json tests/models/next/runs-that-end.race
pagerace trace replay $SCRATCH/trace.json | tail -1
