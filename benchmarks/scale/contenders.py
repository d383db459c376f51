"""The programs that reckon the same children: each a whole process, from files to a file.

Each prints how many payments are due, what is paid in all in pence, and twice the sum of what is
paid times its due day, counted from 2018: a payment that is cut on another day changes that sum.
"""

import sys
from importlib.util import find_spec
from pathlib import Path

from attrs import frozen


@frozen
class Contender:
    """A program: *module*, run in one of its ways.

    *most* is the number of children above which it runs only when named: it takes too long, or
    more memory than there is. *needs* is the module that has to be installed, as *package*.
    *starts_others* says that it may be several processes.
    """

    name: str
    module: str
    way: str = ""
    most: int = 10**7
    needs: str = "polars"
    package: str = "polars"
    starts_others: bool = False

    def command(self, folder: Path, out: Path, children: int) -> tuple[str, ...]:
        """What is run to reckon the files of *folder* into the file *out*."""
        program = (sys.executable, "-m", f"benchmarks.scale.{self.module}")
        ways = (self.way,) if self.way else ()
        return (*program, str(folder), str(out), str(children), *ways)

    def kept_out(self, children: int) -> str:
        """Why it is not run on so many children; empty where it is."""
        if children > self.most:
            return f"only up to {self.most:,} children, if not named by --only"
        return self.missing()

    def missing(self) -> str:
        """What is not installed; empty where all is."""
        return "" if find_spec(self.needs) else f"{self.package} is not installed"


CONTENDERS = (
    Contender("interpreter", "by_sibdsl", "interpreter", most=10_000),
    Contender("engine-lines", "by_sibdsl", "lines", starts_others=True),
    Contender("engine-whole", "by_sibdsl", "whole", most=1_000_000),
    Contender("engine-rows", "by_sibdsl", "rows", starts_others=True),
    Contender("polars", "by_hand_polars", most=1_000_000),
    Contender("duckdb", "by_hand_duckdb", most=1_000_000, needs="duckdb", package="duckdb"),
    Contender(
        "openfisca",
        "by_openfisca",
        most=1_000_000,
        needs="openfisca_core",
        package="openfisca-core",
    ),
)
"""In the order in which they take turns."""

BASE = "polars"
"""What the others are compared with."""
