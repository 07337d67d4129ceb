"""Measures one running preview; prints the cells of a row of serve.sh. Nothing but the standard library."""

import http.client
import pathlib
import re
import signal
import statistics
import subprocess
import sys
import time

program, site, now, corpus, size, seed = sys.argv[1:]
site = pathlib.Path(site)
articles = sorted((site / "content").rglob("*.md"))
articles = [a for a in articles if re.match(r"\d{4}-\d\d-\d\d-", a.name)]
RUNS = 20


class Preview:
    """A preview that runs; `first` is the time from its start to the end of its first answer."""

    def __init__(self):
        start = time.perf_counter()
        command = [program, "serve", "--root", site, "--port", "0", "--now", now, "--lang", "en"]
        self.process = subprocess.Popen(command, stderr=subprocess.PIPE, text=True)
        for line in self.process.stderr:
            if found := re.search(r"http://([\d.]+):(\d+)/", line):
                self.host = (found[1], int(found[2]))
                break
        self.connection = http.client.HTTPConnection(*self.host)
        self.get("/")
        self.first = time.perf_counter() - start

    def get(self, path):
        self.connection.request("GET", path)
        answer = self.connection.getresponse()
        return answer.status, answer.read()

    def timed(self, path):
        start = time.perf_counter()
        status, _ = self.get(path)
        assert status == 200, path
        return (time.perf_counter() - start) * 1000

    def until(self, path, text):
        """Asks until the text is there; returns the milliseconds."""
        start = time.perf_counter()
        while text not in self.get(path)[1]:
            assert time.perf_counter() - start < 60, f"{path} never shows it"
            time.sleep(0.0005)
        return (time.perf_counter() - start) * 1000

    def memory(self, name):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(rf"{name}:\s+(\d+)", status)[1]) // 1024

    def end(self):
        self.process.send_signal(signal.SIGTERM)
        assert self.process.wait(5) == 0


def address(article):
    text = article.read_text()
    year, month, day = re.search(r"^date: *(\d{4})-(\d\d)-(\d\d)", text, re.M).groups()
    slug = re.search(r"^slug: *(\S+)", text, re.M)
    return f"/{year}/{month}/{day}/{slug[1] if slug else article.stem[11:]}.html"


def sample(offset):
    """Returns RUNS articles spread over the archive."""
    step = max(len(articles) // RUNS, 1)
    return [articles[(i * step + offset) % len(articles)] for i in range(RUNS)]


cold = Preview()
cold_time = cold.first
cold.end()
warm = []
for _ in range(3):
    preview = Preview()
    warm.append(preview.first)
    if len(warm) < 3:
        preview.end()
at_start = preview.memory("VmRSS")
pages = [preview.timed(address(a)) for a in sample(7)]
lists = [preview.timed(path) for path in ["/", "/archive/", "/2026/06/", "/feed.xml", "/scitech/"] * 4]

edits = []
for number, article in enumerate(sample(13)):
    # What was just written by somebody is not measured along.
    time.sleep(0.3)
    mark = f"编辑补记第{number}号。"
    with article.open("a") as file:
        file.write(f"\n{mark}\n")
    edits.append(preview.until(address(article), mark.encode()))

inserts = []
for number in range(5):
    time.sleep(0.3)
    made = subprocess.run(
        [corpus, "--articles", size, "--seed", seed, "--out", site, "--format", "dateline", "--insert", str(number)],
        check=True, capture_output=True, text=True,
    )
    made = site / made.stdout.strip()
    preview.until(address(made), b"</article>")
    inserts.append((time.time() - made.stat().st_mtime) * 1000)
at_end = preview.memory("VmRSS")
preview.end()

cells = [
    f"{cold_time:.2f}",
    f"{statistics.median(warm):.2f}",
    f"{statistics.median(pages):.1f} ({max(pages):.1f})",
    f"{statistics.median(lists):.1f}",
    f"{statistics.median(edits):.0f} ({max(edits):.0f})",
    f"{statistics.median(inserts):.0f}",
    str(at_start),
    str(at_end),
]
print(" | ".join(cells))
