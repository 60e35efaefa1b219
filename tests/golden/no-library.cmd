# Each command that reads the kernel models says where it looked for them, and ends with 2. The program is copied: it knows no folder
# but those beside itself.
pagerace check --kernel 2019-no-hook --trace $SCRATCH/t.json examples/late-put.race >/dev/null 2>&1
mkdir $SCRATCH/bin
cp "$(command -v pagerace)" $SCRATCH/bin
$SCRATCH/bin/pagerace list kernels 2>&1; echo "exit $?"
for command in 'list properties' 'list functions' 'list functions examples/lost-reference.race' 'check examples/lost-reference.race' \
	'check --json examples/lost-reference.race' 'info examples/lost-reference.race' 'test examples/lost-reference.race' \
	'compare --kernel frozen examples/late-put.race' 'mutate --kernel frozen examples/late-put.race' \
	"trace replay $SCRATCH/t.json" "trace show $SCRATCH/t.json"; do
	said=$($SCRATCH/bin/pagerace $command 2>&1); status=$?
	echo "$command: exit $status: $(echo "$said" | head -1)"
done
PAGERACE_LIBRARY=model pagerace list kernels 2>&1; echo "exit $?"
