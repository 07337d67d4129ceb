#!/usr/bin/env bash
# Unpacks a Rust compiler of Debian 12 with the standard library for aarch64 into a folder, for machines with a cargo that
# cannot get it otherwise:
#
#   packaging/debian-rust.sh FOLDER && source FOLDER/use && packaging/build.sh aarch64
#
# Nothing is installed; what is downloaded comes from the sources that apt has (bookworm-security). FOLDER/sysroot gets the
# libc of aarch64, for `SYSROOT=FOLDER/sysroot packaging/test.sh aarch64`, and FOLDER/use also puts qemu into PATH.
set -euo pipefail

folder=$(realpath -m "${1:?names the folder to unpack into}")
mkdir -p "$folder"/{apt/lists/partial,apt/cache/archives/partial,debs,rust,sysroot}
cd "$folder/debs"
options=(
    -o "Dir::State::lists=$folder/apt/lists" -o "Dir::Cache=$folder/apt/cache"
    -o APT::Architectures::=amd64 -o APT::Architectures::=arm64 -o APT::Sandbox::User=root
)
apt-get "${options[@]}" -qq update
apt-get "${options[@]}" -qq download rustc-web libllvm22 libstd-rust-web-1.96 libstd-rust-web-dev \
    libstd-rust-web-dev:arm64 llvm-22 qemu-user-static libc6:arm64
for package in *.deb; do
    case $package in
        libc6_*) dpkg -x "$package" "$folder/sysroot" ;;
        *) dpkg -x "$package" "$folder/rust" ;;
    esac
done
cat > "$folder/use" << END
export RUSTC=$folder/rust/usr/bin/rustc
export PATH=$folder/rust/usr/bin:$folder/rust/usr/lib/llvm-22/bin:\$PATH
export LD_LIBRARY_PATH=$folder/rust/usr/lib/x86_64-linux-gnu\${LD_LIBRARY_PATH:+:\$LD_LIBRARY_PATH}
END
(source "$folder/use" && rustc --version)
