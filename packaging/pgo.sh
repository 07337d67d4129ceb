#!/usr/bin/env bash
# Makes a profile of the program at work, by which the compiler optimises a second build (profile-guided optimisation).
#
#   packaging/pgo.sh && RUSTFLAGS=-Cprofile-use=$PWD/target/pgo/dateline.profdata packaging/build.sh
#
# Needs llvm-profdata of the LLVM that rustc was made with (`rustc -Vv` says which): the component llvm-tools of rustup, or
# Debian's package llvm-22 with PATH=/usr/lib/llvm-22/bin:$PATH. It says so and stops where there is none. The profile is of
# a first build, a build with nothing changed, one after an edit, and a check, of the demo site and of 2,000 made articles.
# Its two builds were never run to their end where it was written, for want of time: what it gains is not known.
set -euo pipefail
cd "$(dirname "$0")/.."

wanted=$(rustc -Vv | sed -n 's/^LLVM version: \([0-9]*\).*/\1/p')
host=$(rustc -Vv | sed -n 's/^host: //p')
profdata=$(rustc --print sysroot)/lib/rustlib/$host/bin/llvm-profdata
[ -x "$profdata" ] || profdata=$(command -v llvm-profdata || true)
found=
# Old ones do not know --version.
[ -z "$profdata" ] || found=$("$profdata" --version 2> /dev/null | sed -n 's/.*LLVM version \([0-9]*\).*/\1/p') || true
if [ "$found" != "$wanted" ]; then
    echo "pgo.sh: llvm-profdata $wanted is not here (${found:-an older one, or none, is}), so there is no profile" >&2
    exit 1
fi

place=$PWD/target/pgo
raw=$place/raw
rm -rf "$raw" "$place/sites"
mkdir -p "$raw" "$place/sites"
RUSTFLAGS=-Cprofile-generate=$raw cargo build --locked --profile dist --bin dateline \
    --target "$host" --target-dir "$place/build"
program=$place/build/$host/dist/dateline
cp -r content "$place/sites/demo"
mkdir "$place/sites/demo-site"
mv "$place/sites/demo" "$place/sites/demo-site/content"
cargo run --quiet --locked --example corpus -- --articles 2000 --out "$place/sites/corpus" --format dateline
now=2026-11-24T12:00:00+08:00
for site in demo-site corpus; do
    root=$place/sites/$site
    for step in first again edited; do
        if [ $step = edited ]; then
            article=$(find "$root/content" -name '20*.md' | sort | head -1)
            printf '\n这一段是后来加上的。\n' >> "$article"
        fi
        "$program" build --root "$root" --now $now 2> "$place/$site-$step.log" || cat "$place/$site-$step.log" >&2
    done
    "$program" check --root "$root" --now $now > /dev/null 2>&1 || true
done
"$profdata" merge -o "$place/dateline.profdata" "$raw"
ls -l "$place/dateline.profdata"
