# Every object says which format it has.
PAGERACE_LIBRARY=$PWD/model/linux; export PAGERACE_LIBRARY
race=$PWD/examples/lost-reference.race late=$PWD/examples/late-put.race
cd $SCRATCH || exit
pagerace check -q --trace t.json $race >/dev/null
format() {
	echo "$*: $("$@" 2>/dev/null | sed -n '2,4p' | tr -d '\n' | sed 's/"version": [^,]*/"version": VERSION/')" | sed "s|[^ ]*/examples/||"
}
format pagerace check --json $race
format pagerace test --json $race
format pagerace compare --format json --kernel 6.17 $late
format pagerace mutate --format json --function put_page --kernel 2019-no-hook $late
format pagerace list actors --json
format pagerace trace replay --json t.json
format pagerace check --json --max-states x
pagerace info --json $race | sed -e 's/"version": .*/"version": VERSION,/' -e "s|\"file\": .*|\"file\": ...|"
pagerace trace replay --json t.json | sed -n '5,7p'; pagerace trace replay --json t.json >/dev/null; echo "exit $?"
