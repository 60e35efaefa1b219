pagerace check tests/models/lists/walk-without-lock.race
