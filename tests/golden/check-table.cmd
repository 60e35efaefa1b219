pagerace check tests/models/functions/table-without-function.race
