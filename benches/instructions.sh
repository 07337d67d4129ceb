#!/usr/bin/env bash
# Counts the instructions of a cold build on one thread, and where they go. README.md tells how to read it.
#
#   benches/instructions.sh [N]        default: 1000
#
# Needs valgrind. The numbers are the same in every run, however busy the machine is; what the kernel does is not among them.
set -euo pipefail
cd "$(dirname "$0")/.."
source benches/measure.sh

# What is told: a label, and a part of the function's name as callgrind writes it. A function counts with all that it calls.
PARTS='reading documents|content::document::front_matter::parse
  front matter as YAML|content::yaml::parse_within
  facts of the text, and passages|markdown::analysis::read
  copy rules|front_matter::passages::findings
  characters that should not be there|copy::characters::find
the data of pages|page::reader::Reader>::page
fingerprints|page::render::fingerprint
drawing|page::render::render
  Markdown to HTML|markdown::html::html
  data handed to the template engine|tera::context::Context::insert
  templates|templates::Templates::draw'

arguments 1000 "$@"
cargo build --quiet --locked --profile profiling --bin dateline --example corpus
PLACE=$(mktemp -d "${TMPDIR:-/tmp}/dateline-instructions.XXXXXX")
trap 'rm -rf "$PLACE"' EXIT
site=$PLACE/site
target/profiling/examples/corpus --articles "${SIZES[0]}" --seed "$SEED" --out "$site" --format dateline
valgrind --tool=callgrind --callgrind-out-file="$PLACE/calls" \
    target/profiling/dateline build --root "$site" --output "$PLACE/public" --now "$NOW" --jobs 1 >"$PLACE/log" 2>&1 || {
    cat "$PLACE/log" >&2
    exit 1
}
callgrind_annotate --inclusive=yes --threshold=100 --show-percs=no "$PLACE/calls" >"$PLACE/inclusive"
if [ "${CALLS:-}" ]; then cp "$PLACE/calls" "$CALLS"; fi
total=$(awk '/PROGRAM TOTALS/ { gsub(",", "", $1); print $1 }' "$PLACE/inclusive")
row() { awk -v n="$2" -v all="$total" -v label="$1" 'BEGIN { printf "| %s | %.1f | %.1f |\n", label, n / 1e6, 100 * n / all }'; }
echo "| a cold build of ${SIZES[0]} articles | million instructions | % |"
echo "| --- | ---: | ---: |"
row "all" "$total"
while IFS='|' read -r label name; do
    # The first that is named so: a function that calls itself is listed once for each way to it.
    count=$(awk -v name="$name" 'index($0, name) { gsub(",", "", $1); print $1; exit }' "$PLACE/inclusive")
    if [ -z "$count" ]; then
        say "no function is named $name: PARTS has to follow the code"
        exit 1
    fi
    row "${label//  /… }" "$count"
done <<<"$PARTS"
