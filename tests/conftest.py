"""How Hypothesis searches, and what a test needs that pip does not bring.

In CI the same cases are drawn every time, for people new ones. A test marked `needs("soffice")` is
skipped where there is no LibreOffice, and fails there in CI: a gate that skips it holds nothing.
"""

import importlib.util
import os
import shutil
from typing import Final

import pytest
from hypothesis import HealthCheck, settings

IN_CI: Final = os.environ.get("CI") == "true"
PROGRAMS: Final = {
    "chromium": ("Chromium", ("chromium", "chromium-browser", "google-chrome")),
    "java": ("Java 17 or later", ("java",)),
    "pdftoppm": ("Poppler", ("pdftoppm",)),
    "soffice": ("LibreOffice", ("soffice", "libreoffice")),
}
"""What each program is called, and the names under which it may be found."""
MODULES: Final = {"pyspark": "the extra `spark`"}

settings.register_profile(
    "ci",
    derandomize=True,
    database=None,
    deadline=None,
    suppress_health_check=[HealthCheck.too_slow],  # says how busy the machine is, not what is wrong
)
settings.register_profile("people", max_examples=50, deadline=None)
settings.load_profile("ci" if IN_CI else "people")


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Skip a test that needs what is not there; in CI let it fail."""
    for mark in item.iter_markers("needs"):
        lacking = [name for name in map(_lacking, mark.args) if name]
        if lacking and IN_CI:
            pytest.fail(f"not installed: {', '.join(lacking)}", pytrace=False)
        if lacking:
            pytest.skip(f"not installed: {', '.join(lacking)}")


def _lacking(need: str) -> str | None:
    """What people call *need*, where it is not there."""
    if need in MODULES:
        return None if importlib.util.find_spec(need) else MODULES[need]
    name, commands = PROGRAMS[need]
    return None if any(map(shutil.which, commands)) else name
