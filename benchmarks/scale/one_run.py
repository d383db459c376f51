"""One program, run once as a process of its own.

The memory that a process takes at most is told by the system when it ends. It begins with that of
the process which starts it: so nothing large may be imported here, and no children made. What it
holds together with others that it starts is looked at all the time, which takes time from them: so
that is a run of its own.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path
from resource import struct_rusage
from typing import Final

from attrs import frozen

from benchmarks.scale.memory import Watched

_SAID: Final = 3


@frozen
class Run:
    """What a program came to. *seconds* from its start to its end, *cpu_seconds* of all its
    processes together, *peak_mb* of the largest of them.

    *weighed* is what is paid, weighed by the days: see `contenders`.
    """

    seconds: float
    cpu_seconds: float
    peak_mb: float
    payments: int
    total_pence: int
    weighed: int


class FailedError(Exception):
    """A program that came to no result."""


def run(command: Sequence[str]) -> Run:
    """Run *command*, which prints its payments and pence. Raises FailedError where it fails."""
    with tempfile.TemporaryFile() as out:
        start = time.perf_counter()
        usage = _ended(command, _started(command, out.fileno()))
        seconds = time.perf_counter() - start
        out.seek(0)
        said = out.read().decode().split()
    if len(said) != _SAID:
        raise FailedError(f"{' '.join(command)}: said {' '.join(said)}")
    cpu_seconds = usage.ru_utime + usage.ru_stime
    return Run(seconds, cpu_seconds, usage.ru_maxrss / 1024, *map(int, said))


def peak_mb_of(command: Sequence[str]) -> float:
    """What *command* and all that it starts hold together at most, in a run of its own."""
    with tempfile.TemporaryFile() as out:
        child = _started(command, out.fileno())
        with Watched(child) as watched:
            usage = _ended(command, child)
    return max(usage.ru_maxrss / 1024, watched.peak_mb)


def _started(command: Sequence[str], out: int) -> int:
    actions = [(os.POSIX_SPAWN_DUP2, out, 1)]
    return os.posix_spawn(command[0], list(command), os.environ, file_actions=actions)


def _ended(command: Sequence[str], child: int) -> struct_rusage:
    _, status, usage = os.wait4(child, 0)
    if status:
        raise FailedError(f"{' '.join(command)}: status {os.waitstatus_to_exitcode(status)}")
    return usage


def generated(children: int, seed: int) -> Path:
    """The folder with so many children of that seed: made once by one generator and contract, and
    kept for as long as temporary files are.
    """
    here, root = Path(__file__).parent, Path(__file__).parents[2]
    made_by = (here / "children.py", here / "limits.py", root / "contracts/pan-london/contract.sib")
    digest = sha256(b"".join(path.read_bytes() for path in made_by)).hexdigest()[:12]
    folder = Path(tempfile.gettempdir()) / f"sibdsl-scale-{children}-{seed}-{digest}"
    module = "benchmarks.scale.children"
    subprocess.run(
        (sys.executable, "-m", module, str(folder), str(children), str(seed)), check=True
    )
    return folder
