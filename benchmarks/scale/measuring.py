"""Contenders in turn on the same children: medians, and that all of them come to the same."""

import statistics
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from attrs import asdict, frozen

from benchmarks.scale.contenders import Contender
from benchmarks.scale.one_run import FailedError, Run, generated, peak_mb_of, run


@frozen
class Measured:
    """One contender on so many children: medians of its runs, and what it paid."""

    name: str
    children: int
    payments: int
    seconds: float
    peak_mb: float
    total_pence: int
    cpu_seconds: float

    def as_data(self) -> dict[str, object]:
        """What `--json` prints of it."""
        return asdict(self)


def measured(
    contenders: Sequence[Contender], children: int, seed: int, repeat: int
) -> tuple[Measured, ...]:
    """Each of *contenders* on the same children, taking turns, so often.

    Raises FailedError where one fails, or where two do not come to the same.
    """
    folder = generated(children, seed)
    runs: dict[str, list[Run]] = {one.name: [] for one in contenders}
    peaks: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as place:
        out = Path(place) / "ledger.parquet"
        commands = {one.name: one.command(folder, out, children) for one in contenders}
        for one in contenders:
            if one.starts_others:
                peaks[one.name] = peak_mb_of(commands[one.name])
        for _ in range(repeat):
            for name, command in commands.items():
                runs[name].append(run(command))
                out.unlink()
    wrong = differing(runs)
    if wrong:
        raise FailedError(wrong)
    return tuple(
        _together(name, children, listed, peaks.get(name, 0)) for name, listed in runs.items()
    )


def differing(runs: Mapping[str, Sequence[Run]]) -> str:
    """What is wrong where payments, pence or their days differ; empty where all are the same."""
    said = {
        (one.payments, one.total_pence, one.weighed) for listed in runs.values() for one in listed
    }
    if len(said) < 2:
        return ""
    return "they do not come to the same:\n" + "\n".join(_each(runs))


def _each(runs: Mapping[str, Sequence[Run]]) -> Iterator[str]:
    for name, listed in runs.items():
        for one in listed:
            paid = f"{one.total_pence:,} pence ({one.weighed:,} by days)"
            yield f"  {name}: {one.payments:,} payments, {paid}"


def _together(name: str, children: int, runs: Sequence[Run], peak_mb: float) -> Measured:
    return Measured(
        name,
        children,
        runs[0].payments,
        round(statistics.median(one.seconds for one in runs), 3),
        round(max(peak_mb, statistics.median(one.peak_mb for one in runs)), 1),
        runs[0].total_pence,
        round(statistics.median(one.cpu_seconds for one in runs), 3),
    )
