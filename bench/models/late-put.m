-- bench/models/late-put.m: late-put.race in Murphi. Each rule that fires is one step there too.
-- bench/ sets the constants, and the type of `scanner` where symmetry is asked for.

const
  NR_PAGES: 3;
  NR_SCANNERS: 5;

type
  page_t: 0 .. NR_PAGES - 1;
  scanner: 1 .. NR_SCANNERS;  -- symmetric: scalarset(NR_SCANNERS)

var
  refcount: array [page_t] of 0 .. NR_SCANNERS + 1;
  offline: array [page_t] of boolean;
  on_pcp_list: array [page_t] of boolean;
  unplugged: array [page_t] of boolean;       -- the host has taken the frame back

  place: array [scanner] of enum { gets, puts, asks_hook, frees };
  pfn: array [scanner] of 0 .. NR_PAGES;      -- NR_PAGES: done

  driver: enum { sets_offline, drops, unplugs };
  driven: 0 .. NR_PAGES;

procedure go_on(s: scanner);
begin
  place[s] := gets;
  pfn[s] := pfn[s] + 1;
end;

startstate begin
  for p: page_t do
    refcount[p] := 1;
    offline[p] := false;
    on_pcp_list[p] := false;
    unplugged[p] := false;
  end;
  for s: scanner do
    place[s] := gets;
    pfn[s] := 0;
  end;
  driver := sets_offline;
  driven := 0;
end;

ruleset s: scanner do

  rule "get_page_unless_zero" place[s] = gets & pfn[s] < NR_PAGES ==> begin
    if refcount[pfn[s]] = 0 then
      go_on(s);
    else
      refcount[pfn[s]] := refcount[pfn[s]] + 1;
      place[s] := puts;
    end;
  end;

  rule "put_page_testzero" place[s] = puts ==> begin
    refcount[pfn[s]] := refcount[pfn[s]] - 1;
    if refcount[pfn[s]] = 0 then
      place[s] := asks_hook;
    else
      go_on(s);
    end;
  end;

  rule "the hook: an offline page goes back to its driver" place[s] = asks_hook ==> begin
    if offline[pfn[s]] then
      go_on(s);
    else
      place[s] := frees;
    end;
  end;

  rule "pcp_list_add" place[s] = frees ==> begin
    on_pcp_list[pfn[s]] := true;
    go_on(s);
  end;

end;

rule "__SetPageOffline" driver = sets_offline ==> begin
  offline[driven] := true;
  driver := drops;
end;

rule "page_ref_dec" driver = drops ==> begin
  refcount[driven] := refcount[driven] - 1;
  if driven = NR_PAGES - 1 then
    driver := unplugs;
    driven := 0;
  else
    driver := sets_offline;
    driven := driven + 1;
  end;
end;

rule "unplug_frame" driver = unplugs & driven < NR_PAGES ==> begin
  unplugged[driven] := true;
  driven := driven + 1;
end;

invariant "unplugged_frame_is_never_allocatable"
  forall p: page_t do !(unplugged[p] & on_pcp_list[p]) end;

invariant "free_page_has_no_references"
  forall p: page_t do !(on_pcp_list[p] & refcount[p] > 0) end;
