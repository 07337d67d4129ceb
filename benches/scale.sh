#!/usr/bin/env bash
# Measures Dateline with sites of several sizes and prints a table. README.md tells how to read it.
#
#   benches/scale.sh [--tmpfs] [N …]        default: 1000 10000 100000
set -euo pipefail
cd "$(dirname "$0")/.."
source benches/measure.sh

arguments "1000 10000 100000" "$@"
prepare
rows=()
for size in "${SIZES[@]}"; do
    steps dateline "$size"
    rows+=("| $(cells "$size") |")
    say "${rows[-1]}"
done
echo "| $COLUMNS_HEAD |"
echo "| $COLUMNS_RULE |"
printf '%s\n' "${rows[@]}"
