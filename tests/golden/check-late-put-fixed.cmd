pagerace check --kernel 2019-rfc-v3 examples/late-put.race
