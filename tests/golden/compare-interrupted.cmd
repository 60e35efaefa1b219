pagerace compare --summary --kernel frozen --kernel memdesc -D NR_WALKERS=4 \
	examples/t11-frozen-survives.race examples/late-put.race &
sleep 2
kill -INT $!
wait $!
echo "exit $?"
