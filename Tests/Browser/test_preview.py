"""`imbalreport preview` as an author sees it: a real browser, a real editor's saves."""

from __future__ import annotations

import json
import os
import re
import shutil
import socket
import statistics
import subprocess
import tempfile
import threading
import time
import unittest
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from pathlib import Path

from browser import Browser

ROOT = Path(__file__).resolve().parents[2]
PROGRAM = Path(os.environ.get("IMBALREPORT", ROOT / ".build" / "release" / "imbalreport"))


def wait(condition, seconds: float = 10, step: float = 0.005):
    """The first true value of a condition; fails when there is none in time."""
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        value = condition()
        if value:
            return value
        time.sleep(step)
    raise AssertionError("waited in vain")


class Preview(unittest.TestCase):
    @classmethod
    def setUpClass(cls) -> None:
        cls.browser = Browser()

    @classmethod
    def tearDownClass(cls) -> None:
        cls.browser.close()

    def setUp(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="imbalreport-preview-"))
        self.template = self.folder / "accuracy-paradox.md"
        shutil.copy(ROOT / "templates" / "accuracy-paradox.md", self.template)
        (self.folder / "data").mkdir()
        shutil.copy(ROOT / "templates" / "data" / "hypothyroid.csv", self.folder / "data")
        self.text = self.template.read_text()
        self.log = open(self.folder / "log", "w+")
        self.start(self.template.name)

    def start(self, *arguments: str, **environment: str) -> None:
        """The program in the template's folder, and the browser at its address."""
        settings = os.environ | {"IMBALREPORT_CACHE": str(self.folder / "cache")} | environment
        self.process = subprocess.Popen(
            [PROGRAM, "preview", *arguments], cwd=self.folder, stdout=subprocess.PIPE,
            stderr=self.log, text=True, env=settings)
        line = self.process.stdout.readline()
        self.address = next(word for word in line.split() if word.startswith("http://127.0.0.1:"))
        self.browser.logs()
        self.browser.driver.get(self.address)
        wait(lambda: self.version() >= 1)

    def stop(self) -> None:
        self.browser.driver.get("about:blank")
        self.process.terminate()
        self.assertEqual(self.process.wait(5), 0)
        self.process.stdout.close()

    def tearDown(self) -> None:
        self.stop()
        self.log.close()
        shutil.rmtree(self.folder)

    def told(self) -> str:
        """What the terminal has been told so far."""
        return (self.folder / "log").read_text()

    def version(self) -> int:
        return int(self.browser.run("return document.body.dataset.version || 0"))

    def inside(self, script: str):
        """What a function body gives in the report's own frame."""
        return self.browser.run(
            f"return (function (window, document) {{ {script} }})(frame.contentWindow, frame.contentDocument)")

    def save(self, text: str) -> None:
        """As editors do: a new file moved over the old one."""
        beside = self.folder / ".new"
        beside.write_text(text)
        beside.rename(self.template)

    def saved(self, text: str) -> float:
        """Saves, and the milliseconds until the new page is in the browser."""
        before, start = self.version(), time.monotonic()
        self.save(text)
        wait(lambda: self.version() > before, step=0.001)
        return 1000 * (time.monotonic() - start)

    def test_a_save_is_on_the_page_within_150_ms_where_the_reader_was(self) -> None:
        self.inside("document.querySelectorAll('details')[1].open = true;"
                    "document.getElementById('fig-roc').scrollIntoView();"
                    "window.scrollBy({top: 37, behavior: 'instant'})")
        place = self.inside("return document.getElementById('fig-roc').getBoundingClientRect().top")
        times = []
        for number in range(15):
            heading = self.text.index("\n# ") + 1
            prose = "New words in front.\n\n" * (number + 1)
            times.append(self.saved(self.text[:heading] + prose + self.text[heading:]))
        self.assertEqual(
            self.inside("return document.body.innerText.split('New words in front.').length - 1"), 15)
        self.assertAlmostEqual(
            self.inside("return document.getElementById('fig-roc').getBoundingClientRect().top"),
            place, delta=2)
        self.assertTrue(self.inside("return document.querySelectorAll('details')[1].open"))
        self.assertIn("(preview)", self.browser.driver.title)
        middle = statistics.median(times)
        print(f"from save to page: {middle:.0f} ms, worst {max(times):.0f} ms")
        # The goal is 150 ms; a busy machine may take longer without anything being wrong.
        self.assertLess(middle, 600)
        messages, requests = self.browser.logs()
        self.assertEqual(messages, [])
        self.assertEqual([one for one in requests if not one.startswith((self.address, "data:", "chrome:"))], [])

    def test_errors_stand_beside_the_last_good_report_and_go_again(self) -> None:
        before = self.inside("return document.querySelector('h1').textContent")
        self.assertFalse(self.browser.run("return !box.hidden"))
        self.save(self.text.replace("test: 30%", "tset: 30%").replace("test: 25%", "tset: 25%"))
        wait(lambda: self.browser.run("return !box.hidden"))
        told = self.browser.run("return box.innerText")
        self.assertIn("unknown-option", told)
        self.assertIn("accuracy-paradox.md:", told)
        self.assertIn("^", told)
        self.assertIn("This is the last good report", told)
        self.assertEqual(self.inside("return document.querySelector('h1').textContent"), before)
        self.assertIn("unknown-option", self.told())
        for dark in [False, True]:
            self.browser.look(dark=dark)
            (ROOT / ".build").mkdir(exist_ok=True)
            self.browser.driver.save_screenshot(
                str(ROOT / ".build" / f"preview-{'dark' if dark else 'light'}.png"))
        self.browser.look()
        self.save(self.text)
        wait(lambda: self.browser.run("return box.hidden"))

    def test_a_vanished_file_is_told_and_found_again(self) -> None:
        self.template.unlink()
        wait(lambda: "no such file" in self.browser.run("return box.innerText"))
        self.save(self.text.replace("# ", "# New ", 1))
        wait(lambda: self.browser.run("return box.hidden"))

    def test_other_data_and_a_theme_are_seen(self) -> None:
        data = self.folder / "data" / "hypothyroid.csv"
        before = self.version()
        lines = data.read_text().splitlines(keepends=True)
        data.write_text("".join(lines[:2000]))
        wait(lambda: self.version() > before)
        self.assertIn("1,999", self.inside("return document.body.innerText"))
        theme = self.folder / "house.css"
        self.seen(lambda: self.save(self.text.replace("title:", "theme: house.css\ntitle:", 1)),
                  "there is no 'house.css'")
        theme.write_text(":root { --ir-accent: #0050a0; }")
        wait(lambda: self.browser.run("return box.hidden"))
        self.assertTrue(self.browser.run("return box.hidden"), self.browser.run("return box.innerText"))
        before = self.version()
        theme.write_text(":root { --ir-accent: #005f00; }")
        wait(lambda: self.version() > before)

    def seen(self, change, text: str) -> None:
        """A change on disk brings a page, or a problem, with a text."""
        change()
        wait(lambda: text in (self.browser.run("return box.innerText") or "")
             or text in (self.inside("return document.body && document.body.innerText") or ""), 4)

    def test_a_folder_made_anew_is_seen(self) -> None:
        data = self.folder / "data"
        lines = (data / "hypothyroid.csv").read_text().splitlines(keepends=True)

        def fill(count: int) -> None:
            """As a script does that makes the folder with what belongs into it."""
            data.mkdir()
            (data / "hypothyroid.csv").write_text("".join(lines[:count + 1]))

        self.seen(lambda: shutil.rmtree(data), "there is no 'data/hypothyroid.csv'")
        self.seen(lambda: fill(2500), "2,500")
        self.assertTrue(self.browser.run("return box.hidden"))
        # Moved away and made anew, at once.
        self.seen(lambda: (data.rename(self.folder / "old"), fill(2400)), "2,400")
        # Several folders that do not exist, one below the other, of an included text.
        text = self.text + "\n\n```yaml {include}\nfile: parts/more/words.md\n```\n"
        self.seen(lambda: self.save(text), "there is no 'parts/more/words.md'")
        more = self.folder / "parts" / "more"
        more.mkdir(parents=True)
        time.sleep(0.1)
        self.seen(lambda: (more / "words.md").write_text("Words of a part.\n"), "Words of a part.")
        self.assertTrue(self.browser.run("return box.hidden"), self.browser.run("return box.innerText"))
        self.seen(lambda: (shutil.rmtree(more), more.mkdir(),
                           (more / "words.md").write_text("Words made anew.\n")), "Words made anew.")

    def test_what_a_link_points_to_is_seen(self) -> None:
        real = self.folder / "elsewhere"
        real.mkdir()
        data = self.folder / "data" / "hypothyroid.csv"
        lines = data.read_text().splitlines(keepends=True)
        data.rename(real / "thyroid.csv")
        (self.folder / "middle.csv").symlink_to("elsewhere/thyroid.csv")
        data.symlink_to("../middle.csv")
        text = self.text
        self.stop()
        # The template by way of a linked folder, too.
        (self.folder / "texts").mkdir()
        (self.folder / "texts" / "real.md").write_text(text)
        self.template.unlink()
        self.template.symlink_to("texts/real.md")
        self.start(self.template.name)
        self.assertTrue(self.browser.run("return box.hidden"), self.browser.run("return box.innerText"))
        self.seen(lambda: (real / "thyroid.csv").write_text("".join(lines[:2501])), "2,500")
        (real / "other.csv").write_text("".join(lines[:2401]))

        def point() -> None:
            """As `ln -sf` does: the link in the middle of the chain, to another file."""
            (self.folder / ".link").symlink_to("elsewhere/other.csv")
            (self.folder / ".link").rename(self.folder / "middle.csv")

        self.seen(point, "2,400")
        self.seen(lambda: (real / "other.csv").write_text("".join(lines[:2301])), "2,300")
        self.seen(lambda: (self.folder / "texts" / "real.md").write_text(text + "\n\nOf the real file.\n"),
                  "Of the real file.")
        self.assertTrue(self.browser.run("return box.hidden"), self.browser.run("return box.innerText"))

    @property
    def place(self) -> tuple[str, int]:
        host, port = self.address.removeprefix("http://").rstrip("/").split(":")
        return host, int(port)

    def get(self, path: str) -> bytes:
        return self.ask(f"GET {path} HTTP/1.1\r\nHost: {self.place[0]}:{self.place[1]}\r\n\r\n".encode())

    def asked_fast(self, times: int = 10) -> float:
        """The slowest of some requests, in seconds; each is answered with the report."""
        slowest = 0.0
        for _ in range(times):
            start = time.monotonic()
            self.assertTrue(self.get("/report").startswith(b"HTTP/1.1 200 "))
            slowest = max(slowest, time.monotonic() - start)
        return slowest

    def test_who_asks_nothing_delays_nobody(self) -> None:
        with ExitStack() as stack:
            def opened(count: int) -> list[socket.socket]:
                return [stack.enter_context(socket.create_connection(self.place, 5)) for _ in range(count)]

            slow = opened(1)[0]
            begun = time.monotonic()
            cut = threading.Thread(target=self.drip, args=[slow])
            cut.start()
            times = []
            for count in [10, 40, 100]:
                opened(count)
                times.append(self.asked_fast())
            cut.join()
            spent = time.monotonic() - begun
            print(f"beside 10, 50 and 150 silent connections: {', '.join(f'{1000 * one:.0f} ms' for one in times)};"
                  f" a byte every second: cut off after {spent:.1f} s")
            self.assertLess(max(times), 1)
            self.assertLess(spent, 7)
            # More than there are places: the oldest make room, with an answer.
            crowd = opened(400)
            self.assertLess(self.asked_fast(), 1)
            self.assertTrue(crowd[0].recv(100).startswith(b"HTTP/1.1 503 "))
        self.saved(self.text + "\n\nStill alive.\n")

    def drip(self, connection: socket.socket) -> None:
        """Sends a byte each half second until the other side has had enough."""
        connection.settimeout(0.5)
        for _ in range(40):
            try:
                connection.sendall(b"G")
                if connection.recv(100) != b"":
                    return
            except TimeoutError:
                continue
            except OSError:
                return
            return

    def test_who_waits_and_goes_gives_the_place_back(self) -> None:
        head = f"GET /next?after={self.browser.run('return moment')} HTTP/1.1\r\nHost: {self.place[0]}:{self.place[1]}\r\n\r\n".encode()
        descriptors = Path(f"/proc/{self.process.pid}/fd")
        before = len(list(descriptors.iterdir()))
        for _ in range(300):
            with socket.create_connection(self.place, 5) as one:
                one.sendall(head)
        self.assertLess(self.asked_fast(), 1)
        wait(lambda: len(list(descriptors.iterdir())) < before + 4, 2)
        with ExitStack() as stack:
            # Who waits and stays: the oldest are answered early when there are too many.
            crowd = []
            for _ in range(300):
                crowd.append(stack.enter_context(socket.create_connection(self.place, 5)))
                crowd[-1].sendall(head)
            self.assertLess(self.asked_fast(), 1)
            self.assertTrue(crowd[0].recv(100).startswith(b"HTTP/1.1 200 "))
            # Who has only ended its own side hears what there is.
            crowd[-1].shutdown(socket.SHUT_WR)
            self.assertTrue(crowd[-1].recv(100).startswith(b"HTTP/1.1 200 "))
            # News reach all others at once.
            start, moment = time.monotonic(), self.browser.run("return moment")
            self.save(self.text + "\n\nNews for all.\n")
            answer = crowd[-2].recv(10_000).partition(b"\r\n\r\n")[2]
            self.assertEqual(json.loads(answer)["moment"], moment + 1)
            self.assertLess(time.monotonic() - start, 3)

    def test_a_hundred_ask_at_once(self) -> None:
        start = time.monotonic()
        with ThreadPoolExecutor(100) as pool:
            answers = list(pool.map(lambda _: self.get("/report"), range(300)))
        self.assertEqual({answer[:13] for answer in answers}, {b"HTTP/1.1 200 "})
        self.assertEqual(len({answer.partition(b"\r\n\r\n")[2] for answer in answers}), 1)
        print(f"300 reports by 100 at once: {time.monotonic() - start:.2f} s")

    def test_who_reads_nothing_holds_up_nobody(self) -> None:
        head = f"GET /report HTTP/1.1\r\nHost: {self.place[0]}:{self.place[1]}\r\n\r\n".encode()
        with ExitStack() as stack:
            for _ in range(300):
                one = stack.enter_context(socket.socket())
                one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 2048)
                one.connect(self.place)
                one.sendall(head)
            self.assertLess(self.asked_fast(), 1)
        self.assertLess(self.asked_fast(), 1)

    def test_what_a_render_has_kept_is_used(self) -> None:
        def computed() -> tuple[int, int]:
            """Of the first page: the steps that were computed, and all."""
            words = wait(lambda: re.search(r"(\d+) of (\d+) steps computed", self.told()[begin:]))
            return int(words[1]), int(words[2])

        begin = 0
        first, steps = computed()
        self.assertEqual(first, steps)
        self.stop()
        begin = len(self.told())
        self.start(self.template.name)
        self.assertLess(computed()[0], steps)
        self.stop()
        begin = len(self.told())
        self.start(self.template.name, "--no-cache", IMBALREPORT_CACHE=str(self.folder / "none"))
        self.assertEqual(computed()[0], steps)
        self.assertFalse((self.folder / "none").exists())
        self.stop()
        # The same as a render keeps, one way and the other.
        told = subprocess.run(
            [PROGRAM, "render", self.template.name, "--explain-cache"], cwd=self.folder,
            capture_output=True, text=True, timeout=30,
            env=os.environ | {"IMBALREPORT_CACHE": str(self.folder / "cache")})
        self.assertIn("kept ", told.stderr)
        self.assertNotIn("computed ", told.stderr)
        # A cache that cannot be used is a note.
        begin = len(self.told())
        self.start(self.template.name, IMBALREPORT_CACHE=str(self.template))
        self.assertIn("note: the cache", self.told()[begin:])
        self.assertTrue(self.browser.run("return box.hidden"))
        self.assertEqual(computed()[0], steps)

    def ask(self, request: bytes) -> bytes:
        with socket.create_connection(self.place, 5) as connection:
            connection.sendall(request)
            answer = b""
            while piece := connection.recv(65536):
                answer += piece
        return answer

    def test_strangers_are_turned_away(self) -> None:
        host = self.address.removeprefix("http://").rstrip("/")
        page = (b"accuracy paradox")
        def get(head: str) -> bytes:
            return self.ask(head.replace("\n", "\r\n").encode() + b"\r\n\r\n")
        good = get(f"GET /report HTTP/1.1\nHost: {host}")
        self.assertTrue(good.startswith(b"HTTP/1.1 200 "))
        self.assertIn(page, good)
        for head, status in [
            ("GET /report HTTP/1.1\nHost: evil.example", b"421"),
            (f"GET /report HTTP/1.1\nHost: evil.example:{host.split(':')[1]}", b"421"),
            ("GET /report HTTP/1.1", b"421"),
            (f"GET /report HTTP/1.1\nHost: {host}\nHost: evil.example", b"400"),
            (f"POST /report HTTP/1.1\nHost: {host}\nContent-Length: 0", b"405"),
            (f"GET /../accuracy-paradox.md HTTP/1.1\nHost: {host}", b"404"),
            (f"GET //report HTTP/1.1\nHost: {host}", b"404"),
            ("GET http://evil.example/ HTTP/1.1\nHost: evil.example", b"400"),
            ("nonsense", b"400"), ("", b"400"),
        ]:
            with self.subTest(head):
                answer = get(head)
                self.assertTrue(answer.startswith(b"HTTP/1.1 " + status), answer[:80])
                self.assertNotIn(page, answer)
        self.assertTrue(self.ask(b"GET / HTTP/1.1\r\nX: " + b"x" * 20000).startswith(b"HTTP/1.1 431 "))
        # Only this machine is listened to.
        listening = Path(f"/proc/{self.process.pid}/net/tcp").read_text()
        port = f"{int(host.split(':')[1]):04X}"
        ends = [line.split()[1] for line in listening.splitlines()[1:] if line.split()[3] == "0A"]
        self.assertIn(f"0100007F:{port}", ends)
        self.assertNotIn(f"00000000:{port}", ends)

    def slow(self, repeats: int) -> str:
        """The template with folds that take their time, a second or so for each repeat."""
        return self.text + (
            "\n\n```yaml {train} forest\nmodel: random_forest\nn_estimators: 300\ndata: parts.train\n```\n\n"
            "```yaml {cross_validate} cv\nmodels: [forest]\ndata: parts.train\nfolds: 5\n"
            f"repeats: {repeats}\n```\n\n```yaml {{table}} tbl-cv\nfrom: cv\n```\n")

    def test_what_a_later_save_no_longer_asks_for_is_given_up(self) -> None:
        def is_busy() -> bool:
            return not self.browser.run("return document.getElementById('doing').hidden")

        def text() -> str:
            return self.inside("return document.body && document.body.innerText") or ""

        # Prose alone: what is being computed is finished, and serves both.
        self.save(self.slow(repeats=4))
        wait(is_busy)
        self.save(self.slow(repeats=4) + "\n\nSaid later.\n")
        wait(lambda: "Said later." in text(), 60)
        self.assertNotIn("given up", self.told())
        self.assertRegex(self.told().splitlines()[-1], r", 0 of \d+ steps computed")
        # A mistake is told while the computing goes on.
        self.save(self.slow(repeats=50))
        wait(is_busy)
        self.save(self.slow(repeats=50).replace("from: cv", "form: cv"))
        wait(lambda: "unknown-option" in self.browser.run("return box.innerText"), 5)
        self.assertTrue(is_busy())
        self.assertNotIn("given up", self.told())
        # Other folds: nobody waits for the old ones.
        start = time.monotonic()
        self.save(self.slow(repeats=1) + "\n\nSaid last.\n")
        wait(lambda: "Said last." in text(), 60)
        print(f"a page beside an obsolete computation: {time.monotonic() - start:.1f} s")
        self.assertIn("given up after", self.told())
        self.assertTrue(self.browser.run("return box.hidden"))

    def test_while_a_long_step_runs_the_page_says_that_it_is_old(self) -> None:
        shown = "return document.getElementById('doing').hidden ? '' : document.getElementById('doing').innerText"
        self.assertEqual(self.browser.run(shown), "")
        slow = self.slow(repeats=2)
        before = self.version()
        self.save(slow)
        words = wait(lambda: self.browser.run(shown))
        self.assertIn("This page is of an earlier save. Computing the next: [", words)
        self.browser.driver.save_screenshot(str(ROOT / ".build" / "preview-computing.png"))
        self.assertEqual(self.version(), before)
        wait(lambda: self.version() > before, 60)
        wait(lambda: not self.browser.run(shown))
        self.assertEqual(self.inside("return document.querySelectorAll('#tbl-cv').length"), 1)

    def test_a_taken_port_is_told(self) -> None:
        port = self.address.rstrip("/").split(":")[-1]
        told = subprocess.run(
            [PROGRAM, "preview", self.template.name, "--port", port], cwd=self.folder,
            capture_output=True, text=True, timeout=10)
        self.assertEqual(told.returncode, 1)
        self.assertIn(f"port {port} is taken", told.stderr)

    def test_a_thousand_saves(self) -> None:
        descriptors = Path(f"/proc/{self.process.pid}/fd")
        before = len(list(descriptors.iterdir()))
        for number in range(1000):
            self.save(f"{self.text}\n\nThis is save {number}.\n")
            if number % 10 == 0:
                time.sleep(0.01)
        wait(lambda: "This is save 999." in (self.inside("return document.body.innerText") or ""), 30)
        self.assertLess(len(list(descriptors.iterdir())), before + 8)
        self.assertTrue(self.browser.run("return box.hidden"))
        self.assertIsNone(self.process.poll())


if __name__ == "__main__":
    unittest.main()
