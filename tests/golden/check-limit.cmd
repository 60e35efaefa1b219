pagerace check --quiet --max-states 5 --kernel 2019-rfc-v3 examples/late-put.race
