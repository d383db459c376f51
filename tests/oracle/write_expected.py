"""Write contracts/*/expected/ledger.csv with the dumb evaluator. Read the difference by hand."""

import birmingham
import pan_london
import payments
from generate import CONTRACTS


def ledgers() -> dict[str, str]:
    """The text of each expected ledger by the name of its contract."""
    return {
        name: payments.as_csv(oracle.ledger(CONTRACTS / name / "cases"))
        for name, oracle in (("pan-london", pan_london), ("birmingham", birmingham))
    }


if __name__ == "__main__":
    for name, text in ledgers().items():
        path = CONTRACTS / name / "expected" / "ledger.csv"
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8", newline="\n")
