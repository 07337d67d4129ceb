#!/usr/bin/env python3
"""Draws the chart of the README from a measured table, and writes the table beside it: `benches/chart.py [TABLE]`.

Reads benches/results/peers.tsv, which `benches/peers.sh` was the source of, and writes docs/chart-light.svg,
docs/chart-dark.svg, and in README.md the words that stand for the chart and the rows that compare. The same table makes
the same bytes; `--check` writes nothing and fails where they differ.
"""

import os
import re
import sys
from html import escape

ROOT = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
TABLE = os.path.join(ROOT, "benches", "results", "peers.tsv")
README = os.path.join(ROOT, "README.md")
# Columns of the table, with what a reader calls them.
STEPS = [("edit", "one article edited"), ("noop", "nothing changed"), ("cold", "first build")]
COLUMNS = ["cold", "noop", "edit", "insert"]
NAMES = {"dateline": "Dateline", "hugo": "Hugo", "zola": "Zola"}
COLOURS = {
    "light": {"text": "#1f2328", "quiet": "#59636e", "rule": "#d1d9e0", "dateline": "#b3261e", "hugo": "#9aa4af", "zola": "#c7ced6"},
    "dark": {"text": "#e6edf3", "quiet": "#9198a1", "rule": "#3d444d", "dateline": "#ff7b72", "hugo": "#6e7781", "zola": "#4b535d"},
}
WIDTH, LEFT, RIGHT, BAR, GAP, GROUP = 760, 150, 120, 18, 6, 22
FONT = "system-ui, -apple-system, 'Segoe UI', 'Noto Sans', sans-serif"


def read(path):
    """Returns the rows of a table as dictionaries; lines that begin with # say how it was measured."""
    with open(path, encoding="utf-8") as file:
        lines = [line.rstrip("\n").split("\t") for line in file if line.strip() and not line.startswith("#")]
    return [dict(zip(lines[0], cells)) for cells in lines[1:]]


def seconds(value):
    return f"{value:.2f} s" if value < 1 else f"{value:.1f} s" if value < 20 else f"{value:.0f} s"


def times(value):
    return f"{value:.0f} times" if value >= 10 else f"{value:.1f} times"


def draw(rows, articles, theme):
    colours = COLOURS[theme]
    # Each step has a scale of its own: the bars of one step are what is compared.
    parts, y = [], 58
    own = next(row for row in rows if row["generator"] == "dateline")
    peers = [row for row in rows if row["generator"] != "dateline"]
    for step, name in STEPS:
        longest = max(float(row[step]) for row in rows)
        middle = y + (len(rows) * (BAR + GAP) - GAP) / 2
        parts.append(text(LEFT - 14, middle + 5, name, colours["text"], "end"))
        for row in [own, *peers]:
            value = float(row[step])
            length = max(value / longest * (WIDTH - LEFT - RIGHT), 1.5)
            colour = colours[row["generator"]]
            parts.append(f'<rect x="{LEFT}" y="{y}" width="{length:.1f}" height="{BAR}" rx="2" fill="{colour}"/>')
            label = f"{NAMES[row['generator']]} {seconds(value)}"
            if row is own and peers:
                fastest = min(float(peer[step]) for peer in peers)
                label += f": {times(fastest / value)} as fast"
            weight = "600" if row is own else "400"
            parts.append(text(LEFT + length + 8, y + 14, label, colours["text"], "start", weight))
            y += BAR + GAP
        y += GROUP - GAP
    height = y - 4
    head = f"Building a site of {int(articles):,} articles"
    note = "seconds; shorter is better"
    parts[:0] = [
        text(0, 18, head, colours["text"], "start", "600", 16),
        text(0, 38, note, colours["quiet"], "start", "400", 12),
        f'<path d="M{LEFT - .5} 52V{height - 6}" stroke="{colours["rule"]}"/>',
    ]
    words = escape("; ".join(
        f"{name}: " + ", ".join(f"{NAMES[row['generator']]} {seconds(float(row[step]))}" for row in rows)
        for step, name in STEPS))
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height:.0f}" width="{WIDTH}" height="{height:.0f}" role="img"'
        f' aria-labelledby="t d" font-family="{FONT}">\n<title id="t">{escape(head)}</title>\n<desc id="d">{words}</desc>\n'
        + "\n".join(parts) + "\n</svg>\n")


def described(rows, articles):
    """Returns the words that stand for the chart."""
    own = next(row for row in rows if row["generator"] == "dateline")
    ordered = [own, *(row for row in rows if row is not own)]
    steps = (
        f"{name.capitalize()}: " + ", ".join(f"{NAMES[row['generator']]} {seconds(float(row[step]))}" for row in ordered)
        for step, name in STEPS)
    return f"Seconds to build a site of {int(articles):,} articles. " + ". ".join(steps) + "."


def compared(rows):
    """Returns the rows of the README's table: the others in seconds, Dateline as how many times as fast."""
    lines = []
    for articles in sorted({row["articles"] for row in rows}, key=int):
        of_size = [row for row in rows if row["articles"] == articles]
        own = next(row for row in of_size if row["generator"] == "dateline")
        first = f"{int(articles):,}"
        for peer in of_size:
            if peer is own:
                continue
            cells = [seconds(float(peer[step])) for step in COLUMNS]
            ratios = [times(float(peer[step]) / float(own[step])) for step in COLUMNS]
            ratios[0] += " as fast"
            lines.append(f"| {first} | {NAMES[peer['generator']]} | {' | '.join(cells)} | {int(peer['memory']):,} MB |")
            lines.append(f"| | Dateline | {' | '.join(ratios)} | {int(own['memory']):,} MB |")
            first = ""
    return "".join(line + "\n" for line in lines)


def readme(rows, largest, most):
    """Returns the README with what the table says."""
    with open(README, encoding="utf-8", newline="") as file:
        written = file.read()
    alt = f'alt="{escape(described(largest, most))}"'
    written, charts = re.subn(r'(?<=chart-light\.svg" )alt="[^"]*"', lambda _: alt, written)
    rule = re.escape("| ---: | --- | ---: | ---: | ---: | ---: | ---: |\n")
    written, tables = re.subn(rf"(?<={rule})(?:\|.*\n)+", lambda _: compared(rows), written)
    if (charts, tables) != (1, 1):
        sys.exit("chart.py: README.md has not one chart and one table to write")
    return written


def text(x, y, words, colour, anchor, weight="400", size=13):
    return (f'<text x="{x:.1f}" y="{y:.1f}" font-size="{size}" font-weight="{weight}" text-anchor="{anchor}"'
            f' fill="{colour}">{escape(words)}</text>')


def main():
    arguments = [argument for argument in sys.argv[1:] if argument != "--check"]
    rows = read(arguments[0] if arguments else TABLE)
    most = max((row["articles"] for row in rows), key=int)
    largest = [row for row in rows if row["articles"] == most]
    files = {os.path.join(ROOT, "docs", f"chart-{theme}.svg"): draw(largest, most, theme) for theme in COLOURS}
    files[README] = readme(rows, largest, most)
    differing = []
    for path, written in files.items():
        if "--check" not in sys.argv:
            with open(path, "w", encoding="utf-8", newline="\n") as file:
                file.write(written)
        elif not os.path.exists(path) or open(path, encoding="utf-8", newline="").read() != written:
            differing.append(path)
    if differing:
        sys.exit("chart.py: not what the table says: " + ", ".join(differing))


main()
