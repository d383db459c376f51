"""The files of case data that a person points at, and the sheets in them."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Final

from attrs import evolve, frozen

from sibdsl.diagnostics import Finding, Place
from sibdsl.diagnostics.codes import (
    BAD_MAPPING,
    BROKEN_FILE,
    MAPPING_MISSES,
    NO_DATA,
    NOT_READ,
    NOT_RECOGNISED,
)
from sibdsl.records.csv_files import open_csv
from sibdsl.records.inputs import fingerprint
from sibdsl.records.mapping import NAME, FileMapping, Mapping, MappingRead, read_mapping
from sibdsl.records.sheet import Opened, refused

KINDS: Final = (".csv", ".parquet", ".xml", ".xlsx")
_PASSED_OVER: Final = (".md", ".txt", ".sib")
_PAPERS: Final = ("readme", "licence", "license", ".", "~$")


@frozen
class DataFile:
    """A file to read, the name that findings and rows give it, and what is declared of it."""

    path: Path
    name: str
    about: FileMapping


@frozen
class Gathered:
    """The files, in order of name; *mapping* holds what is declared of them all together.

    *mappings* are the names of the mappings that were read, with their fingerprints.
    """

    files: tuple[DataFile, ...]
    mapping: Mapping
    findings: tuple[Finding, ...]
    mappings: tuple[tuple[str, str], ...] = ()


def gather(paths: Sequence[Path]) -> Gathered:
    """The files at *paths*: of a folder those in it that can be case data, not those below it."""
    findings: list[Finding] = []
    found = sorted({path.resolve() for path in _searched(paths, findings)})
    given = [path.resolve() for path in paths if path.name == NAME and path.is_file()]
    beside = {folder: folder / NAME for folder in {path.parent for path in found}}
    read = {
        at: read_mapping(at)
        for at in sorted({*given, *(p for p in beside.values() if p.is_file())})
    }
    for result in read.values():
        findings += result.findings
    mappings = {path: _mapping_for(path, read, given) for path in found}
    skipped = [path for path in found if path.name in mappings[path].skip]
    kept = [path for path in found if path not in skipped]
    findings += _missed(read, found)
    merged, contradictions = _merged([result.mapping for result in read.values()])
    if not kept and not findings:
        findings.append(_no_data(", ".join(f"`{path.name}`" for path in paths)))
    files = tuple(DataFile(path, name, mappings[path].of(path.name)) for path, name in named(kept))
    mapped = tuple((r.mapping.file, r.sha256) for r in read.values() if r.sha256)
    return Gathered(files, merged, (*findings, *contradictions), mapped)


def _no_data(where: str) -> Finding:
    message = f"there is no file of case data in {where or 'nothing'}"
    help_ = "case data are files that end in .csv, .parquet, .xml or .xlsx"
    return Finding(NO_DATA, message, help=help_)


def _searched(paths: Iterable[Path], findings: list[Finding]) -> Iterator[Path]:
    for path in paths:
        if path.is_dir():
            yield from _in_folder(path, findings)
        elif not path.is_file():
            message = f"there is no file or folder `{path.name}`"
            findings.append(Finding(NO_DATA, message, Place(str(path.name))))
        elif path.suffix.lower() in KINDS:
            yield path
        elif path.name != NAME:
            message = "the file ends in none of .csv, .parquet, .xml and .xlsx"
            findings.append(Finding(NOT_RECOGNISED, message, Place(path.name)))


def _in_folder(folder: Path, findings: list[Finding]) -> Iterator[Path]:
    try:
        held = sorted(path for path in folder.iterdir() if path.is_file() and not _is_paper(path))
    except OSError as broken:
        message = f"the folder cannot be opened: {broken.strerror}"
        findings.append(Finding(BROKEN_FILE, message, Place(folder.name)))
        return
    for path in held:
        if path.suffix.lower() in KINDS:
            yield path
        elif path.name != NAME:
            message = "the file was not read: case data end in .csv, .parquet, .xml or .xlsx"
            findings.append(Finding(NOT_READ, message, Place(path.name)))
    if not any(path.suffix.lower() in KINDS for path in held):
        findings.append(_no_data(f"`{folder.name}`"))


def _is_paper(path: Path) -> bool:
    name = path.name.lower()
    return name.startswith(_PAPERS) or path.suffix.lower() in _PASSED_OVER


def _mapping_for(path: Path, read: dict[Path, MappingRead], given: list[Path]) -> Mapping:
    """The mapping beside a file; else one that was given by name."""
    for at in (path.parent / NAME, *given):
        if at in read:
            return read[at].mapping
    return Mapping()


def _missed(read: dict[Path, MappingRead], found: list[Path]) -> Iterator[Finding]:
    """Files that a mapping names and that are not there."""
    names = {path.name for path in found}
    for result in read.values():
        mapping = result.mapping
        for name in sorted({*mapping.files, *mapping.skip} - names):
            message = f"the mapping names the file `{name}`, which is not there"
            yield Finding(MAPPING_MISSES, message, Place(mapping.file))


def _merged(mappings: list[Mapping]) -> tuple[Mapping, list[Finding]]:
    """What several mappings declare together; where they differ, the first and a finding."""
    if len(mappings) < 2:
        return (mappings[0] if mappings else Mapping()), []
    findings: list[Finding] = []
    returns = [m for m in mappings if m.names_return]
    if any(m.returns != returns[0].returns for m in returns):
        message = "two mappings say different things of the return"
        findings.append(Finding(BAD_MAPPING, message, Place(returns[-1].file)))
    values: dict[str, dict[str, str]] = {}
    for mapping in mappings:
        for term, words in mapping.values.items():
            held = values.setdefault(term, {})
            if any(held.get(word, means) != means for word, means in words.items()):
                message = f"two mappings say different things of the values of `{term}`"
                findings.append(Finding(BAD_MAPPING, message, Place(mapping.file)))
            held.update(words)
    none = tuple(sorted({term for mapping in mappings for term in mapping.none}))
    first = (returns or mappings)[0]
    return evolve(first, none=none, values=values), findings


def named(paths: list[Path]) -> list[tuple[Path, str]]:
    """Each file with its name, and with those of its folders as far as two would be alike."""
    depth = 1
    while len({path.parts[-depth:] for path in paths}) < len(paths):
        depth += 1
    times = Counter(path.name for path in paths)
    named = [
        (path, path.name if times[path.name] == 1 else "/".join(path.parts[-depth:]))
        for path in paths
    ]
    return sorted(named, key=lambda pair: (pair[1], pair[0]))


def open_file(file: DataFile) -> Opened:
    """The sheets of *file*, whatever kind it is."""
    try:
        data = file.path.read_bytes()
    except OSError as broken:
        return refused(BROKEN_FILE, file.name, f"the file cannot be opened: {broken.strerror}")
    return evolve(_sheets(file, data), sha256=fingerprint(data))


def _sheets(file: DataFile, data: bytes) -> Opened:
    match file.path.suffix.lower():
        case ".xlsx":
            # Imported here: a workbook's reader costs more than a small return takes to read.
            from sibdsl.records.workbook import open_workbook

            return open_workbook(data, file.name, file.about.sheet)
        case ".parquet":
            # Imported here: columns cost more than a small return takes to read.
            from sibdsl.records.parquet_files import open_parquet

            return open_parquet(data, file.name)
        case ".xml":
            from sibdsl.records.xml_return import open_xml

            return open_xml(data, file.name)
        case _:
            return open_csv(data, file.name)
