"""What was measured, as a table for people, and as tables for a page."""

from collections.abc import Callable, Iterator, Sequence

from benchmarks.scale.contenders import BASE, CONTENDERS
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


def page(found: Sequence[Measured]) -> Iterator[str]:
    """Tables in Markdown, a row a program and a column a number of children: seconds, those of all
    processors together, and megabytes. The latest of two figures for one thing counts.
    """
    for heading, told in (
        ("Seconds", lambda one: f"{one.seconds:,.1f}"),
        ("Seconds of all processors together", lambda one: f"{one.cpu_seconds:,.1f}"),
        ("Megabytes at most", lambda one: f"{one.peak_mb:,.0f}"),
    ):
        yield from (f"## {heading}", "", *_grid(found, told), "")


def _grid(found: Sequence[Measured], told: Callable[[Measured], str]) -> Iterator[str]:
    sizes = sorted({one.children for one in found})
    cells = {(one.name, one.children): told(one) for one in found}
    yield "| |" + "|".join(f" {size:,} " for size in sizes) + "|"
    yield "|---|" + "---:|" * len(sizes)
    for name in (each.name for each in CONTENDERS if any(each.name == n for n, _ in cells)):
        row = "|".join(f" {cells.get((name, size), '–')} " for size in sizes)
        yield f"| {name} |{row}|"
