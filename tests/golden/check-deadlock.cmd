pagerace check examples/classic/dining-philosophers.race
