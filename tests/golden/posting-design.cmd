# The design of a posting, run beside the kernel that it is against: what is new, what was tried, and the reply.
posting=docs/kernel/contig-returns-early.mbox
ask() {
	echo "-- pagerace patch $*"
	pagerace patch "$@" 2>&1
	echo "exit $?"
}
here="--environment none --scenarios examples/contiguous-range-while-offlining.race --scenarios examples/t4-block-never-goes-offline.race \
	--scenarios examples/late-put.race"
ask $posting --design docs/kernel/contig-returns-early.race $here
ask $posting --design docs/kernel/contig-returns-early.race $here --reply

# What is not filled in changes nothing, so that there is nothing to say.
pagerace patch --kernel 6.12 --skeleton $SCRATCH/skeleton.race $posting > $SCRATCH/said
ask $posting --design $SCRATCH/skeleton.race $here
ask $posting --design $SCRATCH/skeleton.race $here --reply

# What breaks something, and is a patch for any kernel.
cat > $SCRATCH/broken.race <<'END'
/* broken.race: who fails to isolate goes on. */
override int alloc_contig_range(int start_pfn, int end_pfn)
{
	start_isolate_page_range(start_pfn, end_pfn, 0);
	for (int pfn = start_pfn; pfn < end_pfn; pfn++)
		prep_new_page(pfn_to_page(pfn), WITH_DRIVER);
	undo_isolate_page_range(start_pfn, end_pfn);
	if (start_pfn > end_pfn)
		return -EBUSY;
	return 0;
}
END
ask $posting --kernel 6.12 --design $SCRATCH/broken.race $here --reply
ask tests/patch/early-return.mbox --kernel 6.12 --design $SCRATCH/broken.race \
	--environment none --scenarios examples/t4-block-never-goes-offline.race

# Nothing that was named comes by it; it is wrong; it stands on another kernel; options that do not fit.
ask $posting --design docs/kernel/contig-returns-early.race --environment none --scenarios examples/late-put.race
echo 'override int alloc_contig_range(int start_pfn, int end_pfn) { return nobody(); }' > $SCRATCH/wrong.race
ask $posting --design $SCRATCH/wrong.race $here
ask $posting --kernel 6.17 --design docs/kernel/contig-returns-early.race $here
ask tests/patch/nothing.diff --design docs/kernel/contig-returns-early.race $here --reply
ask $posting --reply
ask $posting --design $SCRATCH/wrong.race --skeleton $SCRATCH/new.race

# No time: nothing is known, and nothing is said. The same for programs.
ask $posting --design docs/kernel/contig-returns-early.race $here --budget 0.001s
ask $posting --design docs/kernel/contig-returns-early.race $here --budget 0.001s --reply
ask $posting --design docs/kernel/contig-returns-early.race $here --json |
	grep '"exit"\|"reply"\|"baseline"\|"change"\|"from"\|"to"\|"never_ran"\|"left_out"\|"not_reached"\|^exit\|late-put'
