"""How long a check takes, as a ratio to importing the libraries that it stands on.

    python benchmarks/start_up.py [RUNS]

Every command is a whole process, each run paired with one of the base in turn, so that a busy
machine slows both alike. Printed: median seconds, median of the paired ratios, peak memory.
"""

import csv
import os
import shutil
import statistics
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path

ROOT = Path(__file__).parent.parent
SCHEME = ROOT / "contracts" / "pan-london"
CHILDREN = 400
BASE = (sys.executable, "-c", "import lark, attrs, click")


def timed(command: Sequence[str]) -> tuple[float, float]:
    """Wall seconds and peak memory in MB of one process, its output thrown away."""
    start = time.perf_counter()
    nowhere = os.open(os.devnull, os.O_WRONLY)
    actions = [(os.POSIX_SPAWN_DUP2, nowhere, 1), (os.POSIX_SPAWN_DUP2, nowhere, 2)]
    child = os.posix_spawn(command[0], command, os.environ, file_actions=actions)
    _, _, usage = os.wait4(child, 0)
    os.close(nowhere)
    return time.perf_counter() - start, usage.ru_maxrss / 1024


def four_hundred(folder: Path) -> Path:
    """A copy of the cases of Pan-London with so many children more that 400 are in the cohort."""
    cases = folder / "cases"
    shutil.copytree(SCHEME / "cases", cases)
    cohort = list(csv.reader((cases / "cohort.csv").open(encoding="utf-8", newline="")))
    numbers = sorted({row[0] for row in cohort[1:]})
    twins = {number: f"X{number}" for number in numbers[: CHILDREN - len(numbers)]}
    for file in sorted(cases.glob("*.csv")):
        rows = list(csv.reader(file.open(encoding="utf-8", newline="")))
        more = [[twins[row[0]], *row[1:]] for row in rows[1:] if row and row[0] in twins]
        if file.name == "cohort.csv":  # a person of their own
            more = [[row[0], f"X{row[1]}", *row[2:]] for row in more]
        with file.open("w", encoding="utf-8", newline="") as out:
            csv.writer(out, lineterminator="\n").writerows([*rows, *more])
    return cases


def compared(name: str, command: Sequence[str], runs: int) -> None:
    """Print how *command* compares with the base."""
    timed(command)  # once unmeasured: the contract is then kept, and files are in memory
    pairs = [(timed(BASE)[0], timed(command)) for _ in range(runs)]
    ratio = statistics.median(mine[0] / base for base, mine in pairs)
    seconds = statistics.median(mine[0] for _, mine in pairs)
    memory = max(mine[1] for _, mine in pairs)
    print(f"{name:36} {seconds:6.3f} s {ratio:6.2f} x {memory:7.1f} MB")


def main() -> None:
    """Compare the two checks with the base."""
    runs = int(sys.argv[1]) if len(sys.argv) > 1 else 15
    check = (sys.executable, "-m", "sibdsl", "check")
    base = statistics.median(timed(BASE)[0] for _ in range(runs))
    print(f"{'import lark, attrs, click':36} {base:6.3f} s   1.00 x")
    with tempfile.TemporaryDirectory() as folder:
        cases = four_hundred(Path(folder))
        compared("the contract alone", (*check, str(SCHEME / "contract.sib")), runs)
        whole = (*check, str(SCHEME), "--data", str(cases))
        compared(f"with {CHILDREN} children", whole, runs)


if __name__ == "__main__":
    main()
