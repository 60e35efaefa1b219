# With the patch a search meets its limit, and without it not: what held is unknown, and not broken.
cp examples/kcore-waits-for-driver.race $SCRATCH/kcore.race
cd $SCRATCH || exit
cat > longer.race <<'END'
override void virtio_mem_clear_fake_offline(int pfn, int nr_pages)
{
	page_offline_begin();
	for (int end = pfn + nr_pages; pfn < end; pfn++)
		__ClearPageOffline(pfn_to_page(pfn));
	page_offline_end();
}
END
for states in 292 1000; do
	pagerace compare --baseline 6.12 --patch longer.race --max-states $states -j 1 --property unplugged_frame_is_never_read kcore.race
	echo "exit $?"
done
