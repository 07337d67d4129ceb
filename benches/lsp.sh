#!/usr/bin/env bash
# Measures the language server with sites of several sizes and prints a table. README.md tells how to read it.
#
#   benches/lsp.sh [--tmpfs] [N …]          default: 1000 10000
set -euo pipefail
cd "$(dirname "$0")/.."
source benches/measure.sh

arguments "1000 10000" "$@"
prepare
# The server has no clock to be set but this one.
export SOURCE_DATE_EPOCH
SOURCE_DATE_EPOCH=$(date -d "$NOW" +%s)
rows=()
for size in "${SIZES[@]}"; do
    say "lsp, $size articles"
    SITE=$PLACE/lsp-$size
    mkdir -p "$SITE"
    "$CORPUS" --articles "$size" --seed "$SEED" --out "$SITE" --format dateline
    rows+=("| $size | $(python3 benches/lsp.py "$DATELINE" "$SITE") |")
    say "${rows[-1]}"
done
echo "| N | initialise ms | change ms (most) | place ms (most) | save ms (most) | link ms (most) | tag or key ms (most) | hover ms (most) | MiB |"
echo "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
printf '%s\n' "${rows[@]}"
