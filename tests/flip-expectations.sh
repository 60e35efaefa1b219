#!/usr/bin/env bash
# Says of each expectation of each small example the opposite, one at a time: `pagerace test` must notice every one of them.
#   tests/flip-expectations.sh PAGERACE
set -euo pipefail
pagerace=$1
folder=$(mktemp -d)
trap 'rm -rf "$folder"' EXIT
cp -r "$(dirname "$0")/../examples" "$folder"
# Those that are searched in no time: each is searched once for each of its expectations.
cd "$folder/examples"
examples=(classic/*.race store/*.race late-put.race lost-reference.race t1-*.race t2-*.race t3-*.race t4-*.race)
flipped=0
missed=0

flip() {
  sed -E "$2{ s/: holds/: violated/; t; s/: violated( depth [0-9]+)?/: holds/; t; s/: vacuous/: holds/; t; s/: ([0-9]+)/: 9\1/ }" "$1"
}

while IFS=: read -r file line text; do
  flip "$file" "$line" >"$folder/flipped.race"
  flipped=$((flipped + 1))
  mv "$file" "$folder/original.race" && mv "$folder/flipped.race" "$file"
  if "$pagerace" test "$file" >/dev/null 2>&1; then
    echo "nobody notices when this is flipped: ${file#"$folder/"}:$line: $text"
    missed=$((missed + 1))
  fi
  mv "$folder/original.race" "$file"
done < <(cd "$folder/examples" && grep -n '^expect ' "${examples[@]}" | sed "s#^#$folder/examples/#")

echo "$flipped expectations flipped, $missed of them unnoticed"
[ "$flipped" -gt 0 ] && [ "$missed" -eq 0 ]
