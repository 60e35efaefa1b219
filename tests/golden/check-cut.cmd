cat > $SCRATCH/cut.txt <<'END'
int x;
thread z { x = 1; int l __range(0, 3) = 2; BUG_ON(l == 2); x = 2; }
property never_two { always (x != 2) }
END
pagerace check --verbose $SCRATCH/cut.txt | grep '^built-in'
pagerace check -p never_two $SCRATCH/cut.txt
