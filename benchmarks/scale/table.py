"""What was measured, as a table for people."""

from collections.abc import Iterator, Sequence

from benchmarks.scale.contenders import BASE
from benchmarks.scale.measuring import Measured


def table(found: Sequence[Measured]) -> Iterator[str]:
    """A line each: seconds, those of all processors, and megabytes; as so many times the base."""
    first = found[0]
    base = next((one for one in found if one.name == BASE), first)
    yield (
        f"{first.children:,} children, {first.payments:,} payments,"
        f" £{first.total_pence // 100:,}.{first.total_pence % 100:02}"
    )
    yield f"{'':16}{'seconds':>10}{'x':>8}{'CPU s':>10}{'x':>8}{'MB':>10}{'x':>8}"
    for one in found:
        yield (
            f"{one.name:16}{one.seconds:10.2f}{one.seconds / base.seconds:8.2f}"
            f"{one.cpu_seconds:10.2f}{one.cpu_seconds / base.cpu_seconds:8.2f}"
            f"{one.peak_mb:10.0f}{one.peak_mb / base.peak_mb:8.2f}"
        )
    yield f"x: so many times {base.name}"
