cat >$SCRATCH/wait.txt <<'END'
import "vocabulary.race";
wait_queue_head_t wq;
int done;
thread sleeper { wait_event(wq, READ_ONCE(done)); }
END
cat >$SCRATCH/start.txt <<'END'
int x;
thread first { x = 1; }
thread second {
	int few __range(0, 3) = 2;
	few += 2;
	x = few;
}
END
pagerace check $SCRATCH/wait.txt | sed '/^Result:/,$d'
pagerace check $SCRATCH/start.txt | sed '/^Result:/,$d'
