# --promote adds what is missing, by the name of the kernel that ran.
PAGERACE_LIBRARY=$PWD/model/linux; export PAGERACE_LIBRARY
late=$PWD/examples/late-put.race
cd $SCRATCH || exit
grep -v '^expect' $late >none.race
grep -v '^expect off\|^expect unplugged.*violated' $late >some.race
for file in none some; do
	pagerace test --promote $file.race; echo "exit $?"
	grep '^expect' $file.race
	pagerace test $file.race; echo "exit $?"
done
