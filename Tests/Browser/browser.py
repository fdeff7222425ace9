"""Headless Chromium under WebDriver, and what it tells of a page."""

from __future__ import annotations

import base64
import hashlib
import json
import shutil
import tempfile
from importlib import util
from pathlib import Path

from selenium import webdriver
from selenium.webdriver.chrome.options import Options
from selenium.webdriver.chrome.service import Service

#: axe-core 4.12.1 as the pinned package brings it.
AXE_SHA256 = "84494fec757e4710dc751c8d7a636e457f4532f08f85c86dc9070133fbff53bc"


def axe_script() -> str:
    """The text of axe-core, refused when it is not the one that was pinned."""
    found = util.find_spec("axe_playwright_python")
    folder = Path(list(found.submodule_search_locations)[0])
    text = (folder / "axe.min.js").read_bytes()
    digest = hashlib.sha256(text).hexdigest()
    if digest != AXE_SHA256:
        raise RuntimeError(f"axe.min.js has the SHA-256 {digest}")
    return text.decode()


class Browser:
    """One browser for many pages; every page is opened from a copy of its own."""

    def __init__(self) -> None:
        self.folder = Path(tempfile.mkdtemp(prefix="imbalreport-browser-"))
        options = Options()
        options.binary_location = shutil.which("chromium") or "/usr/bin/chromium"
        for argument in [
            "--headless=new", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage",
            "--force-prefers-reduced-motion", "--hide-scrollbars", "--lang=en-US",
            "--disable-background-networking", "--disable-component-update", "--no-first-run",
            f"--user-data-dir={self.folder}/profile",
        ]:
            options.add_argument(argument)
        options.set_capability("goog:loggingPrefs", {"browser": "ALL", "performance": "ALL"})
        driver = shutil.which("chromedriver") or "/usr/bin/chromedriver"
        self.driver = webdriver.Chrome(options=options, service=Service(driver))
        self.driver.set_script_timeout(120)
        self.url = ""

    def close(self) -> None:
        self.driver.quit()
        shutil.rmtree(self.folder, ignore_errors=True)

    def cdp(self, command: str, **parameters: object) -> dict:
        """A command of Chromium's own protocol."""
        return self.driver.execute_cdp_cmd(command, parameters)

    def run(self, script: str, *arguments: object) -> object:
        """The value that a function body in the page returns."""
        return self.driver.execute_script(script, *arguments)

    def open(self, page: bytes, *, width: int = 1280, height: int = 900, dark: bool = False,
             media: str = "screen", scripts: bool = True) -> None:
        """Opens a page afresh; logs of earlier pages are thrown away."""
        self.driver.get("about:blank")
        self.shape(width, height)
        self.look(dark=dark, media=media)
        self.cdp("Emulation.setScriptExecutionDisabled", value=not scripts)
        self.logs()
        place = self.folder / "page.html"
        place.write_bytes(page)
        self.url = place.as_uri()
        self.driver.get(self.url)

    def shape(self, width: int, height: int = 900) -> None:
        self.cdp("Emulation.setDeviceMetricsOverride", width=width, height=height,
                 deviceScaleFactor=1, mobile=False)

    def look(self, *, dark: bool = False, media: str = "screen") -> None:
        self.cdp("Emulation.setEmulatedMedia", media=media, features=[
            {"name": "prefers-color-scheme", "value": "dark" if dark else "light"},
            {"name": "prefers-reduced-motion", "value": "reduce"}])

    def logs(self) -> tuple[list[str], list[str]]:
        """Console messages and requested addresses since the last call."""
        messages = [entry["message"] for entry in self.driver.get_log("browser")]
        requests = []
        for entry in self.driver.get_log("performance"):
            message = json.loads(entry["message"])["message"]
            if message["method"] == "Network.requestWillBeSent":
                requests.append(message["params"]["request"]["url"])
        return messages, requests

    def pdf(self) -> bytes:
        """The page as Chromium prints it on A4."""
        made = self.cdp("Page.printToPDF", printBackground=True, preferCSSPageSize=True,
                        paperWidth=8.27, paperHeight=11.69)
        return base64.b64decode(made["data"])

    def tree(self) -> list[dict]:
        """The nodes of the accessibility tree."""
        return self.cdp("Accessibility.getFullAXTree")["nodes"]
