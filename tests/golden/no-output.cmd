exec 2>&1
for command in 'check examples/lost-reference.race' 'check --json examples/lost-reference.race' 'list functions'; do
	pagerace $command >/dev/full; echo "exit $?"
	pagerace $command >&-; echo "exit $?"
done
