"""Long texts that the commands print, kept to be read by a person when they change.

`python tests/cli/golden_texts.py` writes them anew. Commands run in the root of the repository.
"""

import os
from pathlib import Path

from click.testing import CliRunner

from sibdsl.cli import main

ROOT = Path(__file__).parents[2]
FOLDER = Path(__file__).parent / "golden"
OURS = "tests/cli/contracts"

TEXTS = {
    "contract-alone": ["check", "contracts/pan-london/contract.sib"],
    "summary": ["check", "contracts/pan-london"],
    "summary-one-outcome": ["check", "contracts/birmingham"],
    "summary-as-at": ["check", "contracts/pan-london", "--as-at", "31 March 2019"],
    "case-paid": ["check", "contracts/pan-london", "--case", "PL0001"],
    "case-near-miss": ["check", "contracts/pan-london", "--case", "PL0007"],
    "case-waiting": ["check", "contracts/pan-london", "--case", "PL0057"],
    "case-above-a-limit": ["check", "contracts/birmingham", "--case", "B2"],
    "group-near-miss": ["check", "contracts/peterborough", "--group", "Two"],
    "group-waiting": ["check", "contracts/peterborough", "--group=One", "--as-at", "1 June 2013"],
    "whole": ["check", "contracts/peterborough", "--whole"],
    "whole-claims": ["check", "contracts/norfolk", "--whole", "--as-at", "31 March 2020"],
    "case-in-a-group": ["check", "contracts/essex", "--case", "E001"],
    "failing-examples": ["test", f"{OURS}/failing.sib"],
    "layout": ["fmt", "--diff", f"{OURS}/untidy.sib"],
    "renumbered": ["fmt", "--diff", "--renumber", f"{OURS}/untidy.sib"],
    "explained": ["explain", "contracts/birmingham"],
    "explained-groups": ["explain", "contracts/peterborough"],
    "explained-amendment": ["explain", "contracts/norfolk", "--clause", "4.1"],
    "questions": ["lint", f"{OURS}/many_open.sib", "contracts/pan-london"],
}


def printed(arguments: list[str]) -> str:
    """What the command prints; the exit status in the last line."""
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    return f"{result.output}[exit status {result.exit_code}]\n"


def file(name: str) -> Path:
    return FOLDER / f"{name}.txt"


if __name__ == "__main__":
    os.chdir(ROOT)
    for each, arguments in TEXTS.items():
        file(each).write_text(printed(arguments), encoding="utf-8")
