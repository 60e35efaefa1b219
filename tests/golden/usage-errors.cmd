exec 2>&1
pagerace; echo "exit $?"
pagerace check; echo "exit $?"
pagerace check examples/nothing.race; echo "exit $?"
pagerace check -D 3=4 examples/lost-reference.race; echo "exit $?"
pagerace check --timeout soon examples/lost-reference.race; echo "exit $?"
pagerace check --property both_reference_count examples/lost-reference.race; echo "exit $?"
pagerace check --kernel 2019-no-hook examples/lost-reference.race; echo "exit $?"
pagerace trace show examples/lost-reference.race; echo "exit $?"
