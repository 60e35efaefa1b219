# What init says by helpers of the library is an error where the design forbids it; what it sets by hand is a violation, and so is
# what comes later.
cd $SCRATCH || exit
cat > counts-from-one.race <<'END'
import "designs/6.12.race";
override int page_ref_count(struct page *page) { return atomic_read(&page->_refcount) - 1; }
override void init_page_count(struct page *page) { atomic_set(&page->_refcount, 2); }
END
cat > free-is-a-bug.race <<'END'
import "designs/6.12.race";
override void __SetPageBuddy(struct page *page) { BUG_ON(!page->lru); page->page_type = PG_buddy; }
END
cat > lru-is-poison.race <<'END'
import "designs/6.12.race";
override void SetPageLRU(struct page *page) { WRITE_ONCE(page->lru, true); page->hwpoison = true; }
property users_are_well { always (forall (page : mem_map) page->place == WITH_USER imply not page->hwpoison) }
END
scenario() {
	cat > $1.race <<END
import "linux.race";
struct page mem_map[2];
init { $2 }
thread owner { __free_page(&mem_map[0]); }
$3
END
}
scenario helpers 'user_owns(&mem_map[0]); buddy_owns(&mem_map[1]);'
scenario user 'user_owns(&mem_map[0]);'
scenario by-hand 'user_owns(&mem_map[0]); atomic_set(&mem_map[1]._refcount, 0); mem_map[1].place = ON_FREE_LIST; __SetPageBuddy(&mem_map[1]); adjust_managed_page_count(1);'
scenario count-by-hand 'user_owns(&mem_map[0]); buddy_owns(&mem_map[1]); atomic_set(&mem_map[1]._refcount, 3);'
scenario bug-by-hand 'mem_map[1].lru = false; user_owns(&mem_map[0]); buddy_owns(&mem_map[1]);'
scenario own 'user_owns(&mem_map[0]); buddy_owns(&mem_map[1]);' 'property mine { always (page_count(&mem_map[0]) == 0) }'
scenario either 'user_owns(&mem_map[0]); if (any(0 .. 1)) buddy_owns(&mem_map[1]); else user_owns(&mem_map[1]);'
scenario within 'both_owned();' 'static void both_owned(void) { user_owns(&mem_map[0]); buddy_owns(&mem_map[1]); }'
show() {
	echo "-- $*"
	said=$(pagerace check "$@" 2>&1); status=$?
	echo "$said" | grep 'violated at\|^Result\|rror\|^init\|^static\|\^\|hint' | sed 's|/[^ ]*/model/|model/|'
	echo "exit $status"
}
show --kernel 6.12 helpers.race
show --kernel counts-from-one.race helpers.race
show --kernel counts-from-one.race within.race
show --kernel counts-from-one.race either.race
show --kernel counts-from-one.race -p BUG_ON helpers.race
show --kernel counts-from-one.race by-hand.race
show --kernel counts-from-one.race count-by-hand.race
show --kernel counts-from-one.race user.race
show --kernel free-is-a-bug.race helpers.race
show --kernel free-is-a-bug.race bug-by-hand.race
show --kernel lru-is-poison.race user.race
show --kernel 6.12 own.race
echo '-- compare'
pagerace compare --summary --baseline 6.12 --kernel counts-from-one.race helpers.race >out; echo "exit $?"
grep -v "^Time" out
pagerace check --json --kernel counts-from-one.race helpers.race | grep -A 3 '"message"'
