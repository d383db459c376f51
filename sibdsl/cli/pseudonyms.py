"""`--pseudonyms FILE`: case numbers under other names, by a key that stays in the council."""

import os
from pathlib import Path
from typing import Final

import click
from attrs import field, frozen

from sibdsl.cli.writing import put
from sibdsl.model.pseudonyms import Naming

_FIRST: Final = "sibdsl pseudonyms 1"
_BYTES: Final = 32


@frozen
class _NewNaming(Naming):
    """Names by a key that is put in *file* with the first case that is named."""

    file: Path
    kept: list[Path] = field(factory=list, eq=False)

    def __call__(self, number: str) -> str:
        """The pseudonym of a case number."""
        if not self.kept:
            _keep(self.key, self.file)
            self.kept.append(self.file)
        return super().__call__(number)


def _naming(_: click.Context, __: click.Parameter, file: Path | None) -> Naming | None:
    """The names by the key in *file*; by a new key, where there is none."""
    if file is None:
        return None
    return Naming(_key_in(file)) if file.exists() else _NewNaming(os.urandom(_BYTES), file)


PSEUDONYMS: Final = click.option(
    "--pseudonyms",
    type=click.Path(dir_okay=False, path_type=Path),
    metavar="FILE",
    callback=_naming,
    help="Name cases by pseudonyms, by the key in FILE; made where there is none.",
)


def _key_in(file: Path) -> bytes:
    try:
        first, _, key = file.read_text(encoding="utf-8").strip().partition("\n")
        found = bytes.fromhex(key)
    except (OSError, ValueError) as broken:
        raise click.BadParameter(f"`{file}` holds no key of pseudonyms") from broken
    if first.strip() != _FIRST or len(found) != _BYTES:
        raise click.BadParameter(f"`{file}` holds no key of pseudonyms: name the file of the key")
    return found


def _keep(key: bytes, file: Path) -> None:
    """Put a new key into a file that nobody else may read."""
    wrong = put(file, lambda beside: _write(beside, f"{_FIRST}\n{key.hex()}\n"))
    if wrong is not None:
        raise click.BadParameter(f"`{file}`: {wrong.message}")
    click.echo(
        f"A new key is in {file}. Keep it apart from what you send: who has it can tell which case "
        "is which.",
        err=True,
    )


def _write(beside: Path, text: str) -> None:
    opened = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(opened, "w", encoding="utf-8") as made:
        made.write(text)
