"""CPU time of `imbalreport lsp` for one keystroke in a template of about 2,000 lines.

Usage: python3 Benchmarks/keystroke.py [PROGRAM]

Types through the real program, letter by letter, into prose, option names, names that others use and
fences, and waits for the diagnostics after each. Linux: the time comes from /proc/PID/task/*/schedstat.
"""

import json
import os
import random
import statistics
import subprocess
import sys
import tempfile


def template():
    """A sound template of about 2,000 lines, every section with all common directives."""
    lines = ["---", "title: A long report", "params:", "  floor: 0.5", "---", "", "# Start", ""]
    n = 0
    while len(lines) < 1990:
        n += 1
        lines += f"""## Section {n} {{#sec-s{n}}}

Of `{{= d{n}.rows | int}}` rows `{{= d{n}.prevalence | pct}}` are positive; see @fig-r{n}, @tbl-t{n} or @sec-s{n}.
A line of plain prose that says what is to be seen, with *emphasis* and [a link](#start).

```yaml {{load}} d{n}
file: data.csv
target: label
positive: "yes"
```

```yaml {{split}} p{n}
data: d{n}
test: 25%
```

```yaml {{train}} a{n}
model: majority
data: p{n}.train
```

```yaml {{train}} m{n}
model: logistic_regression
data: p{n}.train
class_weight: balanced
```

```yaml {{evaluate}} s{n}
models: [a{n}, m{n}]
on: p{n}.test
metrics: [accuracy, recall, precision, mcc]
```

```yaml {{plot roc}} fig-r{n}
from: s{n}
caption: "The curve of `{{= s{n}.m{n}.roc_auc | num}}`."
```

```yaml {{table}} tbl-t{n}
from: s{n}
caption: "All numbers, see @fig-r{n}."
```

```yaml {{assert}} g{n}
that: s{n}.m{n}.recall >= params.floor
message: "Recall is `{{= s{n}.m{n}.recall | pct}}`."
```
""".split("\n")
    return lines


class Client:
    """Speaks the protocol to a server and reads its clock."""

    def __init__(self, program, uri, text):
        self.process = subprocess.Popen([program, "lsp"], stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self.uri, self.version = uri, 1
        self.send("initialize", {"capabilities": {}}, id=1)
        self.receive()
        self.send("initialized", {})
        document = {"uri": uri, "languageId": "markdown", "version": 1, "text": text}
        self.send("textDocument/didOpen", {"textDocument": document})
        self.first = self.receive()["params"]["diagnostics"]

    def send(self, method, params, **more):
        body = json.dumps({"jsonrpc": "2.0", "method": method, "params": params, **more}).encode()
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n" % len(body) + body)
        self.process.stdin.flush()

    def receive(self):
        length = 0
        while line := self.process.stdout.readline().strip():
            length = int(line.split(b":")[1])
        return json.loads(self.process.stdout.read(length))

    def cpu(self):
        folder = f"/proc/{self.process.pid}/task"
        return sum(int(open(f"{folder}/{t}/schedstat").read().split()[0]) for t in os.listdir(folder)) / 1e6

    def change(self, line, start, end, text):
        """Milliseconds of CPU from a change to its diagnostics."""
        self.version += 1
        before = self.cpu()
        place = {"start": {"line": line, "character": start}, "end": {"line": line, "character": end}}
        document = {"uri": self.uri, "version": self.version}
        self.send("textDocument/didChange", {"textDocument": document, "contentChanges": [{"range": place, "text": text}]})
        self.receive()
        return self.cpu() - before


def main():
    program = os.path.abspath(sys.argv[1] if len(sys.argv) > 1 else ".build/release/imbalreport")
    lines = template()
    with tempfile.TemporaryDirectory() as folder:
        draw = random.Random(1)
        with open(folder + "/data.csv", "w") as file:
            file.write("x,y,z,label\n")
            for row in range(2000):
                numbers = ",".join(str(draw.random()) for _ in range(3))
                file.write(f"{numbers},{'yes' if row % 7 == 0 else 'no'}\n")
        client = Client(program, f"file://{folder}/long.md", "\n".join(lines))
        assert client.first == [], client.first
        print(f"{len(lines)} lines, milliseconds of CPU for a keystroke:")
        places = [
            ("prose", "A line of plain", 9, "x"),
            ("an option's name", "class_weight", 3, "x"),
            ("a name that others use", "```yaml {load}", 16, "q"),
            ("a fence that opens", "Of `{=", 0, "```"),
        ]
        for what, begins, column, text in places:
            found = [number for number, line in enumerate(lines) if line.startswith(begins)]
            times = []
            for turn in range(40):
                line = found[turn * 7 % len(found)]
                times.append(client.change(line, column, column, text))
                times.append(client.change(line, column, column + len(text), ""))
            print(f"  {what}: median {statistics.median(times):.1f}, worst {max(times):.1f}")
        client.send("shutdown", None, id=2)
        client.receive()
        client.send("exit", None)
        client.process.wait()


main()
