set -- --kernel 2019-no-hook --kernel frozen examples/late-put.race examples/t1-put-frees-unplugged-page.race
pagerace compare "$@"; echo "exit $?"
pagerace compare --format markdown "$@"; echo "exit $?"
pagerace compare --summary --format html "$@"; echo "exit $?"
pagerace compare --kernel 5.8 --kernel no-such-design examples/late-put.race; echo "exit $?"
pagerace compare --kernel 2025-skippable-v1 --kernel frozen --max-states 5 examples/t9-notifier-gone-first.race; echo "exit $?"
pagerace compare --kernel frozen examples/lost-reference.race; echo "exit $?"
