#!/usr/bin/env bash
# The whole main job on a store of its own, from nothing: npm run demo. What it leaves is in the folder demo.
set -euo pipefail
umask 077 # what is written has costs, and is for its owner alone
cd "$(dirname "$0")/.."
program="$PWD/dist/jobs/inventory-csv.js" samples="$PWD/samples"
rm -rf demo && mkdir demo && cd demo
cp "$samples/edited.csv" "$samples/ids.txt" .
export SHOPIFY_SHOP=sandbox XDG_STATE_HOME="$PWD/state"

inventory-csv() { node "$program" "$@"; }

# Prints a command, runs it, and ends the demo where its exit code is not the one that is due.
step() {
  local due=$1 code=0
  shift
  printf '\n$ %s\n' "$*"
  "$@" || code=$?
  if [ "$code" -ne "$due" ]; then
    echo "demo: exit code $code, and $due was due" >&2
    exit 1
  fi
  [ "$code" -eq 0 ] || echo "(exit code $code)"
}

say() {
  echo
  printf '# %s\n' "$@"
}

say "A store of 300 items, inside the process, reached over HTTP. Shop: sandbox"
step 0 inventory-csv export -o items.csv
step 0 head -n 4 items.csv
say "Three items by their ids, some columns"
step 0 inventory-csv export --ids ids.txt --columns id,sku,cost,harmonized_system_code
say "A sheet with one of everything: a cost, an HS code with a leading zero, country codes, a row that only" \
  "looks different, a row with a lost zero, an unknown id, and two rows that contradict each other"
step 0 cat edited.csv
say "What would it change? Nothing is written to the shop. Exit code 1: some rows cannot be applied"
step 1 inventory-csv plan edited.csv
say "Send the changes"
step 1 inventory-csv import edited.csv --yes
run=$(ls -d runs/*-import-sandbox)
say "Every row is accounted for"
step 0 cat "$run/results.csv"
say "The rows that a person has to fix, ready to be fixed and imported"
step 0 cat "$run/retry.csv"
say "The same sheet again changes nothing"
step 1 inventory-csv import edited.csv --yes
say "The export from the beginning is older than these changes. Its base shows that, and it reverts none of them"
step 0 inventory-csv plan items.csv
say "A fresh export asks for nothing: every row is as the shop has it, and the exit code is 0"
step 0 inventory-csv export -o fresh.csv
step 0 inventory-csv import fresh.csv --yes
