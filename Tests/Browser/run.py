"""Runs the browser tests and ends with one line that counts them."""

from __future__ import annotations

import os
import sys
import unittest
from pathlib import Path

FOLDER = Path(__file__).resolve().parent
ROOT = FOLDER.parents[1]


class Tally(unittest.TextTestResult):
    """Counts tests: a class that could not start is one failure, a test with bad parts is one too."""

    def __init__(self, *arguments: object, **options: object) -> None:
        super().__init__(*arguments, **options)
        self.passed = 0

    def addSuccess(self, test: unittest.TestCase) -> None:
        super().addSuccess(test)
        self.passed += 1

    @property
    def failed(self) -> int:
        return len({getattr(test, "test_case", test).id() for test, _ in self.failures + self.errors})


def main() -> int:
    # What `make test` and `make browser` leave for the explorer's tests.
    os.environ.setdefault("REPORT_HTML", str(ROOT / "reports" / "accuracy-paradox.html"))
    os.environ.setdefault("EXPLORER_SETTINGS", str(ROOT / ".build" / "explorer.json"))
    sys.path.insert(0, str(FOLDER))
    suite = unittest.defaultTestLoader.discover(str(FOLDER), pattern="test_*.py")
    # One stream, or the last line of a log would be anybody's.
    runner = unittest.TextTestRunner(stream=sys.stdout, resultclass=Tally)
    result = runner.run(suite)
    skipped = f", {len(result.skipped)} skipped" if result.skipped else ""
    print(f"{result.passed} passed, {result.failed} failed{skipped}", flush=True)
    return 0 if result.wasSuccessful() and result.passed else 1


if __name__ == "__main__":
    sys.exit(main())
