"""The same contract under other names and in another order, with its data mapped to match."""

import csv
import io
import json
import tomllib
from collections.abc import Iterator, Mapping
from datetime import date
from pathlib import Path
from random import Random
from typing import Any

from attrs import frozen

from sibdsl.check.symbols import Kind, Symbols, collect
from sibdsl.source import Source
from sibdsl.syntax import forms, scan, tree, walk
from sibdsl.syntax.parse import parse
from sibdsl.syntax.renumber import renumbered
from sibdsl.syntax.words import singular

_CONSONANTS, _VOWELS = "bdfgklmnprtv", "ao"
_CODED = forms.Choice | forms.CodeList | tree.IsCode | forms.FactIs
RETURN_COLUMNS = ("CHILD", "DECOM")


@frozen
class Names:
    """New for old: Terms by their singular, parties as written, and codes; the title.

    *fields* are the new Terms of the fields and attributes of the records.
    """

    terms: Mapping[str, str]
    fields: tuple[str, ...]
    parties: Mapping[str, str]
    codes: Mapping[str, str]
    title: str

    def term(self, written: str) -> str:
        """The new Term, in the plural where the old one stood in it."""
        if written in self.parties:
            return self.parties[written]
        new = self.terms[singular(written)]
        return new if singular(written) == written else f"{new}s"

    def known(self, name: str) -> str:
        """The new name of an outcome or a party of a ledger."""
        return self.parties.get(name) or self.terms[name]

    @staticmethod
    def case(number: str) -> str:
        """A new case number; the order of the numbers stays."""
        return f"Z{number}"


def words(random: Random) -> Iterator[str]:
    """New words, each unlike the others."""
    seen = set()
    while True:
        syllables = [random.choice(_CONSONANTS) + random.choice(_VOWELS) for _ in range(3)]
        if (word := "".join(syllables)) not in seen:
            seen.add(word)
            yield word


def new_names(document: forms.Document, seed: int) -> Names:
    """Other names for everything that *document* names."""
    random = Random(seed)  # noqa: S311
    fresh = words(random)

    def term() -> str:
        parts = [next(fresh).capitalize() for _ in range(random.randint(1, 3))]
        return random.choice([" ", "-", " of "]).join(parts)

    by_name = collect(document).by_name
    parties = {s.text: term() for s in by_name.values() if s.kind is Kind.PARTY}
    others = [name for name, s in by_name.items() if s.kind is not Kind.PARTY]
    terms = {name: term() for name in others}
    codes = {text.text: next(fresh) for text in coded(document)}
    fields = tuple(terms[name] for name in others if by_name[name].home is not None)
    return Names(terms, fields, parties, codes, next(fresh))


def coded(document: forms.Document) -> Iterator[tree.Text]:
    """Every word in quotation marks that is a value of the record."""
    by_name = collect(document)
    for clause in document.clauses:
        for node in walk.walk(clause.form):
            label = isinstance(node, forms.FactIs) and _is(by_name, node.name, Kind.MEMBERSHIP)
            if isinstance(node, _CODED) and not label:
                yield from (part for _, part in walk.parts(node) if isinstance(part, tree.Text))


def _is(symbols: Symbols, name: tree.Name, kind: Kind) -> bool:
    symbol = symbols.get(name)
    return symbol is not None and symbol.kind is kind


# -- The text -------------------------------------------------------------------------------------


def renamed(text: str, names: Names) -> str:
    """The contract *text* under its new names."""
    document = parse(Source("contract.sib", text)).document
    symbols = collect(document)
    edits: dict[tuple[int, int], str] = {}
    for text_node in coded(document):
        edits[text_node.span.start, text_node.span.end] = f'"{names.codes[text_node.text]}"'
    for clause in document.clauses:
        for node in walk.walk(clause.form):
            match node:
                case tree.Name(written):
                    edits[node.span.start, node.span.end] = names.term(written)
                case forms.Title(title):
                    edits[title.span.start, title.span.end] = f'"{names.title}"'
                case forms.GivenOf(of, label) if not _is(symbols, of, Kind.GROUP):
                    edits[label.span.start, label.span.end] = f'"{names.case(label.text)}"'
    for (start, end), new in sorted(edits.items(), reverse=True):
        text = text[:start] + new + text[end:]
    return text


def sentences(text: str) -> list[tuple[str, str, forms.Form | None]]:
    """The number, the words and the form of each sentence; headings and notes are left out."""
    source = Source("contract.sib", text)
    forms_at = {c.span.start: c.form for c in parse(source).document.clauses}
    found = [piece for piece in scan.scan(source) if isinstance(piece, scan.Sentence)]
    return [(s.number, source[s.span], forms_at.get(s.span.start)) for s in found]


def shuffled(text: str, seed: int) -> str:
    """The clauses in another order, numbers and all; outcomes keep theirs, which breaks ties."""
    listed = sentences(text)
    Random(seed).shuffle(listed)  # noqa: S311
    at = [i for i, (_, _, form) in enumerate(listed) if isinstance(form, forms.Achieved)]
    in_order = sorted((listed[i] for i in at), key=lambda sentence: text.index(sentence[1]))
    for i, sentence in zip(at, in_order, strict=True):
        listed[i] = sentence
    return "\n".join(f"{number} {said}".strip() for number, said, _ in listed) + "\n"


def without_numbers(text: str) -> str:
    """The clauses without their numbers, and so without the examples that refer to them."""
    kept = [said for _, said, form in sentences(text) if not isinstance(form, forms.Example)]
    return "\n".join(kept) + "\n"


def numbered_afresh(text: str) -> str:
    """The clauses numbered in the order in which they stand, references with them."""
    return renumbered(Source("contract.sib", text)).text


# -- The data -------------------------------------------------------------------------------------


def write_cases(cases: Path, names: Names, folder: Path, case_number: str) -> Path:
    """The files of *cases* in *folder*: case numbers changed in them, the rest by the mapping.

    They stand under the heading *case_number*, or in a return under CHILD.
    """
    said = tomllib.loads((cases / "mapping.toml").read_text(encoding="utf-8"))
    said["none"] = [names.term(name) for name in said.get("none", [])]
    said["values"] = values(names)
    if "Episode" in names.terms:
        said["return"] = of_return(names)
    folder.mkdir(parents=True, exist_ok=True)
    for path in sorted(cases.glob("*.csv")):
        rows = list(csv.reader(io.StringIO(path.read_text(encoding="utf-8"))))
        about = said["files"].setdefault(path.name, {})
        if not set(RETURN_COLUMNS) & set(rows[0]):
            about["headings"] = {heading: headed(heading, names) for heading in rows[0]}
        if rows[0][0] in (case_number, "CHILD"):
            rows[1:] = [[names.case(row[0]), *row[1:]] for row in rows[1:]]
        out = io.StringIO()
        csv.writer(out, lineterminator="\n").writerows(rows)
        (folder / path.name).write_text(out.getvalue(), encoding="utf-8")
    (folder / "mapping.toml").write_text(as_toml(said), encoding="utf-8")
    return folder


def of_return(names: Names) -> dict[str, Any]:
    """What the records of the return are called."""
    columns = {"PLACE": "Placement", "LS": "Legal Status"}
    return {
        "episodes": names.terms["Episode"],
        "date_of_birth": names.terms["Date of Birth"],
        "attributes": {column: names.terms[term] for column, term in columns.items()},
    }


def values(names: Names) -> dict[str, dict[str, str]]:
    """What every code and party of the files stands for, whatever Term it is a value of."""
    meant = {**names.codes, **names.parties}
    return dict.fromkeys(names.fields, meant)


def headed(heading: str, names: Names) -> str:
    """A heading with the Term that it is, or begins with, renamed."""
    if singular(heading) in names.terms:
        return names.terms[singular(heading)]
    for term in sorted(names.terms, key=len, reverse=True):
        if heading.startswith(f"{term} "):
            return names.terms[term] + heading[len(term) :]
    return heading


def as_toml(table: Mapping[str, Any]) -> str:
    """A mapping as TOML, one dotted line a value."""
    return "".join(f"{'.'.join(keys)} = {value}\n" for keys, value in _flat(table, ()))


def _flat(
    table: Mapping[str, Any], above: tuple[str, ...]
) -> Iterator[tuple[tuple[str, ...], str]]:
    for key, value in table.items():
        keys = (*above, json.dumps(key))
        if isinstance(value, Mapping):
            yield from _flat(value, keys)
        else:
            yield keys, value.isoformat() if isinstance(value, date) else json.dumps(value)
