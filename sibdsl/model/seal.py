"""The seal of a claim in a file, by which it shows whether it is still as it was written."""

import json
from collections.abc import Iterable, Mapping
from hashlib import sha256


def seal(parts: Iterable[object]) -> str:
    """The SHA-256 of *parts*, each as one line of JSON with sorted keys, in 64 figures.

    >>> seal([["case", "paid"], ["C1", "100.00"]])[:8] == seal([("case", "paid")])[:8]
    False
    >>> seal([{"a": 1, "b": 2}]) == seal([{"b": 2, "a": 1}])
    True
    """
    digest = sha256()
    for part in parts:
        digest.update(json.dumps(part, sort_keys=True).encode() + b"\n")
    return digest.hexdigest()


def seal_of_object(told: Mapping[str, object]) -> str:
    """The seal of all that an object tells, but for the seal in it.

    >>> seal_of_object({"b": 2, "a": 1}) == seal_of_object({"a": 1, "b": 2, "seal": "x"})
    True
    """
    return seal([name, told[name]] for name in sorted(told) if name != "seal")


def trimmed(cells: Iterable[str]) -> list[str]:
    """*cells* of one row of a table without blanks at either end, as they are read."""
    return [cell.strip() for cell in cells]
