# Postings that cannot be read.
cd $SCRATCH || exit
ask() {
	echo "-- pagerace patch $*"
	pagerace patch "$@" 2>&1
	echo "exit $?"
}
ask
ask missing.mbox
ask --kernel 9.x missing.mbox
echo 'words' > words.mbox
ask words.mbox
mkdir empty
ask empty
printf 'Subject: Re: x\n\n--- a/x.c\n+++ b/x.c\n' > reply.mbox
ask reply.mbox
printf 'Subject: x\n\n--- a/x.c\n+++ b/x.c\n@@ -1,2 +1,2 @@\n-a\nthat was wrapped\n' > wrapped.mbox
ask wrapped.mbox
printf 'Subject: x\n\n--- a/x.c\n+++ b/x.c\n@@ -1,20 +1,20 @@\n-a\n+b\n' > short.mbox
ask short.mbox
printf 'Subject: x\nContent-Transfer-Encoding: base64\n\n(((\n' > base64.mbox
ask base64.mbox
