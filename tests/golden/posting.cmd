# What a posting touches of the model, and the design to fill in.
folder=tests/patch
ask() {
	echo "-- pagerace patch $*"
	pagerace patch "$@" 2>&1
	echo "exit $?"
}
ask --kernel 6.12 $folder/early-return.mbox
ask --kernel 6.12 --skeleton $SCRATCH/kinds.race $folder/kinds.patch
ask $folder/nothing.diff
ask $folder/folder
ask --json $folder/nothing.diff

# What is to be filled in is a design as it stands, and behaves as what it stands on.
verdict() { pagerace check --quiet --engine interpret "$@" 2>&1 | grep '^Result\|^Kernel\|^States\|error'; }
verdict --kernel $SCRATCH/kinds.race examples/t5-put-between-going-and-cancel.race
verdict --kernel 6.12 examples/t5-put-between-going-and-cancel.race

# A range of a tree.
tree=$SCRATCH/tree
git init -q $tree && mkdir $tree/mm || exit
commit() {
	git -C $tree add . && GIT_AUTHOR_DATE='2025-01-06 10:00 +0000' GIT_COMMITTER_DATE='2025-01-06 10:00 +0000' \
		git -C $tree -c user.name=T -c user.email=t@example.org -c commit.gpgsign=false commit -q -m "$1"
}
printf 'void __put_page(struct page *page)\n{\n\told(page);\n}\n' > $tree/mm/swap.c
commit 'mm: first'
sed -i s/old/new/ $tree/mm/swap.c
commit 'mm/swap: free what is new'
ask --tree $tree HEAD~1..HEAD
ask --tree $tree HEAD..HEAD
ask --tree $tree --output=mm/swap.c
ask --tree $tree nobody..HEAD
