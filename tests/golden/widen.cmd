# One more of what a constant counts, of orders, of each actor; what breaks first; what cannot be widened; what is refused.
cd $SCRATCH || exit
cat > two.race <<'END'
import "linux.race";
const int NR_PAGES = 1;
const int NR_OTHERS = 1;
struct page mem_map[NR_PAGES];
int seen[2];
int freed;
init { for (int pfn = 0; pfn < NR_PAGES; pfn++) user_owns(&mem_map[pfn]); }
thread other[NR_OTHERS] { BUG_ON(freed > 1); }
thread owner { for (int pfn = 0; pfn < NR_PAGES; pfn++) { __free_page(&mem_map[pfn]); freed++; } }
END
echo 'thread nobody { }' > nothing.race
pagerace widen --property BUG_ON two.race >out 2>&1; echo "exit $?"
grep '^ *states\|as it is\|NR_' out
grep '^Result\|^Environment\|^Repro' out
pagerace widen --json --property BUG_ON two.race | grep -A 1 '"counts"' | tail -2
pagerace widen --environment any two.race; echo "exit $?"
pagerace widen --budget 0.000001s two.race >out; echo "exit $?"
grep '^Result\|^Tried\|^Repro' out
pagerace widen none.race; echo "exit $?"
