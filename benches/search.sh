#!/usr/bin/env bash
# Measures the search on text like that of real news: search.sh [--pagefind] [N …] (default: 1000 10000).
#
# Prints three tables: what the search adds to a build, what its files weigh and how many change when an article comes,
# changes or goes; what answers cost and whether they are right; with --pagefind the same of Pagefind (npm), whose
# files are made of the same pages. Needs Node and Python 3 with pip; Pagefind also needs Chromium.
set -euo pipefail
cd "$(dirname "$0")/.."
. benches/measure.sh
PAGEFIND=
if [ "${1:-}" = --pagefind ]; then
    PAGEFIND=yes
    shift
fi
arguments "1000 10000" "$@"
prepare
if [ "$PAGEFIND" ]; then
    npm ci --silent --no-audit --no-fund --prefix tests/browser
    npm install --silent --no-audit --no-fund --prefix "$PLACE/npm" pagefind >&2
fi

# Builds $SITE into $1 after removing what is remembered.
cold() {
    rm -rf "$SITE/.dateline"
    build dateline "$1"
}

# Prints how many search files differ between the hashes of before and after.
changed() {
    hashes "$OUT/search" "$PLACE/after"
    diff "$PLACE/before" "$PLACE/after" | awk '{ print $3 }' | sort -u | grep -c . || true
    mv "$PLACE/after" "$PLACE/before"
}

# Prints "<index bytes> <text bytes> <files>" of the search files in $OUT, compressed as hosts do.
weigh() {
    python3 - "$OUT/search" <<'PYTHON'
import gzip, pathlib, sys
index = text = files = 0
for place in pathlib.Path(sys.argv[1]).rglob("*.js"):
    size = len(gzip.compress(place.read_bytes(), 6))
    files += 1
    if place.name.startswith("t") and place.name[1:-3].isdigit():
        text += size
    else:
        index += size
print(index, text, files)
PYTHON
}

# Prints the characters of all titles and texts of $SITE.
characters() {
    python3 - "$SITE/content" <<'PYTHON'
import pathlib, sys
total = 0
for place in pathlib.Path(sys.argv[1]).rglob("*.md"):
    _, head, body = place.read_text(encoding="utf-8").split("---\n", 2)
    total += len(body.replace("\\", "").strip()) + len(head.split('"')[1])
print(total)
PYTHON
}

echo "| articles | cold s, without search | CPU more | MiB, without | index, text: kB per 1,000 characters | files | insert, edit of an old one, removal: files |"
echo "| --- | --- | --- | --- | --- | --- | --- |"
for n in "${SIZES[@]}"; do
    SITE=$PLACE/$n OUT=$PLACE/$n-out
    BENCH_DIR=$PLACE/.. python3 benches/natural.py --articles "$n" --out "$SITE"
    with=() without=() cpu=() bare=() peaks=() bare_peaks=()
    for _ in $(seq "$RUNS"); do
        rm -rf "$OUT"
        cold "$OUT"
        with+=("$WALL") cpu+=("$CPU") peaks+=("$PEAK")
        echo "search: false" >>"$SITE/content/site.yaml"
        rm -rf "$PLACE/bare"
        cold "$PLACE/bare"
        without+=("$WALL") bare+=("$CPU") bare_peaks+=("$PEAK")
        sed -i '/^search: false$/d' "$SITE/content/site.yaml"
    done
    rm -rf "$PLACE/bare"
    cold "$OUT"
    read -r index text files < <(weigh)
    length=$(characters)
    hashes "$OUT/search" "$PLACE/before"
    BENCH_DIR=$PLACE/.. python3 benches/natural.py --articles "$n" --out "$SITE" --insert 1 >"$PLACE/inserted"
    build dateline "$OUT"
    inserted=$(changed)
    # An article two fifths of the way into the ten years: in a complete five of years.
    old=$(find "$SITE/content" -name "*-n$((n / 5)).md" -print -quit)
    sed -i '$ s/$/编辑补记十个新字吧/' "$old"
    build dateline "$OUT"
    edited=$(changed)
    mv "$old" "$PLACE/old.md"
    build dateline "$OUT" --allow-removals
    removed=$(changed)
    mv "$PLACE/old.md" "$old"
    rm "$SITE/$(cat "$PLACE/inserted")"
    cold "$OUT" --allow-removals
    more=$(awk -v a="$(median "${cpu[@]}")" -v b="$(median "${bare[@]}")" 'BEGIN { printf "%.0f %%", (a / b - 1) * 100 }')
    echo "| $n | $(median "${with[@]}"), $(median "${without[@]}") | $more | $(median "${peaks[@]}"), $(median "${bare_peaks[@]}") | $(ratio "$index" "$length" 2), $(ratio "$text" "$length" 2) | $files | $inserted, $edited, $removed |"
done
for n in "${SIZES[@]}"; do
    echo
    if [ "$PAGEFIND" ]; then
        measure "$PLACE/npm/node_modules/.bin/pagefind" --site "$PLACE/$n-out" --root-selector article
        say "Pagefind, $n articles: $WALL s, $CPU s of CPU, $PEAK MiB"
        node benches/search.mjs "$PLACE/$n" "$PLACE/$n-out" --pagefind
    else
        node benches/search.mjs "$PLACE/$n" "$PLACE/$n-out"
    fi
done
