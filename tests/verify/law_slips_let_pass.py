"""The slips that no case notices, each with the reason: nothing that a law says hangs on it."""

from typing import Final

LET_PASS: Final[dict[str, str]] = {}
