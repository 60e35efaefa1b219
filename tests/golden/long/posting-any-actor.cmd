# What is new only where somebody comes by, whoever that is: each actor alone, and then two.
pagerace patch tests/patch/last-put-freezes.diff --kernel 6.12 --design tests/kernels/frozen-bit.race \
	--scenarios tests/environment/owner-frees-a-page.race --budget 1h >$SCRATCH/out; echo "exit $?"
grep '^broken\|^Tried' $SCRATCH/out
