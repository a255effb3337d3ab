#!/usr/bin/env bash
# Out to a person and back: a workbook with the titles of the products, edited in any spreadsheet, and imported. What
# others change meanwhile stays. EDIT is the command that opens the workbook and returns when it is closed.
set -euo pipefail
umask 077 # what is written has costs, and is for its owner alone
workbook=${1:-items.xlsx}
inventory-csv export -o "$workbook" --context
${EDIT:-soffice --nologo} "$workbook"
inventory-csv import "$workbook" ${YES:+--yes}
