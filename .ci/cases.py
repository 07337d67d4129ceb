#!/usr/bin/env python3
"""Runs a folder of cases, small inputs that once went wrong, and prints a table: case, before, now.

    .ci/cases.py CASES BINARY [OLD_BINARY]

CASES holds content/NAME/ (a site with expect.txt), users/ and external/ (one article a file) and tools/NAME.sh (a script
that takes the binary and fails where the fault is there). What is right stands here, one function a case; a case without
one is listed as such and fails. Needs PyYAML, jsonschema, and what the scripts ask for. The status is 1 unless every case has its right outcome.
"""
import contextlib
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import tempfile

CLOCKS = ("2024-02-01T12:00:00+08:00", "2024-03-02T06:00:00+08:00")


class Run:
    """One build of one site."""

    def __init__(self, binary, root, *options):
        self.binary, self.root = binary, pathlib.Path(root)
        found = subprocess.run([binary, "build", "--lang", "en", "--format", "json", *options], cwd=root,
                               capture_output=True, timeout=120)
        self.status = found.returncode
        self.text = found.stdout.decode(errors="replace") + found.stderr.decode(errors="replace")
        self.problems = []
        for line in found.stdout.decode(errors="replace").splitlines():
            with contextlib.suppress(ValueError):
                self.problems.append(json.loads(line))
        self.codes = [p["code"] for p in self.problems if isinstance(p, dict) and "code" in p]

    def has(self, *codes):
        return all(code in self.codes for code in codes)

    def said(self, words):
        return any(re.search(words, json.dumps(p, ensure_ascii=False), re.I) for p in self.problems)

    def lines(self, *codes):
        return sorted({p["line"] for p in self.problems if p.get("code") in codes})

    def file(self, name):
        path = self.root / "public" / name
        return path.read_text(errors="replace") if path.is_file() else None

    def any(self, pattern):
        return [p.relative_to(self.root / "public").as_posix() for p in (self.root / "public").rglob(pattern)]

    def text_of(self, name):
        page = self.file(name) or ""
        found = re.search(r"<article.*?</article>", page, re.S)
        return re.sub(r"<[^>]+>", "", found.group(0) if found else page)


class Case:
    """A case with one program: builds at each clock, in copies of the site."""

    def __init__(self, binary, site, name):
        self.binary, self.site, self.name = binary, site, name
        self.folder = tempfile.mkdtemp()

    def copy(self):
        root = pathlib.Path(tempfile.mkdtemp(dir=self.folder)) / "site"
        shutil.copytree(self.site, root, symlinks=True)
        return root

    def build(self, *options, clock=CLOCKS[0], root=None):
        return Run(self.binary, root or self.copy(), "--now", clock, *options)

    def fix(self, times=1):
        root = self.copy()
        for _ in range(times):
            subprocess.run([self.binary, "check", "--fix", "--lang", "en", "--now", CLOCKS[0]], cwd=root, capture_output=True, timeout=60)
        return root


ARTICLE = "2024/01/18/x.html"
CONTENT = {}
ARTICLES = {}


def case(table, name=None):
    def note(check):
        table[name or check.__name__.replace("_", "-")] = check
        return check
    return note


@case(CONTENT)
def accents_lost_in_address(c):
    run = c.build()
    return bool(run.any("unicode.html")) and bool(run.file("tags/cafe/index.html")) and (run.said("left out") or run.codes)

@case(CONTENT)
def before_1901(c):
    run = c.build()
    rss, atom = run.file("rss.xml"), run.file("feed.xml")
    zone = re.search(r"<pubDate>[^<]* ([+-])(\d\d)(\d\d)<", rss)
    other = re.search(r"<published>[^<]*T[\d:]+([+-])(\d\d):(\d\d)<", atom)
    return bool(zone) and bool(other) and zone.groups() == other.groups()

@case(CONTENT)
def correction_of_tomorrow(c):
    return len(c.build().problems) >= 2

@case(CONTENT)
def csv_formula(c):
    return c.build().has("W0620")

@case(CONTENT)
def definition_vanishes(c):
    run = c.build()
    text = run.text_of(ARTICLE)
    return ("略有删节" in text or len(run.problems) > 0) and ("仍在作业" in text or len(run.problems) > 1)

@case(CONTENT)
def details_text_literal(c):
    return bool(c.build().problems)

@case(CONTENT)
def draft_without_value(c):
    return bool(c.build().problems)

@case(CONTENT)
def embargo_address(c):
    run = c.build()
    return run.status == 1 and run.has("E0405", "E0407") and len(run.problems) >= 3

@case(CONTENT)
def embargo_own_page(c):
    return c.build().status == 0 and c.build(clock=CLOCKS[1]).status == 0

@case(CONTENT)
def embargo_same_slug(c):
    run = c.build()
    return run.status == 1 and run.has("E0401") and run.said("2024-03-01")

@case(CONTENT)
def embargo_tag_address(c):
    return c.build().codes.count("E0403") == 2

@case(CONTENT)
def exif_rotated(c):
    return re.search(r'width="3000"[^>]*height="4000"|height="4000"[^>]*width="3000"', c.build().file(ARTICLE) or "") is not None

@case(CONTENT)
def folded_summary(c):
    run = c.build()
    page = (run.file(ARTICLE) or "") + (run.file("feed.xml") or "")
    return "到这里，第二行" in page and "第一行第二行" in page and "， 第" not in page

@case(CONTENT)
def footnotes_lost(c):
    return len(c.build().problems) >= 2

@case(CONTENT)
def heic_hint(c):
    run = c.build()
    return len(run.problems) == 1 and run.said("JPEG")

@case(CONTENT)
def hint_repeats_itself(c):
    run = c.build()
    text = json.dumps([p.get("hints") for p in run.problems], ensure_ascii=False)
    return "a%2541.png" in text and "图%231.png" in text and "mean “a%41.png”" not in text

@case(CONTENT)
def indent_becomes_code(c):
    run = c.build()
    fixed = c.build(root=c.fix()).file(ARTICLE) or "<pre"
    return run.codes.count("W0709") == 2 and "<pre" not in fixed

@case(CONTENT)
def index_file(c):
    run = c.build()
    return run.status == 1 and run.said("cannot be|index") and not run.said("Two things")

@case(CONTENT)
def link_to_settings(c):
    return bool(c.build().problems)

@case(CONTENT)
def list_item_hint(c):
    run = c.build()
    return run.status == 1 and not run.said("some text")

@case(CONTENT)
def paragraph_becomes_heading(c):
    return bool(c.build().problems)

@case(CONTENT)
def related_standing_page(c):
    run = c.build()
    return run.codes.count("E0308") == 2 and "E0316" not in run.codes

@case(CONTENT)
def rss_markup_in_summary(c):
    return "&amp;lt;b&amp;gt;" in (c.build().file("rss.xml") or "")

@case(CONTENT)
def stars_in_numbers(c):
    run = c.build()
    page = run.text_of(ARTICLE)
    return "120*60*75" in page and "3*2*1" in page or bool(run.problems)

@case(CONTENT)
def table_takes_next_line(c):
    return bool(c.build().problems)

@case(CONTENT)
def takedown_blocked(c):
    first, root = c.build(), c.copy()
    c.build(root=root)
    second = c.build(root=root, clock=CLOCKS[1])
    return first.status == 0 and first.said("2024-02-20") and second.status == 0 and second.has("W0309") and not second.file("2024/01/18/y.html") and 'href="/2024/01/18/y.html"' not in second.file(ARTICLE)

@case(CONTENT)
def takedown_deny_warnings(c):
    root = c.copy()
    first = c.build("--deny-warnings", root=root)
    second = c.build("--deny-warnings", root=root, clock=CLOCKS[1])
    return first.status == 0 and second.status == 0 and second.has("W0309") and not second.file("2024/01/18/y.html")

@case(CONTENT)
def total_of_nothing(c):
    page = c.build().file("series/daily/index.html")
    foot = re.search(r"<tfoot.*?</tfoot>", page, re.S).group(0)
    return re.sub(r"<[^>]+>", " ", foot).split().count("0") == 0

@case(CONTENT)
def typed_indent_other_spaces(c):
    return c.build().codes.count("W0709") >= 2

@case(CONTENT)
def wide_marks_missed(c):
    return len(c.build().problems) >= 5


@case(ARTICLES, "users/01-word-indent-paragraphs")
def _(c):
    run, fixed = c.build(), c.build(root=c.fix())
    return bool(run.problems) and (fixed.file(c.page) or "").count("<p>") >= 3 and not fixed.problems

@case(ARTICLES, "users/03-bullets-merge")
def _(c):
    return len(c.build().problems) >= 4

@case(ARTICLES, "users/04-fix-breaks-bare-url")
def _(c):
    text = (c.fix() / c.article).read_text()
    return "https://b.example.cn/搜索?词=雪" in text and "https://a.example.cn/甲,乙" in text

@case(ARTICLES, "users/05-reference-gbt7714")
def _(c):
    return "W0701" not in c.build().codes

@case(ARTICLES, "users/06-enumerator-after-colon")
def _(c):
    return "W0702" not in c.build().codes

@case(ARTICLES, "users/07-le-le")
def _(c):
    return "W0707" not in c.build().codes

@case(ARTICLES, "users/08-table-tabs")
def _(c):
    run = c.build()
    return "<table" in (run.file(c.page) or "") or run.said("tab")

@case(ARTICLES, "users/10-foreign-syntax-printed")
def _(c):
    return len(c.build().lines(*c.build().codes)) >= 5

@case(ARTICLES, "users/11-bare-url-no-link")
def _(c):
    return 'href="https://www.example.cn/baoming"' in (c.build().file(c.page) or "")

@case(ARTICLES, "users/12-html-img")
def _(c):
    run = c.build()
    return run.said("picture") and run.said(r"a\.png")

@case(ARTICLES, "users/13-windows-path")
def _(c):
    run = c.build()
    return len(run.problems) >= 2 and not run.said("https://") and run.said("computer")

@case(ARTICLES, "users/15-fix-leaves-space")
def _(c):
    text = (c.fix() / c.article).read_text()
    return "张三（某某大学）" in text and "》（第2版）出版" in text

@case(ARTICLES, "users/18-angle-book-title")
def _(c):
    return bool(c.build().problems)

@case(ARTICLES, "users/20-missing-full-stop")
def _(c):
    return c.build().has("W0735")

@case(ARTICLES, "users/21-git-conflict")
def _(c):
    return c.build().status == 1

@case(ARTICLES, "external/bulletin-without-series")
def _(c):
    return c.agrees("bulletin.json", c.build().status == 0)

@case(ARTICLES, "external/schema-null")
def _(c):
    return c.agrees("news.json", c.build().status == 0)

@case(ARTICLES, "external/extra-values")
def _(c):
    run = c.build()
    return run.status == 1 and run.said("!!int")

@case(ARTICLES, "external/unfinished-tag")
def _(c):
    run = c.build()
    return "零下五度" in run.text_of(c.page) or bool(run.problems)

@case(ARTICLES, "external/underscore-variation-selector")
def _(c):
    page = c.build().file(c.page) or ""
    return "<em>Traditional.</em>" in page and "<strong>Hong Kong</strong>" in page


class ArticleCase(Case):
    """A case of one article in a new site."""

    def __init__(self, binary, file):
        self.made = tempfile.mkdtemp()
        site = pathlib.Path(self.made) / "made"
        subprocess.run([binary, "init", site], capture_output=True, check=True)
        text = file.read_text()
        kind = "bulletins" if "series" in text.split("---")[1] or "bulletin-" in file.name else "scitech"
        for old in site.glob("content/*/*.md"):
            if old.parent.name not in ("pages",):
                old.unlink()
        self.article = f"content/{kind}/x.md"
        (site / self.article).parent.mkdir(exist_ok=True)
        (site / self.article).write_text(text)
        day = re.search(r"date: (\d+)-(\d+)-(\d+)", text).groups()
        self.page = "/".join(day) + "/x.html"
        super().__init__(binary, site, file.stem)

    def build(self, *options, root=None, clock="2026-11-30T12:00:00+08:00"):
        run = Run(self.binary, root or self.copy(), "--now", clock, *options)
        run.problems = [p for p in run.problems if p.get("path") == self.article]
        run.codes = [p["code"] for p in run.problems]
        return run

    def agrees(self, name, is_right):
        """Returns true if the program's JSON Schema says of the front matter what the check says."""
        out = pathlib.Path(self.folder) / "schema"
        subprocess.run([self.binary, "schema", "--root", self.site, "--output", out], capture_output=True)
        found = subprocess.run([sys.executable, "-c", VALIDATE, str(out / name), str(self.site / self.article)], capture_output=True, text=True)
        if found.returncode > 1:
            raise RuntimeError(found.stderr[-300:])
        return (found.returncode == 0) == is_right


VALIDATE = """
import sys, json, yaml, jsonschema
class Loader(yaml.SafeLoader): pass
Loader.yaml_implicit_resolvers = {k: [(t, r) for t, r in v if 'timestamp' not in t] for k, v in yaml.SafeLoader.yaml_implicit_resolvers.items()}
data = yaml.load(open(sys.argv[2]).read().split('---')[1], Loader)
sys.exit(bool(list(jsonschema.Draft202012Validator(json.load(open(sys.argv[1]))).iter_errors(data))))
"""


def script(path, binary):
    folder = pathlib.Path(tempfile.mkdtemp())
    (folder / "dateline").symlink_to(os.path.realpath(binary))
    env = {**os.environ, "PATH": f"{folder}:{os.environ['PATH']}"}
    return subprocess.run(["bash", path, os.path.realpath(binary)], capture_output=True, timeout=120, env=env)


def outcome(work):
    try:
        return "right" if work() else "WRONG"
    except subprocess.TimeoutExpired:
        return "HANGS"
    except Exception as fault:  # one case must not end the others
        return f"FAULT {type(fault).__name__}: {str(fault)[:60]}"


def tool(path, binary):
    found = script(path, binary)
    if found.returncode == 77:
        return "skipped"
    return "right" if found.returncode == 0 else "WRONG"


def rows(cases, binary):
    for site in sorted(p for p in (cases / "content").iterdir() if p.is_dir()):
        check = CONTENT.get(site.name)
        yield f"content/{site.name}", outcome(lambda: check(Case(binary, site, site.name))) if check else "NO CHECK"
    for folder in ("users", "external"):
        for file in sorted((cases / folder).glob("*.md")):
            name = f"{folder}/{file.stem}"
            check = ARTICLES.get(name)
            if file.name == "README.md" or name == "external/lsp-completion":
                continue
            yield name, outcome(lambda: check(ArticleCase(binary, file))) if check else "NO CHECK"
    for path in sorted((cases / "tools").glob("*.sh")):
        if path.name != "lib.sh":
            try:
                yield f"tools/{path.stem}", tool(path, binary)
            except subprocess.TimeoutExpired:
                yield f"tools/{path.stem}", "HANGS"


def main():
    cases, *binaries = sys.argv[1:]
    tables = [dict(rows(pathlib.Path(cases), os.path.realpath(b))) for b in reversed(binaries)]
    bad = 0
    print(f"| {'case':44} | " + " | ".join(["before", "now"][-len(tables):]) + " |")
    for name in tables[-1]:
        now = tables[-1][name]
        bad += now not in ("right", "skipped")
        print(f"| {name:44} | " + " | ".join(t[name] for t in tables) + " |")
    print(f"{len(tables[-1]) - bad} passed, {bad} failed")
    sys.exit(bool(bad))


main()
