"""Write the expected ledgers of the rate cards, and the case files that are not drawn by hand.

Read the difference by hand.
"""

from pathlib import Path

import fair_chance
import fair_chance_clients
import fair_chance_sheffield
import gloucestershire
import innovation_fund
import payments
import rough_sleeping
import ways_to_wellness
import ways_to_wellness_patients
from generate import CONTRACTS

SCHEMES = {  # folder, plain script, what the contract calls a person (its last word)
    "innovation-fund": (innovation_fund.SECOND, "Person"),
    "innovation-fund-round-one": (innovation_fund.FIRST, "Person"),
    "fair-chance": (fair_chance, "Client"),
    "rough-sleeping": (rough_sleeping, "Client"),
    "gloucestershire": (gloucestershire, "Person"),
    "sheffield": (fair_chance_sheffield, "Person"),
}


def case_files() -> dict[Path, str]:
    """The text of each case file that is written by a program."""
    drawn = {"fair-chance": fair_chance_clients.files(), "sheffield": fair_chance_sheffield.files()}
    return {
        CONTRACTS / folder / "cases" / name: text
        for folder, tables in drawn.items()
        for name, text in tables.items()
    }


def ledgers() -> dict[Path, str]:
    """The text of each expected ledger."""
    return {
        CONTRACTS / name / "expected" / "ledger.csv": payments.as_csv(
            script.ledger(CONTRACTS / name / "cases")
        )
        for name, (script, _) in SCHEMES.items()
    }


def write(texts: dict[Path, str]) -> None:
    """Write each text to its file."""
    for path, text in texts.items():
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    wellness = CONTRACTS / "ways-to-wellness"
    (wellness / "cases" / "patients.xlsx").write_bytes(ways_to_wellness_patients.workbook())
    wellness_ledger = payments.as_csv(ways_to_wellness.ledger(wellness / "cases"))
    write({wellness / "expected" / "ledger.csv": wellness_ledger})
    write(case_files())
    write(ledgers())
