pagerace check tests/models/endings/locks-crossed-beside-daemon.race
