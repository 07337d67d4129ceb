#!/usr/bin/env python3
"""Counts what the habits in CONTRIBUTING.md ask for, in src/ without tests:

    .ci/style.py           the figures
    .ci/style.py --list    and the place of each function over 60 lines, file over 400, named
                           closure and combinator with an effect

A *named closure* is `let name = |…|`. A *combinator with an effect* is a closure given to map,
then, filter and the like that pushes, inserts or extends; and `.then(…).flatten()` for an `if`.
"""
import pathlib
import re
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent
BLANK = re.compile(
    r"//[^\n]*|/\*.*?\*/|r(#*)\"(?:.|\n)*?\"\1|\"(?:\\.|[^\"\\])*\"|b?'(?:\\.[^']*|[^'\\\n])'", re.S
)
PURE = "map|map_err|and_then|then|filter|filter_map|find|find_map|flat_map|map_or|map_or_else|or_else|is_some_and|is_none_or|any|all|unwrap_or_else|take_while|inspect|position"
EFFECT = re.compile(r"\.(push|push_str|extend|insert|append|retain|remove|clear|truncate|sort\w*)\(")


def blanked(text):
    """Returns the code with comments and strings as spaces, tests cut off, line by line as it was."""
    text = BLANK.sub(lambda m: re.sub(r"[^\n]", " ", m.group()), text)
    test = re.search(r"^#\[cfg\(test\)\]\nmod ", text, re.M)
    return text[: test.start()] if test else text


def end_of(text, start):
    """Returns the place behind the bracket that closes the one at `start`."""
    pairs, depth = {"(": ")", "{": "}"}, 0
    opening = text[start]
    for at in range(start, len(text)):
        depth += (text[at] == opening) - (text[at] == pairs[opening])
        if depth == 0:
            return at + 1
    return len(text)


def functions(text):
    """Returns the place and the lines of each function with a body."""
    for match in re.finditer(r"\bfn \w+", text):
        body = re.search(r"[{;]", text[match.end() :])
        if body and body.group() == "{":
            end = end_of(text, match.end() + body.start())
            yield match.start(), text.count("\n", match.start(), end) + 1


def effects(text):
    """Returns the place of each combinator with an effect."""
    for match in re.finditer(rf"\.(?:{PURE})\((?=\s*(?:move )?\|)", text):
        inside = text[match.end() - 1 : end_of(text, match.end() - 1)]
        if EFFECT.search(own(inside)):
            yield match.start()
    for match in re.finditer(r"\.then\(", text):
        if re.match(r"\s*\.flatten\(\)", text[end_of(text, match.end() - 1) :]):
            yield match.start()


def own(closure):
    """Returns a closure without statements of a block that makes a value of its own."""
    return re.sub(r"let mut (\w+)(?:.|\n)*", "", closure)


def main():
    lines, lengths, long_files, closures, found = 0, [], [], [], []
    for path in sorted((ROOT / "src").rglob("*.rs")):
        raw = path.read_text()
        text = blanked(raw)
        name = path.relative_to(ROOT)
        place = lambda at: f"{name}:{text.count(chr(10), 0, at) + 1}"
        lines += sum(1 for line in text.split("\n") if line.strip())
        lengths += [(length, place(at)) for at, length in functions(text)]
        closures += [place(m.start()) for m in re.finditer(r"\blet (?:mut )?\w+(?:: [^=\n]+)? =\s*(?:move )?\|", text)]
        found += [place(at) for at in effects(text)]
        if (count := raw.count("\n")) > 400:
            long_files.append((count, str(name)))
    lengths.sort()
    at = lambda share: lengths[min(int(len(lengths) * share), len(lengths) - 1)][0]
    over = [f for f in lengths if f[0] > 60]
    print(f"lines of code            {lines}")
    print(f"functions                {len(lengths)}: p50 {at(0.5)}, p90 {at(0.9)}, p99 {at(0.99)}, longest {lengths[-1][0]} lines")
    print(f"functions over 60 lines  {len(over)}")
    print(f"files over 400 lines     {len(long_files)}")
    print(f"named closures           {len(closures)}: {len(closures) * 1000 / lines:.1f} per 1,000 lines of code")
    print(f"combinators with effects {len(found)}")
    if "--list" in sys.argv:
        parts = [("over 60 lines", over), ("over 400 lines", long_files), ("named closures", closures), ("effects", found)]
        for title, places in parts:
            print(f"\n{title}:", *(p if isinstance(p, str) else f"{p[1]} {p[0]}" for p in places), sep="\n  ")


main()
