"""Writes into the files of cases what the laws say of them now: read the difference.

`python -m verify.law_said` in `tests`, with the repository on the path.
"""

import re
from pathlib import Path

from verify.law_cases import FOLDER, cases, said_of


def rewrite(path: Path) -> None:
    """The file at *path*, each case with what its law says of it."""
    known = {(case.law, case.title): case for case in cases()}
    parts = re.split(r"(?m)^(?=## |== )", path.read_text())
    written = []
    for part in parts:
        asked = re.match(r"## (.*)\nlaw: (.*)\n", part)
        if asked is None:
            written.append(part)
            continue
        said = said_of(known[asked[2], asked[1]])
        head = re.split(r"(?m)^says:", part)[0]
        written.append(f"{head}says:\n" + "".join(f"  {line}\n" for line in said) + "\n")
    path.write_text("".join(written).rstrip("\n") + "\n")


if __name__ == "__main__":
    for file in sorted(FOLDER.glob("*.txt")):
        rewrite(file)
