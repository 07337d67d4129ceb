#!/usr/bin/env bash
# Measures the first command: a release build in a fresh clone, with the libraries downloaded. README.md tells how to read it.
#
#   benches/first.sh [OPTION …]        options are those of `cargo build`: --no-default-features
#
# COMMIT (HEAD) names what is built. Prints one row of a Markdown table. Two runs are compared only if nothing else runs.
set -euo pipefail
cd "$(dirname "$0")/.."

commit=$(git rev-parse --short "${COMMIT:-HEAD}")
bench=${BENCH_DIR:-target/bench}
mkdir -p "$bench"
place=$(mktemp -d "$(realpath "$bench")/first.XXXXXX")
trap 'rm -rf "$place"' EXIT
git clone --quiet --no-checkout . "$place/clone"
cd "$place/clone"
git checkout --quiet --detach "$commit"
cargo fetch --quiet --locked
crates=$(cargo tree --quiet --locked -e normal,build --prefix none "$@" | awk 'NF { print $1, $2 }' | sort -u | wc -l)
TIMEFORMAT='%U %S %R'
read -r user system wall < <({ time cargo build --quiet --release --locked "$@" >&2; } 2>&1 | tail -1)
program=target/release/dateline
[ -x $program ]
awk -v name="$commit $*" -v crates="$crates" -v cpu="$user $system" -v wall="$wall" -v bytes="$(stat -c %s $program)" 'BEGIN {
    split(cpu, part, " ")
    printf "| %s | %d | %.0f | %.0f | %.1f MB |\n", name, crates, part[1] + part[2], wall, bytes / 1e6
}'
