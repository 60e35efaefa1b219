# Which definition of a function runs, and where that cannot be said.
show() {
	echo "-- $*"
	"$@" 2>&1; echo "exit $?"
}
show pagerace list functions --kernel 6.17 --origin examples/hugetlb-pool-while-offlining.race | \
	grep '^-- \|^PageHuge \|^do_migrate_page \|^free_pages_prepare \|^scan_movable_pages \|^exit '
show pagerace check --kernel memdesc examples/hugetlb-pool-while-offlining.race
cd $SCRATCH || exit
echo 'void f(void) { }' >base.race
printf 'import "base.race";\noverride void f(void) { }\n' | tee left.race >right.race
printf 'import "left.race";\nimport "right.race";\nthread t { f(); }\n' >equal.race
show pagerace check equal.race
printf 'import "linux.race";\nstruct page mem_map[1];\ninit { user_owns(&mem_map[0]); }\nthread t { put_page(&mem_map[0]); }\n' >put.race
cat >pool.race <<'END'
static bool is_one_of_the_pool(struct page *page) { return PageHuge(page) && hstate.free_huge_pages > 0; }

override int dissolve_free_huge_page(struct page *page) { return is_one_of_the_pool(page) ? -EBUSY : 0; }
END
show pagerace check --quiet --patch pool.race put.race | grep '^-- \|^Result\|^Patched\|^  \|^exit '
echo 'override int disolve_free_huge_page(struct page *page) { return 0; }' >misspelt.race
show pagerace check --patch misspelt.race put.race
cat >needs.race <<'END'
override void __put_single_page(struct page *page) { free_the_page(page, 0); }
override bool free_pages_prepare_order(struct page *page, unsigned int order) { return true; }
END
show pagerace check --patch needs.race put.race
printf 'override void __put_single_page(struct page *page) { }\noverride void __put_single_page(struct page *page) { BUG_ON(true); }\n' >twice.race
show pagerace check --patch twice.race put.race
