#!/usr/bin/env bash
# Installs each package that `packaging/build.sh` made into a clean place and builds the demo site with it; the sites must
# be the same, byte for byte. What is installed is taken away again, and nothing may be left of it.
#
#   packaging/test.sh [x86_64|aarch64]         default: that of this machine
#
# Packages for a different machine are run by qemu-user (qemu-aarch64-static) as far as they are files: the .tar.xz and
# the .deb. Needs Python 3 with venv, npm, dpkg and man. OLD_LIBC names a folder with an unpacked older libc6 (`dpkg -x`):
# the program is run with that too.
set -euo pipefail
cd "$(dirname "$0")/.."

machine=${1:-$(uname -m)}
packages=$(cd "${PACKAGES:-target/packages}" && pwd)
project=$PWD
case $machine in
    x86_64) debian=amd64 node=x64 loader=lib/x86_64-linux-gnu ;;
    aarch64) debian=arm64 node=arm64 loader=lib/aarch64-linux-gnu ;;
    *)
        echo "test.sh: x86_64 or aarch64, not $machine" >&2
        exit 2
        ;;
esac
# What runs the program, and nothing where this machine does.
run=()
if [ "$machine" != "$(uname -m)" ]; then
    run=("qemu-$machine-static" -L "${SYSROOT:?names a folder with the libc of $machine}")
fi
# dpkg sets owners, also in a root of its own.
as_root=()
[ "$(id -u)" = 0 ] || as_root=(sudo)
work=$(mktemp -d)
trap '"${as_root[@]}" rm -rf "$work"' EXIT
export HOME=$work/home LC_ALL=C.UTF-8
mkdir "$HOME"
first=

fail() {
    echo "test.sh: $*" >&2
    exit 1
}

one() {
    local found=("$packages"/$1)
    [ ${#found[@]} = 1 ] && [ -f "${found[0]}" ] || fail "there is not one file $1 in $packages"
    echo "${found[0]}"
}

# Builds the demo site with a program: `builds NAME COMMAND…`.
builds() {
    local name=$1 site sum
    shift
    site=$work/site-$name
    mkdir -p "$site"
    cp -r "$project/content" "$site/content"
    (cd "$work" && "$@" --version) | grep -q '^dateline [0-9]' || fail "$name says no version"
    (cd "$work" && "$@" build --root "$site" --now 2026-11-24T12:00:00+08:00 --lang en) 2> "$site/log" ||
        fail "$name does not build the demo site: $(cat "$site/log")"
    [ -s "$site/public/index.html" ] || fail "$name made no front page"
    sum=$(cd "$site/public" && find . -type f ! -name '.dateline-*' -print0 | sort -z | xargs -0 sha256sum | sha256sum)
    first=${first:-$sum}
    [ "$sum" = "$first" ] || fail "$name makes a different site"
    echo "ok: $name, $(find "$site/public" -type f | wc -l) files, ${sum:0:12}"
    rm -rf "$site"
}

tarball() {
    mkdir "$work/tar"
    tar -C "$work/tar" -xf "$(one "dateline-*-$machine-linux.tar.xz")"
    local folder
    folder=$(echo "$work"/tar/*)
    for file in LICENSE-MIT LICENSE-APACHE THIRD-PARTY.txt README.md man/man1/dateline-build.1; do
        [ -s "$folder/$file" ] || fail "the archive has no $file"
    done
    builds tar.xz "${run[@]}" "$folder/dateline"
    if [ -n "${OLD_LIBC:-}" ]; then
        local libs=$OLD_LIBC/$loader
        builds "tar.xz-with-$(basename "$(echo "$libs"/libc-*.so)" .so)" "${run[@]}" \
            "$(echo "$libs"/ld-*.so)" --library-path "$libs" "$folder/dateline"
    fi
}

wheel() {
    python3 -m venv "$work/venv"
    "$work/venv/bin/pip" install --quiet --disable-pip-version-check --no-index "$(one "dateline-*_$machine.whl")"
    builds wheel "$work/venv/bin/dateline"
    "$work/venv/bin/pip" uninstall --quiet --disable-pip-version-check -y dateline
    [ ! -e "$work/venv/bin/dateline" ] || fail "pip left the program behind"
}

npm_packages() {
    local prefix=$work/npm
    npm install --silent --offline --no-audit --no-fund --global --prefix "$prefix" \
        "$(one "dateline-cli-linux-$node-*.tgz")" "$(one 'dateline-cli-[0-9]*.tgz')"
    builds npm "$prefix/bin/dateline"
    # The status of the program is that of the command, and a signal ends both.
    local status=0
    "$prefix/bin/dateline" build --nope 2> /dev/null || status=$?
    [ $status = 2 ] || fail "npm's command ends with $status where the program ends with 2"
    npm uninstall --silent --global --prefix "$prefix" dateline-cli "dateline-cli-linux-$node"
    [ ! -e "$prefix/bin/dateline" ] || fail "npm left the program behind"
}

# Installs the .deb into a root of its own, which knows of no package but this machine's libc6.
deb() {
    local root=$work/root file
    file=$(one "dateline_*_$debian.deb")
    if [ ${#run[@]} -gt 0 ]; then
        dpkg-deb -x "$file" "$root"
    else
        mkdir -p "$root/var/lib/dpkg/"{info,updates,triggers}
        dpkg -s "libc6:$debian" > "$root/var/lib/dpkg/status"
        touch "$root/var/lib/dpkg/info/libc6:$debian.list"
        "${as_root[@]}" dpkg --root="$root" --force-script-chrootless --log="$work/log" -i "$file" > /dev/null
    fi
    builds deb "${run[@]}" "$root/usr/bin/dateline"
    man --warnings -l "$root/usr/share/man/man1/dateline.1.gz" > "$work/page" 2> "$work/warnings"
    grep -q 'EXIT STATUS' "$work/page" || fail "the manual page cannot be read"
    [ ! -s "$work/warnings" ] || fail "the manual page has faults: $(cat "$work/warnings")"
    [ "$(find "$root/usr/share/man" -name 'dateline*.1.gz' | wc -l)" -ge 20 ] || fail "manual pages are missing"
    bash -n "$root/usr/share/bash-completion/completions/dateline" || fail "the completions cannot be read"
    [ -s "$root/usr/share/doc/dateline/copyright" ] || fail "there is no copyright file"
    if [ ${#run[@]} = 0 ]; then
        "${as_root[@]}" dpkg --root="$root" --log="$work/log" -P dateline > /dev/null
        [ -z "$(find "$root/usr" -name '*dateline*' 2> /dev/null)" ] || fail "dpkg left files behind"
    fi
}

tarball
if [ ${#run[@]} = 0 ]; then
    wheel
    npm_packages
fi
deb
