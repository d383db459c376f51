"""What the tests of the commands share: how one is run, and what it answers."""

import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from click.testing import Result

ROOT = Path(__file__).parents[2]

Run = Callable[..., Result]


def told(result: Result) -> Any:
    """The one object on standard output."""
    return json.loads(result.stdout)
