"""`imbalreport preview` as an author sees it: a real browser, a real editor's saves."""

from __future__ import annotations

import os
import shutil
import socket
import statistics
import subprocess
import tempfile
import time
import unittest
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
        self.process = subprocess.Popen(
            [PROGRAM, "preview", self.template.name], cwd=self.folder, stdout=subprocess.PIPE,
            stderr=self.log, text=True)
        line = self.process.stdout.readline()
        self.address = next(word for word in line.split() if word.startswith("http://127.0.0.1:"))
        self.browser.logs()
        self.browser.driver.get(self.address)
        wait(lambda: self.version() >= 1)

    def tearDown(self) -> None:
        self.browser.driver.get("about:blank")
        self.process.terminate()
        self.assertEqual(self.process.wait(5), 0)
        self.process.stdout.close()
        self.log.close()
        shutil.rmtree(self.folder)

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
        self.log.seek(0)
        self.assertIn("unknown-option", self.log.read())
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
        theme.write_text(":root { --ir-accent: #0050a0; }")
        self.saved(self.text.replace("title:", "theme: house.css\ntitle:", 1))
        self.assertTrue(self.browser.run("return box.hidden"), self.browser.run("return box.innerText"))
        before = self.version()
        theme.write_text(":root { --ir-accent: #005f00; }")
        wait(lambda: self.version() > before)

    def ask(self, request: bytes) -> bytes:
        host, port = self.address.removeprefix("http://").rstrip("/").split(":")
        with socket.create_connection((host, int(port)), 5) as connection:
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
        try:
            self.assertEqual(self.ask(b"GET / HTTP/1.1\r\nX: " + b"x" * 20000), b"")
        except ConnectionResetError:
            pass
        # Only this machine is listened to.
        listening = Path(f"/proc/{self.process.pid}/net/tcp").read_text()
        port = f"{int(host.split(':')[1]):04X}"
        ends = [line.split()[1] for line in listening.splitlines()[1:] if line.split()[3] == "0A"]
        self.assertIn(f"0100007F:{port}", ends)
        self.assertNotIn(f"00000000:{port}", ends)

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
