# A first scenario runs, under each design, and nothing is overwritten.
PAGERACE_LIBRARY=$PWD/model/linux; export PAGERACE_LIBRARY
cd $SCRATCH || exit
pagerace new first.race --kernel 6.12 --pages 2; echo "exit $?"
cat first.race
pagerace test -v first.race
pagerace check -q --kernel 6.12 first.race | grep '^Result\|^Uncovered'
pagerace new first.race 2>&1; echo "exit $?"
pagerace new first.c 2>&1; echo "exit $?"
pagerace new --pages 0 none.race 2>&1; echo "exit $?"
pagerace new --kernel 9.9x other.race 2>&1; echo "exit $?"
for kernel in $(pagerace list kernels | cut -d' ' -f1); do
	pagerace new $kernel.race --kernel $kernel >/dev/null && pagerace test $kernel.race
done
ls
