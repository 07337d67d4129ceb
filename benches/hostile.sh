#!/usr/bin/env bash
# Doubles every hostile input and prints a table; fails where the cost grows with the square. README.md tells how to read it.
#
#   benches/hostile.sh [--tmpfs] [NAME …]        default: all inputs
set -euo pipefail
cd "$(dirname "$0")/.."
source benches/measure.sh

arguments "" "$@"
prepare
python3 benches/hostile.py measure "$DATELINE" "$PLACE" "$RUNS" ${SIZES[@]+"${SIZES[@]}"}
