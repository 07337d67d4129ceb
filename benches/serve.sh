#!/usr/bin/env bash
# Measures the live preview with sites of several sizes and prints a table. README.md tells how to read it.
#
#   benches/serve.sh [--tmpfs] [N …]        default: 1000 10000 100000
set -euo pipefail
cd "$(dirname "$0")/.."
source benches/measure.sh

arguments "1000 10000 100000" "$@"
prepare
rows=()
for size in "${SIZES[@]}"; do
    say "serve, $size articles"
    SITE=$PLACE/serve-$size
    mkdir -p "$SITE"
    "$CORPUS" --articles "$size" --seed "$SEED" --out "$SITE" --format dateline
    rows+=("| $size | $(python3 benches/serve.py "$DATELINE" "$SITE" "$NOW" "$CORPUS" "$size" "$SEED") |")
    say "${rows[-1]}"
done
echo "| N | first page cold s | warm s | article ms (most) | list ms | edit ms (most) | new article ms | MiB at start | MiB at end |"
echo "| ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: | ---: |"
printf '%s\n' "${rows[@]}"
