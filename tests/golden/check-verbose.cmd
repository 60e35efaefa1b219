pagerace check -v --kernel 2019-no-hook --property offline_page_stays_out_of_buddy examples/late-put.race
