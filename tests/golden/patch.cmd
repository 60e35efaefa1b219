# What of a patch ran, what did not, and what says nothing about it; nothing at all is no success.
cd $SCRATCH || exit
cat > range.race <<'END'
import "linux.race";
struct page mem_map[1];
init { buddy_owns(&mem_map[0]); }
thread driver { if (alloc_contig_range(0, 1) == 0) free_contig_range(0, 1); }
END
cat > taken.race <<'END'
import "range.race";
override void free_contig_range(int start_pfn, int nr_pages) { __free_page(pfn_to_page(start_pfn)); }
END
echo 'thread nobody { }' > nothing.race
cat > idle.race <<'END'
import "linux.race";
struct page mem_map[1];
init { user_owns(&mem_map[0]); }
thread user { put_page(&mem_map[0]); }
END
cat > checked.race <<'END'
/* checked.race: a range that begins at a page that is not there is refused. */
static bool begins_nowhere(int pfn) { return pfn < 0; }

override void free_contig_range(int start_pfn, int nr_pages)
{
	if (begins_nowhere(start_pfn)) {
		WARN_ON(nr_pages > 0);
		return;
	}
	for (int pfn = start_pfn; pfn < start_pfn + nr_pages; pfn++)
		__free_page(pfn_to_page(pfn));
}

override int unplugged_page_references(void) { return 1; }
END
cat > emptied.race <<'END'
/* emptied.race: somebody takes the body out of a function. */
override void undo_isolate_page_range(int start_pfn, int end_pfn) { }
END
show() {
	echo "-- $*"
	said=$(pagerace check --quiet "$@" 2>&1); status=$?
	echo "$said" | grep -v '^States\|^Trans\|^Depth\|^Exh\|^Red\|^Unc\|^Time\|^Memory:'
	echo "exit $status"
}
show --patch checked.race range.race
show --patch emptied.race range.race
show --patch checked.race idle.race
show --kernel 6.12 --patch checked.race --patch emptied.race range.race
show --patch checked.race taken.race
show --patch emptied.race --patch emptied.race range.race
show --patch none.race range.race
show --patch emptied.race nothing.race
