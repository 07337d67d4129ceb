#!/usr/bin/env python3
"""Prints the licences of all that the program is made of: `licences.py TARGET [CARGO-ARGUMENT …]`.

Every crate of others that is compiled into the program for TARGET is listed with the texts that it brings along; a text
that several bring is printed once. Some have it at the head of their source only. A crate without a text that has a
choice of licences gets the project's own copy of the Apache License; any other stops the run, so that nothing goes out
without its licence.
"""

import json
import os
import re
import subprocess
import sys

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TEXT = re.compile(r"licen[cs]e|copying|notice|copyright", re.IGNORECASE)
CODE = (".rs", ".py", ".sh", ".toml", ".json")
HEAD = re.compile(r"\s*(?:/\*(?s:.*?)\*/|(?://.*\n)+)")
MARK = re.compile(r"^[ \t]*(?:/?\*+/?|//[/!]?)[ \t]?", re.MULTILINE)
RULE = "=" * 80

# What the linker adds, and no crate names.
LINKED = """The standard library of Rust (https://github.com/rust-lang/rust), MIT OR Apache-2.0.
Packages for Linux are linked by Zig (https://ziglang.org) and hold its start-up code (MIT), with parts of LLVM's
compiler-rt and libunwind (Apache-2.0 WITH LLVM-exception)."""


def metadata(target, arguments):
    command = ["cargo", "metadata", "--locked", "--format-version", "1", "--filter-platform", target, *arguments]
    return json.loads(subprocess.run(command, cwd=ROOT, check=True, capture_output=True).stdout)


def compiled_in(data):
    """Returns the packages of others that the program is made of, in order of name."""
    packages = {package["id"]: package for package in data["packages"]}
    nodes = {node["id"]: node for node in data["resolve"]["nodes"]}
    root = data["resolve"]["root"]
    seen, left = {root}, [root]
    while left:
        for dependency in nodes[left.pop()]["deps"]:
            is_normal = any(kind["kind"] is None for kind in dependency["dep_kinds"])
            if is_normal and dependency["pkg"] not in seen:
                seen.add(dependency["pkg"])
                left.append(dependency["pkg"])
    # What has no source is of this repository.
    others = (packages[one] for one in seen if packages[one]["source"])
    return sorted(others, key=lambda package: (package["name"], package["version"]))


def texts(package):
    """Returns the texts of licences in a package's folder, at any depth, in order of path."""
    folder = os.path.dirname(package["manifest_path"])
    found = []
    for place, folders, names in os.walk(folder):
        folders.sort()
        for name in sorted(names):
            if TEXT.search(name) and not name.endswith(CODE):
                with open(os.path.join(place, name), encoding="utf-8", errors="replace") as file:
                    found.append(file.read().replace("\r\n", "\n").strip())
    return found or at_head(package)


def at_head(package):
    """Returns the licence at the head of a package's source, where that gives its terms."""
    for target in package["targets"]:
        if "lib" in target["kind"]:
            with open(target["src_path"], encoding="utf-8", errors="replace") as file:
                head = HEAD.match(file.read())
            words = MARK.sub("", head[0]).strip() if head else ""
            if "Permission is hereby granted" in words:
                return [words]
    return []


def own(name):
    with open(os.path.join(ROOT, name), encoding="utf-8") as file:
        return file.read().strip()


def main():
    target, *arguments = sys.argv[1:]
    packages = compiled_in(metadata(target, arguments))
    users, lines = {}, []
    for package in packages:
        name = f"{package['name']} {package['version']}"
        lines.append(f"{name}: {package['license']}")
        found = texts(package)
        if not found:
            if "Apache-2.0" not in re.split(r" OR |/", package["license"] or ""):
                sys.exit(f"{name} ({package['license']}) brings no text of its licence")
            people = ", ".join(package["authors"]) or "its authors"
            lines[-1] += f" (taken under Apache-2.0, by {people})"
            found = [own("LICENSE-APACHE")]
        for text in found:
            users.setdefault(text, []).append(name)
    print("Dateline holds the work of others, under the licences below.\n")
    print("\n".join(lines))
    print(f"\n{LINKED}")
    for text, names in users.items():
        print(f"\n{RULE}\n{', '.join(dict.fromkeys(names))}\n{RULE}\n\n{text}")
    for name in ("LICENSE-APACHE", "LICENSE-MIT"):
        if own(name) not in users:
            print(f"\n{RULE}\nDateline, {name}\n{RULE}\n\n{own(name)}")


main()
