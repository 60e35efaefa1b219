exec 2>&1
cp examples/late-put.race examples/lost-reference.race examples/t9-notifier-gone-first.race $SCRATCH
cd $SCRATCH || exit
mkdir nothing parts
echo 'static void f(void) { }' > parts/part.race
compare() { echo "-- $*"; pagerace compare --kernel frozen "$@"; echo "exit $?"; }
pagerace compare; echo "exit $?"
compare --format pdf late-put.race
compare --kernel frosen late-put.race
compare --kernel none.race late-put.race
compare --kernel late-put late-put.race
compare --property no_page_is_lots late-put.race
compare none.race
compare nothing
compare parts
compare parts/part.race
compare lost-reference.race
compare t9-notifier-gone-first.race
compare -D NO_SUCH_CONSTANT=1 late-put.race
