# What is forgotten or written as elsewhere is answered with what to write.
check() {
	cat >$1.race
	echo "-- $1"
	pagerace check $1.race 2>&1 | grep -v "^Time\|^Memory"
}
PAGERACE_LIBRARY=$PWD/model/linux; export PAGERACE_LIBRARY
cd $SCRATCH || exit
check no-pages <<'END'
import "linux.race";
thread a {
	struct page *page = pfn_to_page(0);

	if (get_page_unless_zero(page))
		put_page(page);
}
END
check no-import <<'END'
import "linux.race";
struct page mem_map[1];
thread a { lock_page(&mem_map[0]); }
END
check no-kernel <<'END'
struct page;
thread a { put_page(NULL); }
END
check not-a-formula <<'END'
int x __range(0, 1), y __range(0, 1);
thread a { x = 1; assert(x == 1 or y == 1); }
END
check not-formulas <<'END'
int x __range(0, 1);
thread a { x = 1; }
property p { assert(x == 1); }
property q { never (x == 1) }
END
check not-an-arrow <<'END'
int x __range(0, 1);
bool is_set(int y) { return y == 1; }
thread a { x = 1; }
property p { always (x == 1 -> is_set(x)) }
END
check not-a-number <<'END'
atomic_t users;
thread a { int seen = users; users = 3; }
property p { always (users >= 1) }
END
check deadlok <<'END'
int x __range(0, 1);
thread a { x = 1; }
expect deadlok: holds;
END
pagerace check --property deadlok deadlok.race 2>&1 | tail -1
# A value that does not fit is told.
check value <<'END'
u8 small = 255;
thread a { small++; }
END
check index <<'END'
int x[4] __range(0, 1);
thread a { x[any(4 .. 5)] = 1; }
END
