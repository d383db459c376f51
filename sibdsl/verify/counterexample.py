"""Histories as a worked example of their contract: a clause to paste, which is true as printed."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from typing import Final

from attrs import evolve, frozen

from sibdsl.diagnostics import errors
from sibdsl.interpret.evaluate import evaluate
from sibdsl.interpret.examples import of_few_cases, totals, worked
from sibdsl.model.contract import Contract
from sibdsl.model.days import EARLIEST, Day, in_words
from sibdsl.model.histories import Attributes, Case, Event, Histories, Reach, Spell, Value
from sibdsl.model.measured import counted_in, written
from sibdsl.model.money import Money, in_figures
from sibdsl.model.records import Kind, RecordKind
from sibdsl.model.terms import NumberNamed
from sibdsl.pipeline import loaded
from sibdsl.source import Source
from sibdsl.syntax import forms

_LETTERS: Final = "abcdefghijklmnopqrstuvwxyz"


@frozen
class Said:
    """A worked example in the words of the contract, or why the case cannot be said as one."""

    text: str = ""
    why_not: str = ""


class _CannotBeSaidError(Exception):
    """A part of a history for which the language has no words; says which."""


def as_example(source: str, contract: Contract, given: Histories, by: Day, name: str) -> str | None:
    """*given* as one clause `Example "name": …` of the contract with that text.

    None where it cannot be said as one. It was read with the contract, and pays as it says.
    """
    return said(source, contract, given, by, name).text or None


def said(
    source: str, contract: Contract, given: Histories, by: Day, name: str, *, after: int = 0
) -> Said:
    """*given* as a worked example, with what it pays by the end of *by*; or why not.

    It is numbered as the next clause after the last example, *after* so many more.
    """
    try:
        clause = _clause(contract, given, by, name)
    except _CannotBeSaidError as reason:
        return Said(why_not=str(reason))
    whole, number = _put_in(source, clause)
    read = loaded(Source("contract.sib", whole))
    wrong = next(errors(read.findings), None)
    if read.lowered is None:
        return Said(why_not=f"it does not read as one: {wrong.message if wrong else ''}")
    mine = [e for e in read.lowered.examples if e.name == name]
    if not mine or worked(read.lowered.contract, mine[-1]).wrong:
        return Said(why_not="an example would not pay the same: it is known all up to one day")
    section, _, place = number.rpartition(".")
    return Said(f"{section}.{int(place) + after} {clause}" if number else clause)


def _put_in(source: str, clause: str) -> tuple[str, str]:
    """The contract with *clause* after its last worked example, or at its end; and its number."""
    document = loaded_document(source)
    last = [c for c in document.clauses if isinstance(c.form, forms.Example)]
    if not last:
        return f"{source.rstrip()}\n{clause}\n", ""
    section, _, place = last[-1].number.rpartition(".")
    number = f"{section}.{int(place) + 1}" if place.isdigit() and section else ""
    end = last[-1].span.end
    return f"{source[:end]}\n{number} {clause}\n{source[end:]}", number


def loaded_document(source: str) -> forms.Document:
    """The sentences of a contract."""
    return loaded(Source("contract.sib", source)).document


def _clause(contract: Contract, given: Histories, by: Day, name: str) -> str:
    """The sentence, without its number."""
    _sayable(given, by)
    parts = list(_givens(contract, given))
    if not parts:
        raise _CannotBeSaidError("nothing is recorded in it, and an example needs a fact")
    known = evolve(given, reach={n: Reach(last=by) for n in given.reach})
    text = ",\nand ".join(parts)
    return f'Example "{name}": {text},\n    then by {in_words(by)} {_pays(contract, known)}.'


def _sayable(given: Histories, by: Day) -> None:
    if given.set_aside:
        raise _CannotBeSaidError("cases are set aside in it, which an example cannot say")
    if any(reach.first != EARLIEST or reach.last < by for reach in given.reach.values()):
        raise _CannotBeSaidError("some fields are known less far than others in it")


def _givens(contract: Contract, given: Histories) -> Iterator[str]:
    """`given (a) …; and (b) …`, once for each case and group; the contract's own in the first."""
    own = list(_facts(contract, given.contract, contract.record))
    labelled = len(given.cases) != 1 or bool(given.groups)
    for group, listed in given.groups.items():
        for one in listed:
            facts = [*own, *_facts(contract, one, contract.groups[group])]
            own = []
            yield _given(f'{group} "{one.number}" with', facts)
    for case in given.cases:
        facts = [*own, *_facts(contract, case, contract.person)]
        own = []
        of = f'{contract.person.name} "{case.number}" with' if labelled else ""
        yield _given(of, facts)
    if own:
        yield _given("", own)


def _given(of: str, facts: list[str]) -> str:
    if not facts:
        raise _CannotBeSaidError("a case in it holds no fact at all, which an example cannot say")
    words = f"given {of}".rstrip()
    if len(facts) == 1:
        return f"{words} {facts[0]}"
    lines = [f"    ({_letter(at)}) {fact}" for at, fact in enumerate(facts)]
    lines[-2] += "; and"
    lines[:-2] = [f"{line};" for line in lines[:-2]]
    return "\n".join([words, *lines])


def _letter(at: int) -> str:
    first, second = divmod(at, 26)
    return f"{_LETTERS[first - 1] if first else ''}{_LETTERS[second]}"


def _facts(contract: Contract, case: Case, kind: RecordKind) -> Iterator[str]:
    """Each fact in the order of the record; then measures that are given outright."""
    kinds = {f.name: f.type.kind for f in kind.fields if f.type is not None}
    fields = [f.name for f in kind.fields]
    for one in kind.fields:
        carried = {a.name: a.type.kind for a in one.attributes}
        if one.name in case.facts:
            yield _is(one.name, case.facts[one.name], kinds[one.name])
        for event in case.events.get(one.name, ()):
            yield f"{_event(one.name, event)}{_where(event.attributes, carried)}"
        for spell in case.spells.get(one.name, ()):
            yield f"{_spell(one.name, spell)}{_where(spell.attributes, carried)}"
    for name, value in case.facts.items():
        if name not in fields and name in contract.definitions:
            yield _measure(contract, name, value)


def _event(name: str, event: Event) -> str:
    if event.day is None or not event.certified:
        raise _CannotBeSaidError(f"a {name} in it has no date or is not certified")
    return f"{name} is on {in_words(event.day)}"


def _spell(name: str, spell: Spell) -> str:
    if spell.first is None or not spell.certified:
        raise _CannotBeSaidError(f"a {name} in it has no first day or is not certified")
    end = "onwards" if spell.last is None else f"to {in_words(spell.last)}"
    return f"{name} is from {in_words(spell.first)} {end}"


def _where(attributes: Attributes, kinds: Mapping[str, Kind]) -> str:
    told = [_is(name, value, kinds[name]) for name, value in attributes.items() if name in kinds]
    if not told:
        return ""
    return f" where {' and '.join([', '.join(told[:-1]), told[-1]] if told[1:] else told)}"


def _is(name: str, value: Value | None, kind: Kind) -> str:
    return f"{name} is {'not known' if value is None else _value(value, kind)}"


def _value(value: Value, kind: Kind) -> str:
    match value:
        case Money():
            return str(value)
        case Fraction() if kind is Kind.PERCENTAGE:
            return f"{_figures(value * 100)}%"
        case Fraction():
            return _figures(value)
        case int():
            return in_words(value)
        case str() if kind is Kind.PARTY:
            return value
        case _:
            return f'"{value}"'


def _figures(number: Fraction) -> str:
    figures = in_figures(number)
    if "/" in figures:
        raise _CannotBeSaidError(f"the number {figures} in it has no end in decimals")
    return figures


def _measure(contract: Contract, name: str, value: Value | None) -> str:
    if not isinstance(value, Fraction):
        return f"{name} is not known"
    words = written(value, counted_in(contract, NumberNamed(name)))
    if "/" in words:
        raise _CannotBeSaidError(f"the number {words} in it has no end in decimals")
    return f"{name} is {words}"


def _pays(contract: Contract, known: Histories) -> str:
    """What is due on it, by outcome and by payer, as an example reckons it."""
    few = of_few_cases(contract)
    sums = totals(few, evaluate(few, known))
    paid = [f"{name} pays {amount}" for name, amount in sums.items() if amount]
    if not paid:
        return "nothing is paid"
    return " and ".join([", ".join(paid[:-1]), paid[-1]] if paid[1:] else paid)
