set -- --kernel tests/mutate/mailbox.race
pagerace mutate "$@" tests/mutate; echo "exit $?"
pagerace mutate "$@" --verbose --operator lock --operator order -j1 tests/mutate/mailbox-scenario.race; echo "exit $?"
pagerace mutate "$@" --format markdown -D WITH_RETURNS=true tests/mutate; echo "exit $?"
pagerace mutate "$@" --format json --function hand_over tests/mutate | grep -v '"seconds"'
pagerace mutate "$@" --max-states 100 tests/mutate; echo "exit $?"
pagerace mutate "$@" --file mutate/mailbox.race --function no_such_function tests/mutate; echo "exit $?"
pagerace mutate --kernel frozen tests/mutate/mailbox-scenario.race; echo "exit $?"
pagerace mutate "$@" --operator nothing tests/mutate 2>&1; echo "exit $?"
for j in 1 4; do pagerace mutate "$@" -j$j --format json tests/mutate | grep -v -e '"seconds"' -e '"reproduce"' >"$SCRATCH/mutate-$j"; done
cmp "$SCRATCH/mutate-1" "$SCRATCH/mutate-4" && echo "the same on one thread and on four"
