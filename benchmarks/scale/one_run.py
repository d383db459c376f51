"""One program, run once as a process of its own.

The memory that a process takes at most is told by the system when it ends. It begins with that of
the process which starts it: so nothing large may be imported here, and no children made. Where it
starts others, what they hold together is looked at all the time.
"""

import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from hashlib import sha256
from pathlib import Path

from attrs import frozen

from benchmarks.scale.memory import Watched


@frozen
class Run:
    """What a program came to. *seconds* from its start to its end, *cpu_seconds* and *peak_mb* of
    all its processes together.

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
        actions = [(os.POSIX_SPAWN_DUP2, out.fileno(), 1)]
        start = time.perf_counter()
        child = os.posix_spawn(command[0], list(command), os.environ, file_actions=actions)
        with Watched(child) as watched:
            _, status, usage = os.wait4(child, 0)
        seconds = time.perf_counter() - start
        out.seek(0)
        said = out.read().decode().split()
    if status or len(said) != 3:
        raise FailedError(f"{' '.join(command)}: status {os.waitstatus_to_exitcode(status)}")
    peak_mb = max(usage.ru_maxrss / 1024, watched.peak_mb)
    return Run(seconds, usage.ru_utime + usage.ru_stime, peak_mb, *map(int, said))


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
