"""`python -m benchmarks scale`: see `benchmarks/scale/command.py`."""

import sys

from benchmarks.scale.command import main

if __name__ == "__main__":
    if sys.argv[1:2] != ["scale"]:
        raise SystemExit("usage: python -m benchmarks scale --children N [--help]")
    raise SystemExit(main(sys.argv[2:]))
