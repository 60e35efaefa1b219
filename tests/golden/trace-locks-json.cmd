pagerace check -q --trace "$SCRATCH/t.json" tests/vocabulary/rwsem-behind-a-writer.race >/dev/null; sed -n '/"standing"/,/"final_state"/p' "$SCRATCH/t.json"
