pagerace --version
