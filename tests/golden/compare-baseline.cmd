# What patches do to the violations that 6.12 has: one that frees the page in another place, of which the property's outcome says
# nothing, one that is the same in other words, one that mends, one that no thread executes.
cp examples/t5-put-between-going-and-cancel.race $SCRATCH/t5.race
cd $SCRATCH || exit
cat > frees.race <<'END'
override void virtio_mem_fake_offline_going_offline(int pfn, int nr_pages)
{
	for (int end = pfn + nr_pages; pfn < end; pfn++)
		put_page(pfn_to_page(pfn));
}
END
cat > same.race <<'END'
override void virtio_mem_fake_offline_going_offline(int pfn, int nr_pages)
{
	for (; nr_pages > 0; nr_pages--, pfn++)
		WARN_ON(!page_ref_dec_and_test(pfn_to_page(pfn)));
}
END
cat > never.race <<'END'
override void virtio_mem_fake_offline_going_offline(int pfn, int nr_pages) { }
override void virtio_mem_fake_offline_cancel_offline(int pfn, int nr_pages) { }
END
echo 'override struct page *alloc_pag(void) { return NULL; }' > typo.race
echo 'override struct page *alloc_page(void) { return NULL; }' > idle.race
compare() {
	echo "-- $*"
	table=$(pagerace compare "$@"); status=$?
	echo "$table" | grep -v 'further propert'
	echo "exit $status"
}
compare --baseline 6.12 --patch frees.race t5.race
compare --baseline 6.12 --patch same.race t5.race
compare --baseline 6.12 --patch never.race t5.race
compare --baseline 6.12 --patch idle.race t5.race
compare --baseline 6.12 --kernel 6.15 --kernel frozen --summary t5.race
compare --baseline 6.12 --patch same.race --max-states 500 --property unplugged_frame_is_never_allocatable \
	--property no_page_is_lost t5.race
compare --baseline 6.12 --patch same.race --format markdown --summary t5.race
compare --baseline 6.12 --patch none.race --summary t5.race
compare --baseline 6.12 --patch typo.race --summary t5.race
compare --baseline 5.4 --patch same.race t5.race
