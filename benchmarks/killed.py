"""Kill a check of many cases at random moments: `python -m benchmarks.killed --times 20`.

Each time the ledger that stood there has to be there whole, or the new one; the next run succeeds
and clears away what the killed ones left.
"""

import argparse
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from random import Random

from benchmarks.scale.children import ROOT, write

_CASES = 400


def check(folder: Path, out: Path) -> list[str]:
    """The command, over columns, in four parts and two processes."""
    scheme, data = ROOT / "contracts" / "pan-london", folder / "children"
    asked = ["check", str(scheme), "--data", str(data), "--engine", "columns"]
    return [
        *(sys.executable, "-m", "sibdsl", *asked),
        *("--jobs", "2", "--chunks", "4", "--out", str(out)),
    ]


def killed(folder: Path, times: int, seed: int = 0) -> list[str]:
    """What was wrong after each of so many kills, and after the run that was let alone."""
    write(folder / "children", _CASES)
    (folder / "children" / "contract.sib").unlink()
    out, good = folder / "ledger.parquet", folder / "good.parquet"
    start = time.monotonic()
    subprocess.run(check(folder, good), check=False, capture_output=True)
    lasts = time.monotonic() - start
    whole, wrong, random = good.read_bytes(), [], Random(seed)  # noqa: S311
    for number in range(times):
        old = b"the ledger of another day" if number % 2 else None
        out.unlink(missing_ok=True)
        if old is not None:
            out.write_bytes(old)
        run = subprocess.Popen(
            check(folder, out), stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )
        time.sleep(random.uniform(0, lasts))
        run.kill()
        run.wait()
        found = out.read_bytes() if out.exists() else None
        if found not in (old, whole):
            wrong.append(f"kill {number}: a ledger of {len(found or b'')} bytes")
    subprocess.run(check(folder, out), check=False, capture_output=True)
    if out.read_bytes() != whole:
        wrong.append("the run after them made another ledger")
    left = {file.name for file in folder.iterdir()} - {"children", out.name, good.name}
    return [*wrong, *(f"left behind: {name}" for name in sorted(left))]


def main() -> None:
    """Kill so many times, and say what was wrong."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--times", type=int, default=20)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        wrong = killed(Path(folder), given.times, given.seed)
    print("\n".join(wrong) if wrong else f"killed {given.times} times: never a part of a ledger")
    sys.exit(bool(wrong))


if __name__ == "__main__":
    main()
