cat > $SCRATCH/long.txt <<'END'
int x;
thread t { x = 1; }
property p { always (forall (i : 0 .. 2000000000) i >= x - 1) }
END
pagerace check --memory 1G --timeout 1s $SCRATCH/long.txt >$SCRATCH/out; echo "exit $?"
grep -E "^(property|Result|Exhaustive)" $SCRATCH/out
