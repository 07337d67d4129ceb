"""Sites whose cost would grow with the square of their size, were nothing done about it. hostile.sh runs it.

    hostile.py measure PROGRAM FOLDER RUNS [NAME …]   doubles every input, or those named, and prints a table
    hostile.py write NAME N FOLDER                    writes the site of one input
    hostile.py list                                   prints every input with the size that measuring starts with
"""

import os
import pathlib
import resource
import statistics
import subprocess
import sys

# What fails: growth of the time when the size doubles, and what an input of less than a mebibyte may take.
MOST_GROWTH, MOST_SECONDS, MOST_MIB = 2.6, 2.0, 500

# Below these seconds of CPU time the start of the program hides the growth, and there is none to fear.
LEAST_SECONDS = 0.2

# A run is stopped after these seconds of CPU time.
STOP = 60

SITE = """\
title: 湟水日报
base_url: https://news.example.cn/
categories:
  news: { title: 新闻, kind: news }
  gong: { title: 公报, kind: bulletin }
series:
  daily: { title: 日报, period: day, figures: { calls: { label: 来电, unit: 件 } } }
"""

# A bulletin, for the charts.
BULLETIN = """\
---
title: 报
date: 2024-01-15
series: daily
period: 2024-01-14
figures: { calls: 3 }
---
"""


def article(body, lines="", title="题"):
    return f"---\ntitle: {title}\ndate: 2024-01-18\nslug: a\n{lines}---\n{body}"


def depth(n):
    """How deep a list is nested that is written with N characters of indent."""
    return int(n**0.5)


# Bodies of one article, by name: the size to start with, and the text. Doubled, none is larger than a mebibyte.
BODIES = {
    # Raw HTML.
    "html-block": (14_000, lambda n: "<table>\n" + "<tr><td>一</td><td>二</td></tr>\n" * n + "</table>\n"),
    "html-attributes": (30_000, lambda n: "<a " + " ".join(f"a{i}=1" for i in range(n)) + ">x</a>\n"),
    "html-tags": (20_000, lambda n: "".join(f"<X{i}>\n" for i in range(n))),
    "html-losses": (10_000, lambda n: "<div>\n" + "".join(f"<b O{i}=1>字</b>\n" for i in range(n)) + "</div>\n"),
    "html-losses-quoted": (10_000, lambda n: "> <div>\n" + "".join(f"> <b o{i}=1>字</b>\n" for i in range(n)) + "> </div>\n"),
    "html-forbidden": (10_000, lambda n: "<div>\n" + "".join(f"<a href=x{i}:y>字</a>\n" for i in range(n)) + "</div>\n"),
    "lost-html": (10_000, lambda n: "甲<font>乙</font>\n\n" * n),
    "open-bold": (100_000, lambda n: "字" + "<b>" * n + "\n"),
    "open-bold-closed-otherwise": (40_000, lambda n: "字" + "<b></i>" * n + "\n"),
    "open-links": (50_000, lambda n: "字" + "<a><p>" * n + "\n"),
    "open-tables": (20_000, lambda n: "<table>字" * n + "\n"),
    "open-table": (99_000, lambda n: "<table>\n\n" + "字\n\n" * n),
    "open-row": (60_000, lambda n: "<table><tr>\n\n" + "字\n\n" * n),
    "open-items": (80_000, lambda n: "<ul>\n" + "<li>\n" * n + "</ul>\n"),
    "open-cells": (40_000, lambda n: "<table>\n<tr>\n" + "<td>字\n" * n + "</table>\n"),
    "open-rows": (30_000, lambda n: "<table>\n" + "<tr><td>字\n" * n + "</table>\n"),
    "left-open": (80_000, lambda n: "".join(f"<b lang=a{i}>" for i in range(90)) + "字\n\n" + "字\n\n" * n),
    "left-open-blocks": (80_000, lambda n: "".join(f"<b lang=a{i}>\n\n" for i in range(90)) + "字\n\n" * n),
    "left-open-cells": (80_000, lambda n: "<b><i><u><s>字\n\n|a|b|\n|-|-|\n" + "|1|\n" * n),
    "misnested": (21_000, lambda n: "字<b><i>字</b>字</i>" * n + "\n"),
    "misnested-blocks": (20_000, lambda n: "<b>\n<p>字</b>字</p>\n" * n),
    "stray-ends": (80_000, lambda n: "字" + "</p>" * n + "\n"),
    "in-table": (30_000, lambda n: "<table>\n" + "<b>字</b>\n" * n + "</table>\n"),
    "comments": (45_000, lambda n: "字<!-- -->" * n + "\n"),
    "open-comments": (50_000, lambda n: "> <!--\n\n" * n),
    "declarations": (71_000, lambda n: "字<!a>" * n + "\n"),
    "open-tags": (71_000, lambda n: "字 <a " * n + "\n"),
    "open-instructions": (83_000, lambda n: "字 <?" * n + "\n"),
    "open-cdata": (38_000, lambda n: "字 <![CDATA[" * n + "\n"),
    "hidden": (20_000, lambda n: "<div>\n" + "<svg></svx>\n" * n + "</div>\n"),
    "hidden-text": (30_000, lambda n: "字<script>字" * n + "\n"),
    # Containers.
    "nested-quotes": (250_000, lambda n: ">" * n + " 文 <b>x</b>\n"),
    "nested-lists": (200_000, lambda n: "- " * n + "文 <b>x</b>\n"),
    "nested-numbers": (150_000, lambda n: "1. " * n + "文 <b>x</b>\n"),
    "nested-both": (120_000, lambda n: "> - " * n + "文 <b>x</b>\n"),
    "nested-notes": (49_000, lambda n: "".join(f"[^{i}]: " for i in range(n)) + "文\n"),
    "nested-alerts": (40_000, lambda n: "".join(">" * i + " [!NOTE]\n" for i in range(1, depth(n * 20)))),
    "nested-by-indent": (400_000, lambda n: "".join("  " * i + "- a\n" for i in range(depth(n)))),
    "nested-then-blank": (160_000, lambda n: "- " * n + "a\n" + "\n" * n),
    "nested-then-lazy": (150_000, lambda n: ">" * n + "a\n" + "a\n" * n),
    "nested-notes-then-lazy": (30_000, lambda n: "".join(f"[^{i}]: " for i in range(n)) + "a\n" + "a\n" * n),
    "nested-then-quotes": (150_000, lambda n: ">" * n + "a\n" + ">\n" * n),
    "indent-then-blank": (240_000, lambda n: "".join("  " * i + "- a\n" for i in range(depth(n))) + "\n" * n),
    "indent-then-lazy": (160_000, lambda n: "".join("  " * i + "- a\n" for i in range(depth(n))) + "a\n" * n),
    "many-lists": (80_000, lambda n: "- a\n\n" * n),
    "empty-items": (200_000, lambda n: "-\n" * n),
    # Inline Markdown.
    "nested-stars": (240_000, lambda n: "*" * n + "a" + "*" * n + " <b>x</b>\n"),
    "nested-emphasis": (55_000, lambda n: "*a _b " * n + "c" + "_ *" * n + " <b>x</b>\n"),
    "open-stars": (150_000, lambda n: "*a " * n + "\n"),
    "chinese-stars": (26_000, lambda n: "**重点：**内容" * n + "\n"),
    "tildes": (80_000, lambda n: "~~a~~ " * n + "\n"),
    "nested-images": (40_000, lambda n: "![" * n + "a" + "](x.png)" * n + "\n"),
    "nested-images-escaped": (20_000, lambda n: "![" * n + "a" + "](&#120;.md)" * n + "\n"),
    "empty-images": (31_000, lambda n: "![](https://x/y)" * n + "\n"),
    "picture-paragraphs": (25_000, lambda n: "![a](https://x/y)\n" * n),
    "brackets": (240_000, lambda n: "[" * n + "]" * n + "\n"),
    "open-brackets": (200_000, lambda n: "[a" * n + "\n"),
    "spaced-links": (60_000, lambda n: "](a b" * n + "\n"),
    "spaced-parens": (60_000, lambda n: "](a b.md" + "(" * 8 * n + "\n"),
    "lost-notes": (60_000, lambda n: "[^" * n + "]\n" + "[^甲]" * n + "\n"),
    "references": (40_000, lambda n: "[a]: <" + "x" * n + ">\n\n" + "[a]" * n + "\n"),
    "many-references": (19_000, lambda n: "".join(f"[a{i}]: https://x/{i}\n" for i in range(n)) + "\n"),
    "ticks": (240_000, lambda n: "`a" * n + "\n"),
    "tick-runs": (400_000, lambda n: "".join("`" * i + "a" for i in range(1, depth(n)))),
    "entities": (71_000, lambda n: "&lt;字" * n + "\n"),
    "ampersands": (160_000, lambda n: "\\&&" * n + "\n"),
    "escapes": (99_000, lambda n: "\\*字" * n + "\n"),
    "backslashes": (400_000, lambda n: "\\" * n + "*" + "\n"),
    "backslash-stars": (160_000, lambda n: "\\\\*" * n + "\n"),
    "soft-breaks": (120_000, lambda n: "字\n" * n),
    "blank-breaks": (45_000, lambda n: "字<b></b>\n" * n),
    "ellipses": (71_000, lambda n: "…" * n + "\n" + "…\n" * n),
    "codes": (83_000, lambda n: "`a`字" * n + "\n"),
    "autolinks": (33_000, lambda n: "<https://x.cn/>" * n + "\n"),
    "addresses": (38_000, lambda n: "https://x.cn/" * n + "\n"),
    "typed-addresses": (100_000, lambda n: "a://" * n + "\n"),
    "long-word-address": (240_000, lambda n: "a" * n + "://" + "a" * n + "\n"),
    "headings": (60_000, lambda n: "# 题\n\n" * n),
    "numbered-headings": (30_000, lambda n: "".join(f"# a-{i}\n" for i in range(n)) + "# a\n" * n),
    "braces": (33_000, lambda n: "# 题 {草案}\n" * n),
    "brace-heading": (240_000, lambda n: "# " + "{" * n + "}" * n + "\n"),
    "setext": (38_000, lambda n: "题 {草案}\n" * n + "===\n"),
    "footnotes": (15_000, lambda n: "".join(f"字[^{i}]" for i in range(n)) + "\n\n" + "".join(f"[^{i}]: 注\n" for i in range(n))),
    "one-note": (60_000, lambda n: "字[^1]" * n + "\n\n[^1]: 注\n"),
    "notes-in-notes": (15_000, lambda n: "[^0]\n\n" + "".join(f"[^{i}]: [^{i + 1}]\n" for i in range(n)) + f"[^{n}]: 注\n"),
    "double-notes": (40_000, lambda n: "字[^1]\n\n" + "[^1]: 注\n" * n),
    "charts": (10_000, lambda n: "![图](series:daily/calls?last=90d)\n\n" * n),
    "chart-marks": (40_000, lambda n: "![图](series:daily/calls?last=90d)\n\n" + "\uf8e70\uf8e7" * n + "\n"),
    "noncharacters": (100_000, lambda n: "\ufdd0" * n + "\n"),
    # Tables.
    "table-rows": (70_000, lambda n: "|a|b|\n|-|-|\n" + "|1|2|\n" * n),
    "table-columns": (100_000, lambda n: "|a" * n + "|\n" + "|-" * n + "|\n"),
    "table-empty": (240_000, lambda n: "|a|b|\n|-|-|\n" + "|" * n + "\n" + "||||\n" * (n // 5)),
    "table-short": (1_500, lambda n: "|a" * n + "|\n" + "|-" * n + "|\n" + "|\n" * n),
    "tables": (30_000, lambda n: "|a|\n|-|\n|1|\n\n" * n),
    "table-html": (30_000, lambda n: "|a|\n|-|\n" + "|<b>1</b>|\n" * n),
    # Problems, and the copy rules.
    "broken-links": (15_000, lambda n: "".join(f"[a](x{i}.md)\n" for i in range(n))),
    "broken-links-on-a-line": (15_000, lambda n: "".join(f"[a](x{i}.md)" for i in range(n)) + "\n"),
    "broken-links-on-lines": (50, lambda n: "".join("".join(f"[a](x{i}.md)" for i in range(750)) + "\n\n" for _ in range(n))),
    "slips-on-lines": (50, lambda n: ("字," * 2400 + "字\n\n") * n),
    "broken-addresses": (12_000, lambda n: "".join(f"[a](/news/x{i}/)\n" for i in range(n))),
    "broken-headings": (12_000, lambda n: "".join(f"# h{i}\n" for i in range(n // 10)) + "".join(f"[a](#x{i})\n" for i in range(n))),
    "open-marks": (100_000, lambda n: "（" * n + "字\n"),
    "closed-marks": (100_000, lambda n: "字" + "）" * n + "\n"),
    "crossed-marks": (41_000, lambda n: "字" + "（【" * n + "】）" * n + "\n"),
    "open-then-closed": (80_000, lambda n: "字" + "（" * n + "】" * n + "\n"),
    "half-brackets": (50_000, lambda n: "字" + "(字" * n + "）" * n + "\n"),
    "half-brackets-open": (40_000, lambda n: "字" + "(字，" * n + ")字" * n + "\n"),
    "straight-quotes": (40_000, lambda n: "\"字\"字" * n + "\n"),
    "half-width": (80_000, lambda n: "字," * n + "字\n"),
    "wide-links": (33_000, lambda n: "[字]（b.md）" * n + "\n"),
    "wide-links-open": (55_000, lambda n: "字】（" * n + "\n"),
    "wide-links-far": (55_000, lambda n: "【" + "字" * n + "】（" * n + "\n"),
    "wide-pictures": (33_000, lambda n: "！[字](b.png)" * n + "\n"),
    "wide-pictures-on-a-line": (40_000, lambda n: "字 ！[a]" * n + "\n\n[a]: x\n"),
    "wide-tildes": (41_000, lambda n: "字～～字" * n + "\n"),
    "spoilt-stars": (35_000, lambda n: "字，** 字**" * n + "\n"),
    "spoilt-stars-open": (41_000, lambda n: "字，** 字" * n + "\n"),
    "spoilt-lists": (80_000, lambda n: "-字\n" * n),
    "spoilt-tables": (49_000, lambda n: "|字|字|\n" * n),
    "spoilt-headings": (49_000, lambda n: "字\n##字\n" * n),
    "spoilt-headings-on-a-line": (99_000, lambda n: "##字" * n + "\n"),
    "spoilt-notes": (33_000, lambda n: "".join(f"[^{i}]：据\n" for i in range(n))),
    "spoilt-alerts": (26_000, lambda n: "> 【！注意】\n\n" * n),
    "spaces": (38_000, lambda n: "字 字字，" * n + "\n"),
    "column-breaks": (62_000, lambda n: "字字\n\n" * n),
    "invisible": (80_000, lambda n: "字\u200b" * n + "\n"),
    "percents": (40_000, lambda n: "5—10%字" * n + "\n"),
    "wide-digits": (80_000, lambda n: "字１" * n + "\n"),
    "wrong-words": (55_000, lambda n: "帐号字" * n + "\n"),
    "long-line": (83_000, lambda n: "字字" * n + "\n"),
}

def spelt(number):
    """Returns a key of eleven letters in capitals as the bits of a number say."""
    return "".join(c.upper() if number >> i & 1 else c for i, c in enumerate("corrections"))


# Lines of front matter, by name. Front matter may have some ten thousand entries; more is refused unread.
LINES = {
    "tags": (3_000, lambda n: "tags: [" + ", ".join(f"t{i}" for i in range(n)) + "]\n"),
    "aliases": (9_000, lambda n: "aliases:\n" + "".join(f"  - /x/{i}.html\n" for i in range(n))),
    "equal-aliases": (9_000, lambda n: "aliases:\n" + "  - /x.html\n" * n),
    "bad-aliases": (9_000, lambda n: "aliases:\n" + "".join(f"  - x{i}\n" for i in range(n))),
    "bad-aliases-on-a-line": (9_000, lambda n: "aliases: [" + ", ".join(f"x{i}" for i in range(n)) + "]\n"),
    "keys-in-capitals": (1_000, lambda n: "".join(f"kez{i}: 1\n" for i in range(n)) + "".join(f"{spelt(i)}: 1\n" for i in range(1, n))),
    "unknown-keys": (4_500, lambda n: "".join(f"kez{i}: 1\n" for i in range(n))),
    "related": (9_000, lambda n: "related:\n" + "".join(f"  - x{i}.md\n" for i in range(n))),
    "corrections": (1_900, lambda n: "corrections:\n" + "  - { date: 2024-01-19, text: 改 }\n" * n),
    "byline": (9_000, lambda n: "byline:\n" + "".join(f"  - 记者 甲{i}\n" for i in range(n))),
    "one-byline": (29_000, lambda n: "byline: " + "记者 甲 乙，" * n + "\n"),
    "extra": (4_500, lambda n: "extra:\n" + "".join(f"  k{i}: 1\n" for i in range(n))),
    "deep-yaml": (100_000, lambda n: "extra: " + "[" * n + "]" * n + "\n"),
    "deep-yaml-map": (400_000, lambda n: "extra:\n" + "".join(" " * i + "a:\n" for i in range(1, depth(n)))),
    "long-title": (83_000, lambda n: "kicker: " + "字，" * n + "\n"),
    "long-slug": (400_000, lambda n: "subtitle: " + "a" * n + "\n"),
    "comments-yaml": (83_000, lambda n: "# 字\n" * n),
    "many-anchors": (4_500, lambda n: "extra:\n" + "".join(f"  k{i}: &a{i} 1\n" for i in range(n))),
}


# Whole sites, by name: files and their texts.
def many(count, of, extra=()):
    files = {f"content/news/2024/a{i}.md": of(i) for i in range(count)}
    files.update(extra)
    return files


def plain(i, body="", lines="", title=None):
    return f"---\ntitle: {title or f'题{i}'}\ndate: 2024-01-18\nslug: a{i}\n{lines}---\n{body}\n"


SITES = {
    "broken-links-of-many": (4_000, lambda n: many(n, lambda i: plain(i, f"[a](y{i}.md)"))),
    "broken-pictures-of-many": (4_000, lambda n: many(n, lambda i: plain(i, f"![a](y{i}.png)"))),
    "broken-addresses-of-many": (4_000, lambda n: many(n, lambda i: plain(i, f"[a](/2024/01/18/b{i}.html)"))),
    "broken-capitals-of-many": (4_000, lambda n: many(n, lambda i: plain(i, f"[a](A{i}.md)"))),
    "broken-related-of-many": (4_000, lambda n: many(n, lambda i: plain(i, lines=f"related: [y{i}.md]\n"))),
    "broken-files-of-many": (4_000, lambda n: many(n, lambda i: f"---\ntitle: 题{i}\n---\n[a](/x{i}.html)\n")),
    "equal-titles": (1_500, lambda n: many(n, lambda i: plain(i, title="题"))),
    "equal-slugs": (1_500, lambda n: many(n, lambda i: plain(0))),
    "equal-aliases-of-many": (1_500, lambda n: many(n, lambda i: plain(i, lines="aliases: [/x.html]\n"))),
    "unused-files": (3_000, lambda n: many(1, plain, {f"content/news/x{i}.pdf": "x" for i in range(n)})),
    "misnamed-files": (3_000, lambda n: many(1, plain, {f"content/news/x{i}.txt": plain(i) for i in range(n)})),
    "many-tags": (1_000, lambda n: many(n, lambda i: plain(i, lines=f"tags: [t{i}, u{i}]\n"))),
    "near-tags": (1_000, lambda n: many(n, lambda i: plain(i, lines=f"tags: [甲乙丙丁{i}]\n"))),
    "unknown-columns": (1_500, lambda n: many(n, lambda i: plain(i, lines=f"column: c{i}\n"))),
    "words": (4_500, lambda n: {"content/_terms.yaml": "".join(f"错{i}: 对{i}\n" for i in range(n)),
                                 "content/news/a.md": article("".join(f"错{i}字" for i in range(n)))}),
    "categories": (2_000, lambda n: {"content/site.yaml": SITE + "columns:\n" + "".join(f"  c{i}: {{ title: 栏{i} }}\n" for i in range(n))}),
    "unknown-site-keys": (4_500, lambda n: {"content/site.yaml": SITE + "".join(f"ke{i}: 1\n" for i in range(n))}),
}


def files(name, n):
    """Returns the files of a site, by path."""
    found = {"content/site.yaml": SITE, "content/gong/g.md": BULLETIN}
    if name in SITES:
        found.update(SITES[name][1](n))
    elif name in LINES:
        found["content/news/a.md"] = article("", LINES[name][1](n))
    else:
        found["content/news/a.md"] = article(BODIES[name][1](n))
        if name == "wrong-words":
            found["content/_terms.yaml"] = "帐号: 账号\n"
    return found


def write(name, n, folder):
    size = 0
    for path, text in files(name, n).items():
        place = folder / path
        place.parent.mkdir(parents=True, exist_ok=True)
        data = text.encode()
        place.write_bytes(data)
        size += len(data)
    return size


def run(program, site, output):
    """Builds a site into a fresh folder; returns seconds of CPU time, MiB, and the exit status."""
    limit = lambda: resource.setrlimit(resource.RLIMIT_CPU, (STOP, STOP))
    command = [program, "build", "--root", site, "--output", output, "--now", "2026-11-24T12:00:00+08:00"]
    child = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, preexec_fn=limit)
    _, status, usage = os.wait4(child.pid, 0)
    return usage.ru_utime + usage.ru_stime, usage.ru_maxrss / 1024, os.waitstatus_to_exitcode(status)


def median(program, folder, name, n, runs):
    """Returns bytes of an input, and the medians of seconds and MiB of its builds."""
    site = folder / f"{name}-{n}"
    size = write(name, n, site)
    found = []
    for i in range(runs):
        found.append(run(program, site, folder / f"{name}-{n}-{i}"))
        if found[-1][2] not in (0, 1):
            break
    seconds, mib, status = zip(*found)
    return size, statistics.median(seconds), statistics.median(mib), status[-1]


def measure(program, folder, runs, names):
    sizes = {name: n for name, (n, _) in {**BODIES, **LINES, **SITES}.items()}
    print("| input | bytes | seconds | bytes | seconds | growth | MiB | |")
    print("| --- | ---: | ---: | ---: | ---: | ---: | ---: | --- |")
    failed = 0
    for name in names or sizes:
        n = sizes[name]
        small, before, _, _ = median(program, folder, name, n, runs)
        large, after, mib, status = median(program, folder, name, 2 * n, runs)
        growth = after / before
        is_told = after >= LEAST_SECONDS
        faults = []
        if is_told and growth > MOST_GROWTH:
            faults.append("growth")
        if after > MOST_SECONDS:
            faults.append("time")
        if mib > MOST_MIB:
            faults.append("memory")
        if status not in (0, 1):
            faults.append(f"exit {status}")
        failed += bool(faults)
        shown = f"{growth:.1f}" if is_told else "–"
        cells = [name, small, f"{before:.2f}", large, f"{after:.2f}", shown, f"{mib:.0f}", " ".join(faults)]
        print("| " + " | ".join(map(str, cells)) + " |", flush=True)
    return failed


def main():
    match sys.argv[1:]:
        case ["list"]:
            for name, (n, _) in {**BODIES, **LINES, **SITES}.items():
                print(name, n)
        case ["write", name, n, folder]:
            write(name, int(n), pathlib.Path(folder))
        case ["measure", program, folder, runs, *names]:
            sys.exit(measure(program, pathlib.Path(folder), int(runs), names) > 0)
        case _:
            sys.exit(__doc__)


main()
