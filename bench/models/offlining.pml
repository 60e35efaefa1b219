/* bench/models/offlining.pml: offlining.race in Promela. Each d_step, and each statement outside of one, is one step there
 * too: an access to what threads share. What no thread can see in between belongs to the access before it. An assert that
 * stands alone is an access whose outcome is certain; it takes the place of the branch that nothing takes.
 *
 * Constants: spin -DNR_PAGES=2 -DNR_SCANNERS=4, one to three pages. With -o3, so that no two statements become one step. */

#define NOWHERE 0
#define WITH_USER 1
#define ON_PCP_LIST 2		/* the allocator's from here on */
#define ON_FREE_LIST 3
#define ON_ISOLATED_LIST 4

#if NR_PAGES == 1
#define FOR_ALL(holds) (holds(0))
#define FOR_EACH(option) option(0)
#elif NR_PAGES == 2
#define FOR_ALL(holds) (holds(0) && holds(1))
#define FOR_EACH(option) option(0) option(1)
#elif NR_PAGES == 3
#define FOR_ALL(holds) (holds(0) && holds(1) && holds(2))
#define FOR_EACH(option) option(0) option(1) option(2)
#endif

byte refcount[NR_PAGES] = 1;
byte place[NR_PAGES] = WITH_USER;
bit buddy[NR_PAGES];
bit reserved[NR_PAGES];
bit lru[NR_PAGES] = 1;

bit zone_lock;
bit pageblock_isolated;
bit nr_isolate_pageblock;
byte pcp_count;			/* how many pages are ON_PCP_LIST */
bit section_online = 1;
bit hotplug_mutex;
bit hotplug_active;
bit offlined;

#define IS_LISTED(page) (buddy[page] == (place[page] >= ON_FREE_LIST))
#define IS_OUT_OF_USE(page) (reserved[page] && refcount[page] == 0)

/* Inside of a d_step */
inline list_free_page(page, list)
{
	assert(place[page] < ON_PCP_LIST && refcount[page] == 0);
	place[page] = list
}

inline unlock()
{
	zone_lock = 0;
	assert(FOR_ALL(IS_LISTED))
}

#define MOVE(page) if :: place[page] == from -> place[page] = to :: else fi;

inline move_freepages_block(from, to)
{
	FOR_EACH(MOVE)
}

/* Steps: free_one_page() up to its unlock, which belongs to what its caller does next */
inline lock()
{
	d_step { !zone_lock -> zone_lock = 1 }
}

inline list_one_page(page)
{
	lock();
	migratetype = pageblock_isolated;
	buddy[page] = 1;
	d_step {
		list_free_page(page, (migratetype -> ON_ISOLATED_LIST : ON_FREE_LIST));
		migratetype = 0;
		oldest = 0
	}
}

#define TAKE(page) :: d_step { place[page] == ON_PCP_LIST -> place[page] = NOWHERE; pcp_count--; oldest = page }

active [NR_SCANNERS] proctype compaction()
{
	byte pfn, oldest;
	bit migratetype;
end:
	do			/* get_page_unless_zero() */
	:: d_step { pfn < NR_PAGES && refcount[pfn] == 0 -> pfn++ }
	:: d_step { pfn < NR_PAGES && refcount[pfn] != 0 -> refcount[pfn]++; assert(place[pfn] < ON_PCP_LIST) };
	   if			/* put_page() */
	   :: d_step { refcount[pfn] != 1 -> refcount[pfn]--; pfn++ }
	   :: d_step { refcount[pfn] == 1 -> refcount[pfn] = 0 };
	      if		/* free_unref_page() */
	      :: d_step { pageblock_isolated -> skip };
		 list_one_page(pfn);
		 d_step { unlock(); pfn++ }
	      :: d_step { !pageblock_isolated -> skip };
		 if		/* the pcp list is full, or not */
		 :: d_step { list_free_page(pfn, ON_PCP_LIST); pcp_count++; pfn++ }
		 :: d_step { list_free_page(pfn, ON_PCP_LIST); pcp_count++ };
		    if		/* pcp_list_take() */
		    :: d_step { pcp_count == 0 -> pfn++ }
		    :: if
		       FOR_EACH(TAKE)
		       fi;
		       list_one_page(oldest);
		       d_step { unlock(); pfn++ }
		    fi
		 fi
	      fi
	   fi
	od
}

/* The last step for a page of do_migrate_range(): the next page, or after all pages a new scan, unless there is a signal */
#define LAST_STEP(guard, effect) \
	:: d_step { guard && pfn + 1 < NR_PAGES -> effect; pfn++ }; goto migrate \
	:: d_step { guard && pfn + 1 == NR_PAGES -> effect; pfn = start; start = 0 }; goto scan \
	:: d_step { guard && pfn + 1 == NR_PAGES -> effect; pfn = 0; start = 0 }; goto interrupted

/* put_page() for the last time */
inline put_last()
{
	if
	LAST_STEP(refcount[pfn] != 1, refcount[pfn]--)
	:: d_step { refcount[pfn] == 1 -> refcount[pfn] = 0 };
	   assert(pageblock_isolated);
	   list_one_page(pfn);
	   if
	   LAST_STEP(true, unlock())
	   fi
	fi
}

active proctype offliner()
{
	byte pfn, start, oldest;
	bit migratetype;

	lock();						/* set_migratetype_isolate() */
	assert(!pageblock_isolated);
	do
	:: d_step { pfn < NR_PAGES -> assert(!reserved[pfn]) };
	   if
	   :: d_step { refcount[pfn] == 0 -> pfn++ }
	   :: d_step { refcount[pfn] != 0 -> skip };
	      d_step { assert(lru[pfn]); pfn++ }
	   fi
	:: d_step { pfn == NR_PAGES -> pageblock_isolated = 1; pfn = 0 }; break
	od;
	assert(!nr_isolate_pageblock);
	nr_isolate_pageblock = 1;
	d_step { move_freepages_block(ON_FREE_LIST, ON_ISOLATED_LIST) };
	d_step { unlock() };
	assert(pcp_count == 0);				/* drain_all_pages() */
	d_step { !hotplug_mutex -> hotplug_mutex = 1 };
	if						/* a signal */
	:: hotplug_active = 1; goto interrupted
	:: hotplug_active = 1
	fi;

scan:	do						/* scan_movable_pages() */
	:: d_step { pfn < NR_PAGES && lru[pfn] -> start = pfn }; goto migrate
	:: d_step { pfn + 1 < NR_PAGES && !lru[pfn] -> pfn++ }
	:: d_step { pfn + 1 == NR_PAGES && !lru[pfn] -> pfn = 0 }; break
	od;

	assert(pageblock_isolated);			/* test_pages_isolated() */
	lock();
	do
	:: d_step { pfn < NR_PAGES && buddy[pfn] -> pfn++ }
	:: d_step { pfn < NR_PAGES && !buddy[pfn] -> skip };
	   d_step { pfn = 0 };				/* nor is it PageOffline */
	   if						/* a signal */
	   :: d_step { unlock() }; goto interrupted
	   :: d_step { unlock() }; goto scan
	   fi
	:: d_step { pfn == NR_PAGES -> unlock(); pfn = 0 }; break
	od;

	section_online = 0;				/* __offline_isolated_pages() */
	lock();
	do
	:: d_step { pfn < NR_PAGES -> assert(buddy[pfn]) };
	   skip;					/* it is not PageOffline */
	   assert(refcount[pfn] == 0);
	   assert(buddy[pfn]);
	   d_step { buddy[pfn] = 0; place[pfn] = NOWHERE };
	   d_step { reserved[pfn] = 1; pfn++ }
	:: d_step { pfn == NR_PAGES -> unlock(); pfn = 0 }; break
	od;
	lock();
	assert(nr_isolate_pageblock);
	nr_isolate_pageblock = 0;
	d_step { unlock() };
	hotplug_active = 0;
	hotplug_mutex = 0;
	d_step { offlined = 1; assert(FOR_ALL(IS_OUT_OF_USE)) };
	goto end;

migrate:						/* do_migrate_range() */
	if						/* get_page_unless_zero() */
	LAST_STEP(refcount[pfn] == 0, skip)
	:: d_step { refcount[pfn] != 0 -> refcount[pfn]++; assert(place[pfn] < ON_PCP_LIST) };
	   if						/* TestClearPageLRU() */
	   :: d_step { !lru[pfn] -> skip };
	      put_last()
	   :: d_step { lru[pfn] -> lru[pfn] = 0 };
	      refcount[pfn]++;
	      d_step { assert(refcount[pfn] > 1); refcount[pfn]-- };
	      if					/* page_ref_freeze() */
	      :: d_step { refcount[pfn] == 2 -> refcount[pfn] = 0 };
		 refcount[pfn] = 1
	      :: d_step { refcount[pfn] != 2 -> skip };
		 lru[pfn] = 1
	      fi;
	      put_last()
	   fi
	fi;

interrupted:						/* undo_isolate_page_range() */
	lock();
	assert(pageblock_isolated);
	d_step { move_freepages_block(ON_ISOLATED_LIST, ON_FREE_LIST) };
	pageblock_isolated = 0;
	assert(nr_isolate_pageblock);
	nr_isolate_pageblock = 0;
	d_step { unlock() };
	assert(hotplug_active);
	hotplug_active = 0;
	d_step { hotplug_mutex = 0; assert(!pageblock_isolated) };

end:	false
}
