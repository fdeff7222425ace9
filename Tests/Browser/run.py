"""Runs the browser tests and ends with one line that counts them."""

import sys
import unittest
from pathlib import Path

folder = Path(__file__).resolve().parent
sys.path.insert(0, str(folder))
suite = unittest.defaultTestLoader.discover(str(folder), pattern="test_*.py")
result = unittest.TextTestRunner(verbosity=1).run(suite)
failed = len({str(test) for test, _ in result.failures + result.errors})
print(f"{result.testsRun - failed - len(result.skipped)} passed, {failed} failed"
      + (f", {len(result.skipped)} skipped" if result.skipped else ""))
sys.exit(0 if result.wasSuccessful() else 1)
