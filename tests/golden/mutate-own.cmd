# A scenario without a kernel is weakened itself.
cat >$SCRATCH/own.race <<'END'
int x __range(0, 3);
spinlock_t lock;
void add(void)
{
	spin_lock(&lock);
	x = x + 1;
	spin_unlock(&lock);
}
thread t[2] { add(); }
property counted { at_end (x == 2) }
expect counted: holds;
END
pagerace mutate -v $SCRATCH/own.race; echo "exit $?"
pagerace mutate --kernel 6.17 $SCRATCH/own.race; echo "exit $?"
