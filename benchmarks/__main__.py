"""`python -m benchmarks scale` and `seven`: see `benchmarks/scale/command.py` and `seven.py`."""

import sys
from importlib import import_module

MODULES = {"scale": "benchmarks.scale.command", "seven": "benchmarks.seven"}

if __name__ == "__main__":
    if sys.argv[1:2] not in [[name] for name in MODULES]:
        raise SystemExit(f"usage: python -m benchmarks {{{','.join(MODULES)}}} [--help]")
    # Only what is asked for: the memory of a program that is measured begins with what is here.
    raise SystemExit(import_module(MODULES[sys.argv[1]]).main(sys.argv[2:]))
