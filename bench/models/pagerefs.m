-- bench/models/pagerefs.m: examples/bench/pagerefs.race in Murphi. Each rule that fires is one step there too.
-- bench/ sets the constants, and the type of `walker` where symmetry is asked for.

const
  P: 4;
  T: 4;
  HOOK: 1;

type
  page_t: 0 .. P - 1;
  walker: 1 .. T;  -- symmetric: scalarset(T)

var
  refcount: array [page_t] of 0 .. T + 1;
  offline: array [page_t] of boolean;
  buddy: array [page_t] of boolean;     -- handed to the page allocator
  isolated: array [page_t] of boolean;

  place: array [walker] of enum { gets, uses, puts, frees };
  page: array [walker] of page_t;       -- 0 while there is none

  driver: enum { sets, drops, looks };
  driven: 0 .. P;
  next: 0 .. P;                         -- the offliner's

procedure forget_page(w: walker);
begin
  place[w] := gets;
  page[w] := 0;
end;

function is_ready(p: page_t): boolean;
begin
  return buddy[p] | (offline[p] & refcount[p] = 0);
end;

startstate begin
  for p: page_t do
    refcount[p] := 1;
    offline[p] := false;
    buddy[p] := false;
    isolated[p] := false;
  end;
  for w: walker do
    forget_page(w);
  end;
  driver := sets;
  driven := 0;
  next := 0;
end;

ruleset w: walker do

  ruleset p: page_t do
    rule "get_page_unless_zero" place[w] = gets & refcount[p] != 0 ==> begin
      refcount[p] := refcount[p] + 1;
      page[w] := p;
      place[w] := uses;
    end;
  end;

  rule "uses it" place[w] = uses ==> begin
    place[w] := puts;
  end;

  rule "put_page_testzero" place[w] = puts ==> begin
    refcount[page[w]] := refcount[page[w]] - 1;
    if refcount[page[w]] = 0 then
      place[w] := frees;
    else
      forget_page(w);
    end;
  end;

  rule "free_page" place[w] = frees ==> begin
    if HOOK != 1 | !offline[page[w]] then
      buddy[page[w]] := true;
    end;
    forget_page(w);
  end;

end;

rule "the driver sets offline" driver = sets & driven < P ==> begin
  offline[driven] := true;
  driver := drops;
end;

rule "the driver drops its reference" driver = drops ==> begin
  refcount[driven] := refcount[driven] - 1;
  if refcount[driven] = 0 then
    driver := looks;
  else
    driver := sets;
    driven := driven + 1;
  end;
end;

rule "the driver looks at its own flag, or frees" driver = looks ==> begin
  if HOOK = 0 then
    buddy[driven] := true;
  end;
  driver := sets;
  driven := driven + 1;
end;

rule "the offliner isolates" next < P & is_ready(next) ==> begin
  isolated[next] := true;
  next := next + 1;
end;

rule "the offliner starts again" next > 0 & next < P & !is_ready(next) ==> begin
  for p: page_t do
    isolated[p] := false;
  end;
  next := 0;
end;

invariant "offline_page_stays_out_of_buddy"
  forall p: page_t do !(offline[p] & buddy[p]) end;
