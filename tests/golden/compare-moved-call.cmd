# A patch that opens up a call has the violation of 6.12 in a call less, and one that puts the lines into a function has it in one
# more. Where the longer way is still there, nobody can say. A put that was not there is new.
cp examples/late-put.race $SCRATCH/late-put.race
cd $SCRATCH || exit
cat > opened.race <<'END'
override void free_pcppages_bulk(struct page *page)
{
	spin_lock(&zone.lock);
	__free_one_page(page);
	spin_unlock(&zone.lock);
}
END
cat > moved.race <<'END'
override void __free_pages_ok(struct page *page)
{
	free_unref_page(page);
}
override void __put_single_page(struct page *page)
{
	__free_pages_ok(page);
}
END
cat > both.race <<'END'
override void free_pcppages_bulk(struct page *page)
{
	if (any(0 .. 1)) {
		free_one_page(page);
		return;
	}
	spin_lock(&zone.lock);
	__free_one_page(page);
	spin_unlock(&zone.lock);
}
END
cat > twice.race <<'END'
override void free_pcppages_bulk(struct page *page)
{
	free_one_page(page);
	free_one_page(page);
}
END
for patch in opened moved both twice; do
	echo "-- $patch"
	pagerace compare --baseline 6.12 --patch $patch.race --property offline_page_never_reaches_the_buddy late-put.race
	echo "exit $?"
done
