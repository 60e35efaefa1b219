pagerace --help
pagerace test --help | tail -n 3
pagerace mutate --help | tail -n 3
