#!/usr/bin/env bash
# Once, and safely: new costs and HS codes from a supplier's list, whose titles are its own and whose key is the SKU.
# Shows the plan, and stops; called with `send` behind the file it carries it out. Undo with: inventory-csv undo RUN
set -euo pipefail
umask 077 # what is written has costs, and is for its owner alone
list=${1:?wanted the list, as in: supplier-list.sh supplier.csv, and then: supplier-list.sh supplier.csv send}
titles=(--map "Item no.=sku" --map "Purchase price=cost" --map "Customs code=harmonized_system_code")
# More than this would be another list than the one that was looked at.
limits=(--max-changes 6000 --max-clears 0)
if [ "${2:-}" = send ]; then
  inventory-csv import "$list" "${titles[@]}" "${limits[@]}" --yes
else
  inventory-csv plan "$list" "${titles[@]}" "${limits[@]}"
fi
