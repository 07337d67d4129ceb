#!/usr/bin/env bash
# Measures Dateline, Hugo and Zola with the same articles and prints a table. README.md tells how to read it.
#
#   benches/peers.sh [--tmpfs] [N …]        default: 1000 10000
#
# Hugo and Zola are taken from PATH; one that is not there is left out.
set -euo pipefail
cd "$(dirname "$0")/.."
source benches/measure.sh

arguments "1000 10000" "$@"
generators=(dateline)
for peer in hugo zola; do
    if command -v "$peer" >/dev/null; then
        generators+=("$peer")
    else
        say "$peer is not in PATH: left out"
    fi
done
prepare
rows=()
for size in "${SIZES[@]}"; do
    for generator in "${generators[@]}"; do
        steps "$generator" "$size"
        if [ "$generator" = dateline ]; then
            own=("$COLD" "$NOOP" "$EDIT" "$INSERT")
        fi
        ratios="$(ratio "$COLD" "${own[0]}" 1) | $(ratio "$NOOP" "${own[1]}" 1)"
        ratios+=" | $(ratio "$EDIT" "${own[2]}" 1) | $(ratio "$INSERT" "${own[3]}" 1)"
        rows+=("| $generator | $(cells "$size") | $ratios |")
        say "${rows[-1]}"
    done
done
echo "| | $COLUMNS_HEAD | cold ÷ Dateline | no-op ÷ | edit ÷ | insert ÷ |"
echo "| --- | $COLUMNS_RULE | ---: | ---: | ---: | ---: |"
printf '%s\n' "${rows[@]}"
