pagerace check examples/lost-reference.race
