# Who else was there is always said: none, actors, and what of them never ran; what is no actor is refused.
cd $SCRATCH || exit
cat > owner.race <<'END'
import "linux.race";
const int NR_PAGES = 2;
struct page mem_map[NR_PAGES];
init { for (int pfn = 0; pfn < NR_PAGES; pfn++) user_owns(&mem_map[pfn]); }
thread owner { __free_page(&mem_map[0]); }
property nobody_else { always (page_count(&mem_map[0]) <= 1) }
END
cat > mine.race <<'END'
import "mm/page_alloc.race";
thread mine { __free_page(&mem_map[1]); }
END
echo 'thread nobody { } property nobody_else { always (true) }' > nothing.race
show() {
	echo "-- $*"
	said=$(pagerace check --property nobody_else "$@" 2>&1); status=$?
	echo "$said" | grep '^property\|^ *it is\|^Result\|^Environment\|^States\|^Repro\|rror\|pagerace:\|^--env\|^import' | sed 's|^/.*/model/|model/|'
	echo "exit $status"
}
show owner.race
show --environment none owner.race
show --environment walker owner.race
show --environment walker,drain -D ENV_WALKERS=2 owner.race
show --environment reuse-compound owner.race
show --environment reuse-compound,mine.race owner.race
show --environment reuse --kernel memdesc owner.race
show --environment reuse-compound --kernel memdesc owner.race
show --environment walkers owner.race
show --environment mine owner.race
show --environment walker,,drain owner.race
show --environment walker,none owner.race
show --environment walker nothing.race
show -D ENV_WALKERS=2 owner.race
pagerace check --json --environment walker owner.race 2>&1 | grep -A 12 '"environment"' | head -10 | sed 's|"/.*/model/|"model/|'
pagerace check --quiet --property nobody_else --environment walker --trace trace.json owner.race | grep '^Result'
grep -A 2 '"environment"' trace.json
pagerace trace replay trace.json | tail -1
pagerace list actors | cut -c 1-60
echo '-- any'
cat > frozen.race <<'END'
import "designs/6.12.race";
const int FROZEN = REFCOUNT_MAX;
override int page_ref_count(struct page *page)
{
	int count = atomic_read(&page->_refcount);
	return count == FROZEN ? 0 : count;
}
override atomic(relaxed) void set_page_count(struct page *page, int v) { atomic_set(&page->_refcount, v ? v : FROZEN); }
override atomic bool page_ref_add_unless(struct page *page, int nr, int u) { return atomic_add_unless(&page->_refcount, nr, FROZEN); }
override atomic bool page_ref_freeze(struct page *page, int count) { return atomic_cmpxchg(&page->_refcount, count, FROZEN) == count; }
override bool put_page_testzero(struct page *page) { return page_ref_dec_and_test(page) && page_ref_freeze(page, 0); }
override void buddy_owns(struct page *page)
{
	page->place = ON_FREE_LIST;
	__SetPageBuddy(page);
	set_page_count(page, 0);
	adjust_managed_page_count(1);
}
END
cat > narrow.race <<'END'
import "linux.race";
struct page mem_map[2];
init { user_owns(&mem_map[0]); buddy_owns(&mem_map[1]); }
thread owner { __free_page(&mem_map[0]); }
END
pagerace check --quiet --kernel frozen.race --environment any narrow.race | grep '^Result\|^Environment\|^Tried\|^Repro'
cat > freed.race <<'END'
import "linux.race";
struct page mem_map[1];
init { user_owns(&mem_map[0]); }
thread owner { put_page(&mem_map[0]); }
property nobody_else { always (page_count(&mem_map[0]) <= 1) }
END
pagerace check --json --kernel frozen.race --environment any narrow.race | grep -A 3 '"pairs"'
pagerace check --quiet --kernel memdesc --environment any --timeout 0.001s freed.race | grep '^Result\|^Environment\|^Tried: [^n]\|^Tried: n.*time'
pagerace check --environment any --checkpoint here freed.race
