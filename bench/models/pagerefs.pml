/* bench/models/pagerefs.pml: examples/bench/pagerefs.race in Promela. Each d_step, and the bare skip, is one step there too.
 *
 * Constants: spin -DP=4 -DT=5 -DHOOK=1. With -o3, so that no two statements become one step. */

byte refcount[P] = 1;
bit offline[P];
bit buddy[P];			/* handed to the page allocator */
bit isolated[P];

#define STAYS_OUT_OF_BUDDY(page) assert(!offline[page] || !buddy[page])
#define IS_READY(page) (buddy[page] || (offline[page] && refcount[page] == 0))

/* get_page_unless_zero(), of any page that has references */
#define GET(pfn) :: d_step { refcount[pfn] != 0 -> refcount[pfn]++; page = pfn }

active [T] proctype walker()
{
	byte page;		/* 0 while there is none */
end:
	do
	:: if
	   GET(0)
#if P > 1
	   GET(1)
#endif
#if P > 2
	   GET(2)
#endif
#if P > 3
	   GET(3)
#endif
#if P > 4
	   GET(4)
#endif
#if P > 5
	   GET(5)
#endif
	   fi;
	   skip;		/* uses it */
	   if			/* put_page_testzero() */
	   :: d_step { refcount[page] != 1 -> refcount[page]--; page = 0 }
	   :: d_step { refcount[page] == 1 -> refcount[page] = 0 };
	      d_step {		/* free_page() */
		if
		:: HOOK == 1 && offline[page]
		:: else -> buddy[page] = 1; STAYS_OUT_OF_BUDDY(page)
		fi;
		page = 0
	      }
	   fi
	od
}

active proctype driver()
{
	byte pfn;
end:
	do
	:: d_step { pfn < P -> offline[pfn] = 1; STAYS_OUT_OF_BUDDY(pfn) };
	   if			/* put_page_testzero() */
	   :: d_step { refcount[pfn] != 1 -> refcount[pfn]--; pfn++ }
	   :: d_step { refcount[pfn] == 1 -> refcount[pfn] = 0 };
	      d_step {		/* looks at its own flag, or frees */
		if
		:: HOOK == 0 -> buddy[pfn] = 1; STAYS_OUT_OF_BUDDY(pfn)
		:: else
		fi;
		pfn++
	      }
	   fi
	od
}

active proctype offliner()
{
	byte pfn, other;	/* other is 0 between steps */
end:
	do
	:: d_step { pfn < P && IS_READY(pfn) -> isolated[pfn] = 1; pfn++ }
	:: d_step {
		pfn > 0 && pfn < P && !IS_READY(pfn) ->
		do
		:: other < P -> isolated[other] = 0; other++
		:: else -> break
		od;
		other = 0; pfn = 0
	   }
	od
}
