cd $SCRATCH || exit
cat > flagged.race <<'END'
import "linux.race";
struct page mem_map[1];
init { buddy_owns(&mem_map[0]); }
thread reader { WARN_ON(PageOfflineSkippable(&mem_map[0])); }
END
pagerace compare --kernel 6.12 --kernel 2025-skippable-v1 flagged.race; echo "exit $?"
pagerace compare --kernel 6.12 flagged.race; echo "exit $?"
