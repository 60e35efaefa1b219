exec 2>&1
mkdir $SCRATCH/suite $SCRATCH/library
cat > $SCRATCH/library/counter.race <<'EOF'
int x __range(0, 3);
atomic_t y __range(0, 3);

atomic void add(void) { x++; atomic_inc(&y); }

void subtract(void)
{
	if (x > 0)
		x--;
}

void reset(void)
{
	x = 0;
}

static bool is_small(int n)
{
	if (n == 0)
		return true;
	return n < 3;
}

property small { always (is_small(x)) }
property never_reset {
	ghost bool counted;
	probe reset { assert(x < 3, "reset from three"); }
	probe store(y) (int old, int new) { counted = true; }	/* by the vocabulary */
}
EOF
echo 'const int N = 1;' > $SCRATCH/library/forgotten.race
cat > $SCRATCH/suite/a.race <<'EOF'
import "counter.race";
thread a { add(); }
thread b { subtract(); }
expect small: holds;
EOF
cd $SCRATCH
pagerace test -I library --coverage suite; echo "exit $?"
pagerace test -I library --require-coverage suite >/dev/null; echo "exit $?"
pagerace test -I library --coverage --json suite | sed 's/"seconds": .*/"seconds": TIME,/'
cat > suite/b.race <<'EOF'
import "counter.race";
import "forgotten.race";
thread a[3] { add(); }
thread b { reset(); }
expect small: violated;
expect never_reset: violated;
EOF
cat > suite/c.race <<'EOF'
import "counter.race";
thread a { reset(); }
expect never_reset: holds;
EOF
pagerace test -I library --coverage -v suite; echo "exit $?"
pagerace test -I library --require-coverage suite; echo "exit $?"
cd - >/dev/null
rm -r $SCRATCH/suite $SCRATCH/library
