"""The memory of a process with all that it started, at most, while it runs.

A page that several of them share is counted once: the system tells the share of each.
"""

from pathlib import Path
from threading import Event, Thread
from types import TracebackType
from typing import Final

EVERY: Final = 0.1
"""So many seconds lie between two looks."""


class Watched:
    """Watches the process of that number. *peak_mb* is 0 as long as it has started no other: of
    one alone the system tells the most itself, and exactly.
    """

    def __init__(self, process: int) -> None:
        """Nothing has been seen yet."""
        self.peak_mb = 0.0
        self._process = process
        self._over = Event()
        self._thread = Thread(target=self._watch, daemon=True)

    def __enter__(self) -> "Watched":
        self._thread.start()
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._over.set()
        self._thread.join()

    def _watch(self) -> None:
        while not self._over.wait(EVERY):
            all_of_them = family(self._process)
            if len(all_of_them) > 1:
                self.peak_mb = max(self.peak_mb, sum(map(_share_mb, all_of_them)))


def family(process: int) -> list[int]:
    """A process and all that it started, and these; without those that are gone."""
    found = [process]
    for thread in Path(f"/proc/{process}/task").glob("*"):
        try:
            started = (thread / "children").read_text().split()
        except OSError:
            continue
        found += [each for child in started for each in family(int(child))]
    return found


def _share_mb(process: int) -> float:
    """What it holds, of what it shares its share; 0 if it is gone."""
    try:
        lines = Path(f"/proc/{process}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0.0
    return sum(int(line.split()[1]) for line in lines if line.startswith("Pss:")) / 1024
