pagerace list kernels
