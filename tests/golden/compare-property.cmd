set -- --kernel 2019-no-hook --kernel 6.12 --kernel frozen examples/t7-lost-reference-at-plug.race
pagerace compare --property no_reference_is_lost "$@"; echo "exit $?"
pagerace compare --property no_reference_is_lost --property WARN_ON --summary --commands "$@"; echo "exit $?"
pagerace compare --property page_is_freed_once --kernel frozen --summary examples/late-put.race; echo "exit $?"
pagerace compare --property deadlock --kernel frozen --format json examples/late-put.race | grep -v '"seconds"'
