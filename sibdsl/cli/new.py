"""`sibdsl new`: a folder with a small contract to begin from, its cases, and a page about it."""

import os
from pathlib import Path
from typing import Final

import click

TEMPLATES: Final = Path(__file__).parent / "templates"


@click.command("new")
@click.argument("folder", type=click.Path(path_type=Path))
@click.option(
    "--template",
    type=click.Choice(sorted(each.name for each in TEMPLATES.iterdir() if each.is_dir())),
    default="week",
    show_default=True,
    help="week: a price for each week at home; placement: one for 52 weeks in foster care.",
)
def command(folder: Path, template: str) -> None:
    """Make FOLDER with a contract, three synthetic cases and a page about them.

    Nothing that is there already is overwritten.
    """
    if folder.exists() and (not folder.is_dir() or any(folder.iterdir())):
        raise click.UsageError(f"`{folder}` is there already and not empty: nothing is overwritten")
    made = [_copied(file, folder) for file in _files(TEMPLATES / template)]
    click.echo(f"Made {folder} from the template “{template}”:")
    for file in made:
        click.echo(f"  {file}")
    click.echo(f"\nNow: sibdsl check {folder}")


def _files(template: Path) -> list[Path]:
    return sorted(file for file in template.rglob("*") if file.is_file())


def _copied(file: Path, folder: Path) -> Path:
    """*file* of a template at its place in *folder*; a failure is the system's to explain."""
    template = next(each for each in file.parents if each.parent == TEMPLATES)
    to = folder / file.relative_to(template)
    try:
        to.parent.mkdir(parents=True, exist_ok=True)
        with to.open("xb") as new:
            new.write(file.read_bytes())
    except OSError as broken:
        raise click.FileError(os.fspath(to), broken.strerror) from broken
    return to
