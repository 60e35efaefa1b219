# That it takes one page more, a next owner of two pages and a walker is found by way of what the owner does with two pages.
frozen=$PWD/tests/kernels/frozen-bit.race
cd $SCRATCH || exit
cat > one.race <<'END'
import "linux.race";
const int NR_PAGES = 1;
struct page mem_map[NR_PAGES];
init { user_owns(&mem_map[0]); for (int pfn = 1; pfn < NR_PAGES; pfn++) buddy_owns(&mem_map[pfn]); }
thread owner { __free_page(&mem_map[0]); }
END
pagerace widen --kernel $frozen --budget 1h one.race >out; echo "exit $?"
grep '^ *[0-9]' out | wc -l
grep '^ *[0-9].*VIOLATED' out
