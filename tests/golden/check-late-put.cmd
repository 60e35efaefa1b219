pagerace check --kernel 2019-no-hook examples/late-put.race
