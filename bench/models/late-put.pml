/* bench/models/late-put.pml: late-put.race in Promela. Each d_step is one step there too. What follows a thread's last access
 * to a page, the count of the loop among it, belongs to that access.
 *
 * Constants: spin -DNR_PAGES=3 -DNR_SCANNERS=5. With -o3, so that no two statements become one step. */

byte refcount[NR_PAGES] = 1;
bit offline[NR_PAGES];
bit on_pcp_list[NR_PAGES];
bit unplugged[NR_PAGES];	/* the host has taken the frame back */

active [NR_SCANNERS] proctype compaction()
{
	byte pfn;
end:
	do			/* get_page_unless_zero() */
	:: d_step { pfn < NR_PAGES && refcount[pfn] == 0 -> pfn++ }
	:: d_step { pfn < NR_PAGES && refcount[pfn] != 0 -> refcount[pfn]++; assert(!on_pcp_list[pfn]) };
	   if			/* put_page() */
	   :: d_step { refcount[pfn] != 1 -> refcount[pfn]--; pfn++ }
	   :: d_step { refcount[pfn] == 1 -> refcount[pfn] = 0 };
	      if		/* the hook: an offline page goes back to its driver */
	      :: d_step { offline[pfn] -> pfn++ }
	      :: d_step { !offline[pfn] -> skip };
		 d_step { on_pcp_list[pfn] = 1; assert(!unplugged[pfn] && refcount[pfn] == 0); pfn++ }
	      fi
	   fi
	od
}

active proctype driver()
{
	byte step;		/* below NR_PAGES: the page to set offline; from there on: the page to unplug */
end:
	do
	:: d_step { step < NR_PAGES -> offline[step] = 1 };
	   d_step { refcount[step]--; step++ }
	:: d_step {
		step >= NR_PAGES && step < 2 * NR_PAGES ->
		unplugged[step - NR_PAGES] = 1; assert(!on_pcp_list[step - NR_PAGES]);
		step++
	   }
	od
}
