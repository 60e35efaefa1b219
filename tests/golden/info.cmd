pagerace info examples/lost-reference.race
