cat > $SCRATCH/least.txt <<'END'
const long N = 1;
long x;
thread t { x = N; }
property p { at_end (x < -9223372036854775807) }
END
pagerace check --quiet -D N=-9223372036854775808 --timeout 0.5m $SCRATCH/least.txt
pagerace check --quiet -D N=-9223372036854775809 $SCRATCH/least.txt 2>&1
