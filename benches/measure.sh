# What scale.sh and peers.sh share: making a site, running a build, taking medians. Sourced, never run.
#
# BENCH_DIR  where everything is made (default: target/bench); a folder of its own in it, removed at the end
# RUNS       runs of every step; the medians are told (default: 3)
# PROFILE    profile of the Dateline binary: release or dist (default: release)
# SEED       seed of the corpus (default: 1)
# DATELINE, CORPUS   programs that are there already; what is not named is compiled first

# One order of sorting and one decimal point everywhere.
export LC_ALL=C
RUNS=${RUNS:-3}
PROFILE=${PROFILE:-release}
SEED=${SEED:-1}
# The clock of every build: the last hour of the corpus.
NOW=2026-06-30T23:30:00+08:00

say() { echo "$*" >&2; }

# Takes `[--tmpfs] [N …]` apart; $1 has the sizes where none is given. Sets TMPFS and SIZES.
arguments() {
    local sizes=$1
    shift
    if [ "${1:-}" = --tmpfs ]; then
        TMPFS=yes
        shift
    fi
    SIZES=("$@")
    if [ $# = 0 ]; then read -ra SIZES <<<"$sizes"; fi
}

# Takes the place, a fresh folder. Nothing is removed before the end: see "Traps" in README.md.
prepare() {
    local bench=${BENCH_DIR:-target/bench}
    mkdir -p "$bench"
    PLACE=$(mktemp -d "$(realpath "$bench")/run.XXXXXX")
    trap clean EXIT
    if [ "${TMPFS:-}" ]; then
        mount -t tmpfs -o size=90% dateline-bench "$PLACE" || {
            say "tmpfs cannot be mounted here: name a folder on one in BENCH_DIR instead"
            exit 1
        }
    fi
    if [ -z "${DATELINE:-}" ]; then
        cargo build --quiet --locked --profile "$PROFILE" --bin dateline
        DATELINE=$PWD/target/$PROFILE/dateline
    fi
    if [ -z "${CORPUS:-}" ]; then
        cargo build --quiet --locked --release --example corpus
        CORPUS=$PWD/target/release/examples/corpus
    fi
}

clean() {
    if [ "${TMPFS:-}" ] && mountpoint -q "$PLACE"; then umount "$PLACE"; fi
    rm -rf "$PLACE"
}

# Runs a command: sets WALL and CPU (user) in seconds and PEAK in MiB. What it says is shown if it fails.
measure() {
    local result=$PLACE/result log=$PLACE/log
    sync
    if ! timed "$result" "$@" >"$log" 2>&1; then
        cat "$log" >&2
        exit 1
    fi
    read -r WALL CPU PEAK <"$result"
}

# Runs a command and writes seconds, seconds of user CPU and MiB to the file $1.
timed() {
    local result=$1
    shift
    if command -v python3 >/dev/null; then
        python3 - "$result" "$@" <<'PYTHON'
import os, subprocess, sys, time
start = time.perf_counter()
child = subprocess.Popen(sys.argv[2:])
_, status, usage = os.wait4(child.pid, 0)
wall = time.perf_counter() - start
open(sys.argv[1], "w").write(f"{wall:.3f} {usage.ru_utime:.3f} {usage.ru_maxrss // 1024}\n")
sys.exit(os.waitstatus_to_exitcode(status))
PYTHON
    else
        /usr/bin/time -o "$result.kib" -f '%e %U %M' "$@" || return
        awk '{ print $1, $2, int($3 / 1024) }' "$result.kib" >"$result"
    fi
}

# Prints the median of its arguments; of an even number the lower one of the two.
median() { printf '%s\n' "$@" | sort -g | sed -n "$((($# + 1) / 2))p"; }

# Prints $1 / $2, with $3 decimals.
ratio() { awk -v a="$1" -v b="$2" -v d="$3" 'BEGIN { printf "%.*f", d, b ? a / b : 0 }'; }

# Builds the site $SITE into $2 with generator $1; further arguments are the generator's.
build() {
    local generator=$1 output=$2
    shift 2
    case $generator in
        dateline) measure "$DATELINE" build --root "$SITE" --output "$output" --now "$NOW" "$@" ;;
        hugo) measure hugo build --quiet --noBuildLock --buildFuture --source "$SITE" --destination "$output" "$@" ;;
        zola) measure zola --root "$SITE" build --force --output-dir "$output" "$@" ;;
    esac
}

# Lists the files of an output with their hashes.
hashes() { (cd "$1" && find . -type f ! -name '.dateline*' -print0 | xargs -0 md5sum) | sort >"$2"; }

# Adds a paragraph to the article of number $1.
edit() {
    local file
    file=$(find "$SITE/content" -name "*-$(printf %07d "$1").md" -print -quit)
    printf '\n%s\n' '编辑补记：本段是为测量而添加的。' >>"$file"
}

# Adds the $2-th article after a corpus of $1 articles.
insert() { "$CORPUS" --articles "$1" --seed "$SEED" --out "$SITE" --format "$GENERATOR" --insert "$2" >/dev/null; }

# Counts the files that one build, after a change, writes anew. Dateline reports it; others are compared.
count_files() {
    local output=$1
    if [ "$GENERATOR" = dateline ]; then
        build dateline "$output" --report "$PLACE/report.json"
        FILES=$(grep -m1 -o '"written": [0-9]\+' "$PLACE/report.json" | grep -o '[0-9]\+')
    else
        hashes "$output" "$PLACE/before"
        build "$GENERATOR" "$output"
        hashes "$output" "$PLACE/after"
        FILES=$(comm -13 "$PLACE/before" "$PLACE/after" | wc -l)
    fi
}

# Runs every step of a generator ($1) with $2 articles, each RUNS times; sets the medians
# COLD COPY NOOP EDIT EDIT_FILES INSERT INSERT_FILES MEMORY USER_TIME.
steps() {
    GENERATOR=$1
    local size=$2 run output
    local cold=() cpu=() memory=() copy=() noop=() edits=() inserts=()
    SITE=$PLACE/$GENERATOR-$size/site
    output=$PLACE/$GENERATOR-$size/public
    say "$GENERATOR, $size articles"
    mkdir -p "$SITE"
    "$CORPUS" --articles "$size" --seed "$SEED" --out "$SITE" --format "$GENERATOR"
    for run in $(seq "$RUNS"); do
        # What an earlier run remembers is moved away, not removed.
        if [ -e "$SITE/.dateline" ]; then mv "$SITE/.dateline" "$output-$((run - 1)).record"; fi
        build "$GENERATOR" "$output-$run"
        cold+=("$WALL") cpu+=("$CPU") memory+=("$PEAK")
        measure cp -r "$output-$run" "$output-$run.copy"
        copy+=("$WALL")
    done
    output=$output-$RUNS
    for run in $(seq "$RUNS"); do
        build "$GENERATOR" "$output"
        noop+=("$WALL")
    done
    edit $((size / 2))
    count_files "$output"
    EDIT_FILES=$FILES
    for run in $(seq "$RUNS"); do
        edit $((size / 2 + run))
        build "$GENERATOR" "$output"
        edits+=("$WALL")
    done
    insert "$size" 0
    count_files "$output"
    INSERT_FILES=$FILES
    for run in $(seq "$RUNS"); do
        insert "$size" "$run"
        build "$GENERATOR" "$output"
        inserts+=("$WALL")
    done
    COLD=$(median "${cold[@]}")
    COPY=$(median "${copy[@]}")
    NOOP=$(median "${noop[@]}")
    EDIT=$(median "${edits[@]}")
    INSERT=$(median "${inserts[@]}")
    MEMORY=$(median "${memory[@]}")
    USER_TIME=$(ratio "$(median "${cpu[@]}")" "$size" 6 | awk '{ print int($1 * 1000000 + 0.5) }')
}

COLUMNS_HEAD="N | cold s | ÷ cp -r | no-op s | edit s (files) | insert s (files) | peak MB | user CPU µs/article"
COLUMNS_RULE="---: | ---: | ---: | ---: | ---: | ---: | ---: | ---:"

# Prints what steps() measured, as the cells of a row.
cells() {
    echo "$1 | $COLD | $(ratio "$COLD" "$COPY" 2) | $NOOP | $EDIT ($EDIT_FILES) | $INSERT ($INSERT_FILES) | $MEMORY | $USER_TIME"
}
