"""Measures one language server; prints the cells of a row of lsp.sh. Nothing but the standard library."""

import json
import pathlib
import re
import statistics
import subprocess
import sys
import time

program, site = sys.argv[1:]
site = pathlib.Path(site).resolve()
articles = sorted(a for a in (site / "content").rglob("*.md") if re.match(r"\d{4}-\d\d-\d\d-", a.name))
RUNS = 20

# What is written at the end of an article: words, and every kind of link that leads nowhere, with a code that tells it.
EDITS = {
    "words": ("又下雪了。", None),
    "no such file": ("见[稿件](mei-you.md)。", "E0301"),
    "no such page": ("见[网页](/2020/01/01/mei-you.html)。", "E0303"),
    "no such heading": ("见[小节](#mei-you)。", "E0304"),
    "wrong capitals": ("见[稿件]({capitals})。", "E0316"),
    # What is told when the site was opened again: the address of another article.
    "place": ("", "E0401"),
}
# As a typist does, who hits a key when the server has just begun to open the site again.
BETWEEN = 0.015


class Server:
    """A server that runs; `first` is the milliseconds from its start to its answer to `initialize`."""

    def __init__(self):
        start = time.perf_counter()
        command = [program, "lsp", "--root", site, "--lang", "zh"]
        self.process = subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.last = 0
        self.ask("initialize", {"capabilities": {}})
        self.first = (time.perf_counter() - start) * 1000
        self.tell("initialized", {})

    def send(self, message):
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%b" % (len(body), body))
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while (line := self.process.stdout.readline().strip()) or not length:
            assert line, "the server has gone"
            if found := re.match(rb"Content-Length: *(\d+)", line):
                length = int(found[1])
        return json.loads(self.process.stdout.read(length))

    def tell(self, method, params):
        self.send({"method": method, "params": params})

    def ask(self, method, params):
        self.last += 1
        self.send({"id": self.last, "method": method, "params": params})
        # What is told of its own accord comes between.
        while (answer := self.receive()).get("id") != self.last:
            pass
        return answer["result"]

    def timed(self, method, params):
        start = time.perf_counter()
        result = self.ask(method, params)
        assert result, method
        return (time.perf_counter() - start) * 1000

    def problems(self, method, params, code=None, gone=None):
        """Tells what happened to one open text; returns the milliseconds until its problems are told, with `code`, without `gone`."""
        uri = params["textDocument"]["uri"]
        start = time.perf_counter()
        self.tell(method, params)
        while True:
            note = self.receive()["params"]
            codes = [d["code"] for d in note["diagnostics"]]
            if note["uri"] == uri and (code is None or code in codes) and gone not in codes:
                return (time.perf_counter() - start) * 1000

    def memory(self):
        status = pathlib.Path(f"/proc/{self.process.pid}/status").read_text()
        return int(re.search(r"VmRSS:\s+(\d+)", status)[1]) // 1024

    def end(self):
        self.ask("shutdown", None)
        self.tell("exit", None)
        assert self.process.wait(5) == 0


def most(times):
    return f"{statistics.median(times):.1f} ({max(times):.1f})"


def field(text, key):
    return re.search(rf"^{key}: .*\n", text, re.M)[0]


server = Server()
step = max(len(articles) // RUNS, 1)
changes, targets, tags, keys, hovers, saves = {kind: [] for kind in EDITS}, [], [], [], [], []
for number in range(RUNS):
    article, neighbour = (articles[(number * step + offset) % len(articles)] for offset in (13, 12))
    text, uri = article.read_text(), article.as_uri()
    opened = {"uri": uri, "languageId": "markdown", "version": 0, "text": text}
    server.problems("textDocument/didOpen", {"textDocument": opened})
    change = lambda new: {"textDocument": {"uri": uri, "version": 1}, "contentChanges": [{"text": new}]}
    up = "/".join([".."] * (len(article.relative_to(site).parts) - 1))
    capitals = f"{up}/{neighbour.relative_to(site)}"[:-3] + ".MD"
    for kind, (words, code) in EDITS.items():
        new = f"{text}\n{words.format(capitals=capitals)}\n"
        if kind == "place":
            for key in ("date", "slug"):
                new = new.replace(field(text, key), field(neighbour.read_text(), key))
        time.sleep(BETWEEN)
        changes[kind].append(server.problems("textDocument/didChange", change(new), code))
    new = f"---\ntags: [\n\n{text[4:]}\n见[稿件](\n"
    server.problems("textDocument/didChange", change(new))
    at = lambda line, character: {"textDocument": {"uri": uri}, "position": {"line": line, "character": character}}
    targets.append(server.timed("textDocument/completion", at(new.count("\n") - 1, 6)))
    tags.append(server.timed("textDocument/completion", at(1, 7)))
    keys.append(server.timed("textDocument/completion", at(2, 0)))
    hovers.append(server.timed("textDocument/hover", at(1, 1)))
    if number % 4 == 0:
        # A link to an article that is written just then.
        new = f"{text}\n见[稿件](xin-gao-{number}.md)。\n"
        server.problems("textDocument/didChange", change(new), "E0301")
        article.write_text(new)
        front = "".join(field(text, key) for key in ("title", "date", "tags") if f"\n{key}:" in text)
        article.with_name(f"xin-gao-{number}.md").write_text(f"---\n{front}---\n又下雪了。\n")
        time.sleep(BETWEEN)
        saves.append(server.problems("textDocument/didSave", {"textDocument": {"uri": uri}}, gone="E0301"))
    server.tell("textDocument/didClose", {"textDocument": {"uri": uri}})
at_end = server.memory()
server.end()

for kind, times in changes.items():
    print(f"  {kind}: {most(times)} ms", file=sys.stderr)
own = [taken for kind, times in changes.items() if kind != "place" for taken in times]
cells = [f"{server.first:.0f}", most(own), most(changes["place"]), most(saves), most(targets), most(tags + keys), most(hovers), str(at_end)]
print(" | ".join(cells))
