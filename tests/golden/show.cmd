# The body that runs, and whose it replaces.
show() {
	echo "-- $*"
	"$@" 2>&1; echo "exit $?"
}
show pagerace show __put_single_page --kernel 6.17
show pagerace show --kernel memdesc put_page
show pagerace show --kernel 6.12 lock_page
show pagerace show --kernel 6.12 put_pag
show pagerace show --patch x.race put_page
show pagerace show --json --kernel 2019-no-hook __put_page examples/late-put.race | sed 's/"version": .*/"version": VERSION,/'
