#!/usr/bin/env bash
# Measures Dateline, Hugo and Zola with the same articles and prints a table. README.md tells how to read it.
#
#   benches/peers.sh [--tmpfs] [N …]        default: 1000 10000
#
# Hugo and Zola are taken from PATH; one that is not there is left out. TABLE (target/bench/peers.tsv) is written too, one
# row a measurement: benches/chart.py draws the README's chart from the one in benches/results.
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
table=${TABLE:-target/bench/peers.tsv}
mkdir -p "$(dirname "$table")"
{
    echo "# benches/peers.sh $*: seconds and MiB, medians of $RUNS, $(nproc) cores, $(uname -sm), $(date -u +%F)"
    printf '%s\t' generator version articles cold noop edit insert
    echo memory
} >"$table"

# Prints the version of a generator.
version() {
    case $1 in
        dateline) "$DATELINE" --version | cut -d' ' -f2- ;;
        hugo) hugo version | grep -o 'v[0-9.]*' | head -1 ;;
        zola) zola --version | cut -d' ' -f2 ;;
    esac
}

rows=()
for size in "${SIZES[@]}"; do
    for generator in "${generators[@]}"; do
        steps "$generator" "$size"
        printf '%s\t' "$generator" "$(version "$generator")" "$size" "$COLD" "$NOOP" "$EDIT" "$INSERT" >>"$table"
        echo "$MEMORY" >>"$table"
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
