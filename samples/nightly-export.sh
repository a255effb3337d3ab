#!/usr/bin/env bash
# Every night: the whole store into a file a day, the newest thirty of which are kept. Wants SHOPIFY_SHOP and its
# credentials in the environment. Ends with the export's own exit code, and says nothing where all is well.
set -euo pipefail
umask 077 # what is written has costs, and is for its owner alone
folder=${1:?wanted the folder for the exports, as in: nightly-export.sh /srv/inventory}
mkdir -p "$folder"
inventory-csv export -o "$folder/{shop}-{date}.csv" --keep 30 --quiet
