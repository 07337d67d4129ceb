#!/usr/bin/env bash
# Makes the packages for Linux from one binary: a .tar.xz, a wheel for pip and pipx, two packages for npm and a .deb.
#
#   packaging/build.sh [x86_64|aarch64]        default: x86_64
#
# They are laid into PACKAGES (target/packages). Needs a Rust toolchain with the standard library of the target, Python 3
# with venv, npm, dpkg-deb, xz and objdump. PROFILE (dist) names the profile of cargo. BINARY names a binary that is there
# already: nothing is compiled for the target then. The same commit makes the same bytes, packages included.
set -euo pipefail
cd "$(dirname "$0")/.."

machine=${1:-x86_64}
case $machine in
    x86_64) debian=amd64 node=x64 ;;
    aarch64) debian=arm64 node=arm64 ;;
    *)
        echo "build.sh: x86_64 or aarch64, not $machine" >&2
        exit 2
        ;;
esac
target=$machine-unknown-linux-gnu
profile=${PROFILE:-dist}
out=${PACKAGES:-target/packages}
# The oldest libc that the program runs with: 银河麒麟 V10, 统信 UOS 20 and Debian 10 have 2.28, CentOS 7 has 2.17.
glibc=2.17
limit=$((25 * 1024 * 1024))
version=$(sed -n 's/^version = "\(.*\)"/\1/p' Cargo.toml | head -1)
SOURCE_DATE_EPOCH=${SOURCE_DATE_EPOCH:-$(git log -1 --format=%ct)}
export SOURCE_DATE_EPOCH TZ=UTC LC_ALL=C
umask 022
mkdir -p "$out"
out=$(cd "$out" && pwd)
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

tools() {
    local place=target/packaging-tools
    [ -x $place/bin/python ] || python3 -m venv $place
    $place/bin/pip install --quiet --disable-pip-version-check -r packaging/requirements.txt
    PATH=$PWD/$place/bin:$PATH
}

# Compiles the program. Messages of a panic name the files of the sources, which lie elsewhere on every machine.
compile() {
    local cargo_home=${CARGO_HOME:-$HOME/.cargo}
    local flags="--remap-path-prefix=$cargo_home=/cargo --remap-path-prefix=$PWD=/dateline ${RUSTFLAGS:-}"
    RUSTFLAGS=$flags cargo zigbuild --locked --profile "$profile" --target "$target.$glibc" --bin dateline
}

# Stops if the binary asks for more than old systems have, is too large or names a folder of this machine.
inspect() {
    local binary=$1 newest size
    newest=$(objdump -T "$binary" | grep -o 'GLIBC_[0-9.]*' | sort -uV | tail -1)
    if [ "$(printf '%s\n' "GLIBC_$glibc" "$newest" | sort -V | tail -1)" != "GLIBC_$glibc" ]; then
        echo "build.sh: $binary wants $newest, and old systems have $glibc" >&2
        exit 1
    fi
    if objdump -p "$binary" | awk '$1 == "NEEDED" {print $2}' |
        grep -vE '^(lib(c|m|pthread|dl|rt|util)\.so\.[0-9]+|ld-linux-[a-z0-9-]+\.so\.[0-9])$' >&2; then
        echo "build.sh: the libraries above are not on every system" >&2
        exit 1
    fi
    size=$(stat -c %s "$binary")
    if [ "$size" -gt $limit ]; then
        echo "build.sh: $binary has $size bytes, and at most $limit are allowed" >&2
        exit 1
    fi
    if grep -qaF "$PWD" "$binary" || grep -qaF "$HOME/" "$binary"; then
        echo "build.sh: $binary names a folder of this machine" >&2
        exit 1
    fi
    echo "$binary: $size bytes, newest symbol $newest"
}

# Sets the times of a folder's files, so that an archive does not depend on when it was made.
dated() {
    find "$1" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
}

# Gathers what all packages carry: the program, manual pages, completions and licences.
gather() {
    install -D "$1" "$work/all/bin/dateline"
    cargo run --quiet --locked --example manual -- "$work/all"
    python3 packaging/licences.py "$target" > "$work/all/THIRD-PARTY.txt"
    cp LICENSE-APACHE LICENSE-MIT "$work/all/"
}

tarball() {
    local name=dateline-$version-$machine-linux
    cp -r "$work/all" "$work/$name"
    mv "$work/$name/bin/dateline" "$work/$name/dateline"
    rmdir "$work/$name/bin"
    cp README.md docs/install.md "$work/$name/"
    dated "$work/$name"
    tar -C "$work" --format=gnu --sort=name --owner=0 --group=0 --numeric-owner -cf "$work/$name.tar" "$name"
    xz -9 --threads=1 --stdout "$work/$name.tar" > "$out/$name.tar.xz"
}

# Lays out an unpacked wheel (PEP 427); `wheel pack` writes the list of its files, and the file.
wheel() {
    local folder=$work/dateline-$version
    install -D "$work/all/bin/dateline" "$folder/dateline-$version.data/scripts/dateline"
    mkdir -p "$folder/dateline-$version.dist-info/licenses"
    cp "$work"/all/{LICENSE-APACHE,LICENSE-MIT,THIRD-PARTY.txt} "$folder/dateline-$version.dist-info/licenses/"
    cat > "$folder/dateline-$version.dist-info/METADATA" << END
Metadata-Version: 2.4
Name: dateline
Version: $version
Summary: A static site generator for a city's news portal
License-Expression: MIT OR Apache-2.0
License-File: LICENSE-APACHE
License-File: LICENSE-MIT
License-File: THIRD-PARTY.txt
Requires-Python: >=3.7
END
    cat > "$folder/dateline-$version.dist-info/WHEEL" << END
Wheel-Version: 1.0
Generator: dateline packaging
Root-Is-Purelib: false
Tag: py3-none-manylinux_${glibc/./_}_$machine
Tag: py3-none-manylinux2014_$machine
END
    dated "$folder"
    python -m wheel pack "$folder" --dest-dir "$out" > /dev/null
}

# Two packages, as npm installs only that one of the second kind which fits the machine.
npm_packages() {
    local own=$work/npm/dateline-cli part=$work/npm/dateline-cli-linux-$node
    install -D "$work/all/bin/dateline" "$part/bin/dateline"
    mkdir -p "$own/bin"
    cp packaging/npm/dateline.js "$own/bin/dateline.js"
    cp "$work"/all/LICENSE-* "$own/"
    cp "$work"/all/{LICENSE-APACHE,LICENSE-MIT,THIRD-PARTY.txt} "$part/"
    sed "s/@VERSION@/$version/g" packaging/npm/package.json > "$own/package.json"
    sed "s/@VERSION@/$version/g; s/@CPU@/$node/g" packaging/npm/platform.json > "$part/package.json"
    local folder
    for folder in "$own" "$part"; do
        (cd "$out" && npm pack --silent --ignore-scripts "$folder" > /dev/null)
    done
}

deb() {
    local root=$work/deb share=$work/deb/usr/share
    install -D "$work/all/bin/dateline" "$root/usr/bin/dateline"
    mkdir -p "$share/doc/dateline" "$share/man" "$root/DEBIAN"
    cp -r "$work/all/man/." "$share/man/"
    find "$share/man" -name '*.1' -exec gzip -9n {} +
    install -Dm644 "$work/all/completions/dateline.bash" "$share/bash-completion/completions/dateline"
    install -Dm644 "$work/all/completions/_dateline" "$share/zsh/vendor-completions/_dateline"
    install -Dm644 "$work/all/completions/dateline.fish" "$share/fish/vendor_completions.d/dateline.fish"
    cat LICENSE-MIT <(echo; echo "or, at your option:"; echo) LICENSE-APACHE > "$share/doc/dateline/copyright"
    gzip -9nc "$work/all/THIRD-PARTY.txt" > "$share/doc/dateline/THIRD-PARTY.txt.gz"
    gzip -9nc CHANGELOG.md > "$share/doc/dateline/changelog.gz"
    cat > "$root/DEBIAN/control" << END
Package: dateline
Version: $version
Architecture: $debian
Maintainer: The Dateline authors <dateline@localhost>
Section: web
Priority: optional
Depends: libc6 (>= $glibc)
Installed-Size: $(du -sk --apparent-size "$root/usr" | cut -f1)
Description: static site generator for a city's news portal
 Turns a newsroom's Markdown into a news site: commentaries, bulletins whose
 figures are data, and news, with an archive by year, month and day.
END
    dated "$root"
    dpkg-deb --root-owner-group -Zxz -b "$root" "$out/dateline_${version}_$debian.deb" > /dev/null
}

tools
binary=${BINARY:-target/$target/$profile/dateline}
[ -n "${BINARY:-}" ] || compile
inspect "$binary"
gather "$binary"
tarball
wheel
npm_packages
deb
(cd "$out" && sha256sum -- *"$version"* | tee SHA256SUMS)
