cat > $SCRATCH/a.race <<'END'
int x __range(0, 3);
thread a[2] { x++; }
property below_two { at_end (x < 2) }
property never_three { always (x != 3) }
expect below_two: holds;	/* it is not */
expect never_three: holds;
expect states: 5;
END
cat > $SCRATCH/b.race <<'END'
int x;
int x;	// error: this is not what is said
END
cat > $SCRATCH/c.race <<'END'
thread nothing { }
END
cat > $SCRATCH/d.race <<'END'
const int N = 1;
END
pagerace test -v $SCRATCH; echo "exit $?"
pagerace test --promote $SCRATCH/a.race; echo "exit $?"
pagerace test $SCRATCH/a.race; echo "exit $?"
cat $SCRATCH/a.race
pagerace test $SCRATCH/nothing; echo "exit $?"
