"""Write contracts/*/expected/ledger.csv with the dumb evaluator. Read the difference by hand."""

import birmingham
import dn2
import essex
import manchester
import norfolk
import pan_london
import payments
import peterborough
from generate import CONTRACTS

ORACLES = {"pan-london": pan_london, "birmingham": birmingham}
ORACLES |= {"norfolk": norfolk, "essex": essex}
ORACLES |= {"peterborough": peterborough, "dn2": dn2, "manchester": manchester}


def ledgers() -> dict[str, str]:
    """The text of each expected ledger by the name of its contract."""
    return {
        name: payments.as_csv(oracle.ledger(CONTRACTS / name / "cases"))
        for name, oracle in ORACLES.items()
    }


if __name__ == "__main__":
    for name, text in ledgers().items():
        path = CONTRACTS / name / "expected" / "ledger.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
