-- bench/models/offlining.m: offlining.race in Murphi. Each rule that fires is one step there too. What ours holds in a
-- place in the code, `freeing` holds here: how far a thread is with freeing a page. An assert takes the place of a branch
-- that nothing takes. bench/ sets the constants, and the type of `scanner` where symmetry is asked for.

const
  NR_PAGES: 2;
  NR_SCANNERS: 4;

type
  page_t: 0 .. NR_PAGES - 1;
  scanner: 1 .. NR_SCANNERS;  -- symmetric: scalarset(NR_SCANNERS)
  list_t: enum { nowhere, with_user, on_pcp_list, on_free_list, on_isolated_list };

  freeing_t: record
    at: enum { not_freeing, reads_type, locks, reads_type_again, sets_buddy, lists, unlocks, adds_to_pcp, takes_oldest };
    bulk: boolean;                      -- it is a page off the full pcp list
    page: page_t;
    isolate: boolean;                   -- the migratetype that was read
  end;

  offliner_t: enum {
    isolation_locks, isolation_reads_type, checks_reserved, checks_count, checks_lru, isolates, reads_nr, raises_nr,
    moves_to_isolated, isolation_unlocks, drains, takes_mutex, goes_offline,
    scans,
    gets, clears_lru, gets_again, puts_again, freezes, unfreezes, restores_lru, puts, frees,
    tests_type, test_locks, tests_buddy, tests_offline, test_unlocks,
    marks_section, end_locks, end_reads_buddy, end_reads_offline, end_reads_count, end_reads_buddy_again, takes_off_list,
    reserves, end_unlocks, nr_locks, reads_nr_again, lowers_nr, nr_unlocks, is_offline, drops_mutex, tells,
    undo_locks, undo_reads_type, moves_to_free, undo_isolates, undo_reads_nr, undo_lowers_nr, undo_unlocks,
    cancel_reads, cancels, cancel_drops_mutex,
    done
  };

var
  refcount: array [page_t] of 0 .. NR_SCANNERS + 3;
  place: array [page_t] of list_t;
  buddy: array [page_t] of boolean;
  reserved: array [page_t] of boolean;
  lru: array [page_t] of boolean;

  zone_lock: boolean;
  pageblock_isolated: boolean;
  nr_isolate_pageblock: 0 .. 1;
  section_online: boolean;
  hotplug_mutex: boolean;
  hotplug_active: boolean;
  offlined: boolean;

  at: array [scanner] of enum { may_get, may_put, may_free };
  pfn: array [scanner] of 0 .. NR_PAGES;        -- NR_PAGES: done
  freeing: array [scanner] of freeing_t;

  offliner: offliner_t;
  target: page_t;                       -- the offliner's page
  start: page_t;                        -- where do_migrate_range() began
  migrated: boolean;                    -- its last put is that of migrate_page()
  busy: boolean;                        -- test_pages_isolated() fails
  offliner_frees: freeing_t;

-- ---- freeing a page ----

procedure lock();
begin
  assert "free lock" !zone_lock;
  zone_lock := true;
end;

procedure list_free_page(p: page_t; list: list_t);
begin
  assert "page_is_freed_once" place[p] = nowhere | place[p] = with_user;
  place[p] := list;
end;

procedure begin_freeing(var f: freeing_t; p: page_t);
begin
  f.at := reads_type;
  f.page := p;
end;

procedure end_freeing(var f: freeing_t);
begin
  f.at := not_freeing;
  f.bulk := false;
  f.page := 0;
end;

-- The step that f is before, if it is not one that chooses.
procedure free_step(var f: freeing_t);
begin
  switch f.at
    case reads_type:
      if pageblock_isolated then f.at := locks; else f.at := adds_to_pcp; end;
    case locks: lock(); f.at := reads_type_again;
    case reads_type_again: f.isolate := pageblock_isolated; f.at := sets_buddy;
    case sets_buddy: buddy[f.page] := true; f.at := lists;
    case lists:
      list_free_page(f.page, f.isolate ? on_isolated_list : on_free_list);
      f.isolate := false;
      f.page := 0;
      f.at := unlocks;
    case unlocks: zone_lock := false; end_freeing(f);
  end;
end;

function chooses(f: freeing_t): boolean;
begin
  return f.at = adds_to_pcp | f.at = takes_oldest;
end;

-- ---- scanners ----

procedure go_on(s: scanner);
begin
  at[s] := may_get;
  pfn[s] := pfn[s] + 1;
end;

ruleset s: scanner do

  rule "get_page_unless_zero" at[s] = may_get & pfn[s] < NR_PAGES ==> begin
    if refcount[pfn[s]] = 0 then
      go_on(s);
    else
      refcount[pfn[s]] := refcount[pfn[s]] + 1;
      at[s] := may_put;
    end;
  end;

  rule "put_page" at[s] = may_put ==> begin
    refcount[pfn[s]] := refcount[pfn[s]] - 1;
    if refcount[pfn[s]] = 0 then
      at[s] := may_free;
      begin_freeing(freeing[s], pfn[s]);
    else
      go_on(s);
    end;
  end;

  rule "a step of freeing"
    at[s] = may_free & !chooses(freeing[s]) & !(freeing[s].at = locks & zone_lock) ==>
  begin
    free_step(freeing[s]);
    if freeing[s].at = not_freeing then
      go_on(s);
    end;
  end;

  ruleset full: boolean do
    rule "pcp_list_add" at[s] = may_free & freeing[s].at = adds_to_pcp ==> begin
      list_free_page(freeing[s].page, on_pcp_list);
      if full then
        freeing[s].at := takes_oldest;
        freeing[s].page := 0;
        freeing[s].bulk := true;
      else
        end_freeing(freeing[s]);
        go_on(s);
      end;
    end;
  end;

  rule "pcp_list_take, of an empty list"
    at[s] = may_free & freeing[s].at = takes_oldest & forall p: page_t do place[p] != on_pcp_list end ==>
  begin
    end_freeing(freeing[s]);
    go_on(s);
  end;

  ruleset p: page_t do
    rule "pcp_list_take" at[s] = may_free & freeing[s].at = takes_oldest & place[p] = on_pcp_list ==> begin
      place[p] := nowhere;
      freeing[s].page := p;
      freeing[s].at := locks;
    end;
  end;

end;
-- ---- the offliner ----

procedure move_freepages_block(old: list_t; new: list_t);
begin
  for p: page_t do
    if place[p] = old then place[p] := new; end;
  end;
end;

-- To the next page, or after the last one to the first again and on to `after`.
procedure for_each_page(body: offliner_t; after: offliner_t);
begin
  if target < NR_PAGES - 1 then
    target := target + 1;
    offliner := body;
  else
    target := 0;
    offliner := after;
  end;
end;

procedure scan_again(signal: boolean);
begin
  offliner := signal ? undo_locks : scans;
end;

-- The end of do_migrate_range() for one page.
procedure migrate_next(signal: boolean);
begin
  migrated := false;
  if target < NR_PAGES - 1 then
    target := target + 1;
    offliner := gets;
  else
    target := signal ? 0 : start;
    start := 0;
    scan_again(signal);
  end;
end;

function must_wait(): boolean;
begin
  switch offliner
    case isolation_locks, test_locks, end_locks, nr_locks, undo_locks: return zone_lock;
    case frees: return zone_lock & offliner_frees.at = locks;
    case takes_mutex: return hotplug_mutex;
    case done: return true;
  end;
  return false;
end;

-- Is the next step one after which offline_pages() looks for a signal?
function looks_for_signal(): boolean;
begin
  switch offliner
    case goes_offline: return true;
    case test_unlocks: return busy;
    case gets: return target = NR_PAGES - 1 & refcount[target] = 0;
    case puts: return target = NR_PAGES - 1 & refcount[target] != 1;
    case frees: return target = NR_PAGES - 1 & offliner_frees.at = unlocks;
  end;
  return false;
end;

procedure offliner_step(signal: boolean);
begin
  switch offliner
    -- start_isolate_page_range() and MEM_GOING_OFFLINE
    case isolation_locks: lock(); offliner := isolation_reads_type;
    case isolation_reads_type: assert !pageblock_isolated; offliner := checks_reserved;
    case checks_reserved: assert !reserved[target]; offliner := checks_count;
    case checks_count:
      if refcount[target] = 0 then for_each_page(checks_reserved, isolates); else offliner := checks_lru; end;
    case checks_lru: assert lru[target]; for_each_page(checks_reserved, isolates);
    case isolates: pageblock_isolated := true; offliner := reads_nr;
    case reads_nr: assert nr_isolate_pageblock = 0; offliner := raises_nr;
    case raises_nr: nr_isolate_pageblock := 1; offliner := moves_to_isolated;
    case moves_to_isolated: move_freepages_block(on_free_list, on_isolated_list); offliner := isolation_unlocks;
    case isolation_unlocks: zone_lock := false; offliner := drains;
    case drains: assert forall p: page_t do place[p] != on_pcp_list end; offliner := takes_mutex;
    case takes_mutex: hotplug_mutex := true; offliner := goes_offline;
    case goes_offline: hotplug_active := true; scan_again(signal);

    -- do_migrate_range(), after scan_movable_pages()
    case scans:
      if lru[target] then start := target; offliner := gets; else for_each_page(scans, tests_type); end;
    case gets:
      if refcount[target] = 0 then
        migrate_next(signal);
      else
        refcount[target] := refcount[target] + 1;
        offliner := clears_lru;
      end;
    case clears_lru: migrated := lru[target]; lru[target] := false; offliner := migrated ? gets_again : puts;
    case gets_again: refcount[target] := refcount[target] + 1; offliner := puts_again;
    case puts_again: refcount[target] := refcount[target] - 1; assert refcount[target] > 0; offliner := freezes;
    case freezes:
      if refcount[target] = 2 then refcount[target] := 0; offliner := unfreezes; else offliner := restores_lru; end;
    case unfreezes: refcount[target] := 1; offliner := puts;
    case restores_lru: lru[target] := true; offliner := puts;
    case puts:
      refcount[target] := refcount[target] - 1;
      if refcount[target] = 0 then
        begin_freeing(offliner_frees, target);
        offliner := frees;
      else
        migrate_next(signal);
      end;
    case frees:
      free_step(offliner_frees);
      if offliner_frees.at = not_freeing then migrate_next(signal); end;

    -- test_pages_isolated()
    case tests_type: assert pageblock_isolated; offliner := test_locks;
    case test_locks: lock(); offliner := tests_buddy;
    case tests_buddy:
      if buddy[target] then for_each_page(tests_buddy, test_unlocks); else offliner := tests_offline; end;
    case tests_offline: busy := true; target := 0; offliner := test_unlocks;
    case test_unlocks:
      zone_lock := false;
      if busy then busy := false; scan_again(signal); else offliner := marks_section; end;

    -- __offline_isolated_pages() and MEM_OFFLINE
    case marks_section: section_online := false; offliner := end_locks;
    case end_locks: lock(); offliner := end_reads_buddy;
    case end_reads_buddy: assert buddy[target]; offliner := end_reads_offline;
    case end_reads_offline: offliner := end_reads_count;
    case end_reads_count: assert refcount[target] = 0; offliner := end_reads_buddy_again;
    case end_reads_buddy_again: assert buddy[target]; offliner := takes_off_list;
    case takes_off_list: buddy[target] := false; place[target] := nowhere; offliner := reserves;
    case reserves: reserved[target] := true; for_each_page(end_reads_buddy, end_unlocks);
    case end_unlocks: zone_lock := false; offliner := nr_locks;
    case nr_locks: lock(); offliner := reads_nr_again;
    case reads_nr_again: assert nr_isolate_pageblock = 1; offliner := lowers_nr;
    case lowers_nr: nr_isolate_pageblock := 0; offliner := nr_unlocks;
    case nr_unlocks: zone_lock := false; offliner := is_offline;
    case is_offline: hotplug_active := false; offliner := drops_mutex;
    case drops_mutex: hotplug_mutex := false; offliner := tells;
    case tells: offlined := true; offliner := done;

    -- undo_isolate_page_range() and MEM_CANCEL_OFFLINE
    case undo_locks: lock(); offliner := undo_reads_type;
    case undo_reads_type: assert pageblock_isolated; offliner := moves_to_free;
    case moves_to_free: move_freepages_block(on_isolated_list, on_free_list); offliner := undo_isolates;
    case undo_isolates: pageblock_isolated := false; offliner := undo_reads_nr;
    case undo_reads_nr: assert nr_isolate_pageblock = 1; offliner := undo_lowers_nr;
    case undo_lowers_nr: nr_isolate_pageblock := 0; offliner := undo_unlocks;
    case undo_unlocks: zone_lock := false; offliner := cancel_reads;
    case cancel_reads: assert hotplug_active; offliner := cancels;
    case cancels: hotplug_active := false; offliner := cancel_drops_mutex;
    case cancel_drops_mutex: hotplug_mutex := false; offliner := done;
  end;
end;

ruleset signal: boolean do
  rule "the offliner" !must_wait() & (signal -> looks_for_signal()) ==> begin
    offliner_step(signal);
  end;
end;

startstate begin
  clear pageblock_isolated;
  for p: page_t do
    refcount[p] := 1;
    place[p] := with_user;
    buddy[p] := false;
    reserved[p] := false;
    lru[p] := true;
  end;
  for s: scanner do
    at[s] := may_get;
    pfn[s] := 0;
    clear freeing[s];
  end;
  zone_lock := false;
  nr_isolate_pageblock := 0;
  section_online := true;
  hotplug_mutex := false;
  hotplug_active := false;
  offlined := false;
  offliner := isolation_locks;
  target := 0;
  start := 0;
  migrated := false;
  busy := false;
  clear offliner_frees;
end;

invariant "offline_block_is_out_of_use"
  (offlined -> forall p: page_t do reserved[p] & refcount[p] = 0 end) &
  (offliner = done -> offlined | !pageblock_isolated);

invariant "free_page_has_no_references"
  forall p: page_t do place[p] = nowhere | place[p] = with_user | refcount[p] = 0 end;

invariant "buddy_pages_are_listed"
  zone_lock | forall p: page_t do buddy[p] = (place[p] = on_free_list | place[p] = on_isolated_list) end;
