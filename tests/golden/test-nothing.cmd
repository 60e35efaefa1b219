exec 2>&1
mkdir $SCRATCH/typo $SCRATCH/fragments
echo 'const int N = 1' >$SCRATCH/typo/typo.race
echo 'const int N = 1;' >$SCRATCH/fragments/n.race
pagerace test $SCRATCH/typo; echo "exit $?"
pagerace test $SCRATCH/fragments; echo "exit $?"
pagerace test $SCRATCH/fragments/n.race; echo "exit $?"
rm -r $SCRATCH/typo $SCRATCH/fragments
