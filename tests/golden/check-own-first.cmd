# One's own property first, one counterexample, and how to see more: the race of 2019 on two screens of 24 lines, a small scenario on one.
rows() { fold -w 80 | wc -l; }
pagerace check --kernel 2019-no-hook examples/t1-put-frees-unplugged-page.race
pagerace check --kernel 2019-no-hook examples/t1-put-frees-unplugged-page.race | rows
pagerace check --kernel 2019-no-hook --all-traces examples/late-put.race | grep 'counterexample\|^Result\|^Not shown'
pagerace check --kernel 2019-no-hook -p unplugged_frame_is_never_allocatable examples/late-put.race | grep 'counterexample\|^property\|^Not shown'
pagerace new --kernel 6.17 $SCRATCH/first.race >/dev/null
pagerace check --kernel 6.17 $SCRATCH/first.race
pagerace check --kernel 6.17 $SCRATCH/first.race | rows
pagerace check --kernel 6.17 --verbose $SCRATCH/first.race | grep -c '^property'
cd $SCRATCH || exit
PAGERACE_LIBRARY=$OLDPWD/model/linux; export PAGERACE_LIBRARY
pagerace check -q --kernel 2019-no-hook --trace t.json $OLDPWD/examples/late-put.race >/dev/null; ls *.json
pagerace check -q --kernel 2019-no-hook --trace all.json --all-traces $OLDPWD/examples/late-put.race >/dev/null; ls all*.json
pagerace check --json --kernel 2019-no-hook $OLDPWD/examples/late-put.race | grep -c '"explanation"'
