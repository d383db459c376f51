"""Questions 5 and 6: which records count as care or custody, and what short breaks are."""

import re
from collections.abc import Iterator
from typing import Final

from sibdsl.model import terms
from sibdsl.model.below import reached
from sibdsl.model.contract import Contract
from sibdsl.model.records import Kind, RecordField, Shape
from sibdsl.model.terms import OWN, Clause
from sibdsl.model.walk import walk
from sibdsl.questions import cases
from sibdsl.questions.core import (
    lasting,
    number,
    of_class,
    of_outcome,
    rules,
    unused,
    without_effect,
)
from sibdsl.questions.question import Answer, Instead, Probe, Raised, Reworded
from sibdsl.questions.said import a, many, never, quoted
from sibdsl.records.code_sets import (
    PLACEMENTS,
    SHORT_BREAK,
    SHORT_BREAK_AGREED,
    STATUSES,
    TEMPORARY,
)

_UNION: Final = re.compile(
    r"(?:not in|no day in)(?:(?: or)?(?: an?| the)? [A-Z][\w'’-]*(?: [A-Z][\w'’-]*)*)+"
)
"""`not in Care or Detention`, `no day in Residential Care`."""

# -- 5: codes -------------------------------------------------------------------------------------


def records_that_last_are_placed(contract: Contract) -> Iterator[Raised]:
    """Raised where a record that lasts is not said to count, where all of its codes count alike,
    or where a temporary placement is none of those that are named.
    """
    if not lasting(contract):
        return
    for field in unused(contract, Shape.PERIOD, Shape.PERIODS):
        yield _never_named(contract, field)
    for field in contract.person.fields:
        yield from _all_alike(contract, field)
        yield from _temporary(contract, field)


def _never_named(contract: Contract, field: RecordField) -> Raised:
    name = field.name
    what = f"{many(name)} are recorded, and no clause says whether a day in one counts"
    nothing = Answer((f"It follows that {never(many(name))}.",))
    answers = (*_joined_to(contract, name), nothing)
    return Raised(Clause(field.clause), what, answers, name, cases.with_spell(name))


def _joined_to(contract: Contract, name: str) -> Iterator[Answer]:
    """The days of the record put beside those that break an outcome."""
    for outcome in lasting(contract):
        found = _UNION.search(outcome.clause.words)
        if found:
            new = f"{found[0]} or {a(name)}"
            yield Answer(edits=(Reworded(number(outcome.clause.number), found[0], new),))
            return


def _all_alike(contract: Contract, field: RecordField) -> Iterator[Raised]:
    """Every spell is taken, whatever its code, and no clause looks at its codes."""
    codes = [x.name for x in field.attributes if x.type.kind in (Kind.CODE, Kind.CHOICE)]
    below = list(reached(contract, *rules(contract)))
    bare = terms.Covered(terms.Recorded(field.name, OWN)) in below
    if not bare or not codes or _looked_at(below, codes):
        return
    without = without_effect(contract)
    silent = [code for code in codes if code not in without]
    if not silent:
        return
    what = f"Every {field.name} counts, whatever its {' or '.join(silent)}"
    promises = tuple(f"It follows that {never(many(c))}." for c in silent)
    answers = (*_except_breaks(contract, field), Answer(promises))
    probe = cases.with_spell(field.name, {_status(contract, field) or silent[0]: SHORT_BREAK})
    yield Raised(Clause(field.clause), what, answers, field.name, probe)


def _looked_at(below: list[object], names: list[str]) -> bool:
    """Whether any condition asks for one of these attributes."""
    asked = [x.name for x in below if isinstance(x, terms.AttributeOf | terms.AttributeOn)]
    return any(name in names for name in asked)


def _except_breaks(contract: Contract, field: RecordField) -> Iterator[Answer]:
    """The definition with short breaks taken out."""
    status = _status(contract, field)
    for definition in contract.definitions.values():
        words = definition.clause.words
        bare = definition.meaning == terms.Covered(terms.Recorded(field.name, OWN))
        if bare and status:
            out = quoted((SHORT_BREAK, SHORT_BREAK_AGREED))
            kept = f"{words.rstrip('.')}, except where {status} is {out}."
            yield Answer(edits=(Instead(number(definition.clause.number), kept),))


def _status(contract: Contract, field: RecordField) -> str | None:
    """The attribute that holds a legal status: the last code of the record that no other use has.

    Told by the codes that the contract compares it with, or else by its place beside a placement.
    """
    for name, options in _compared(contract):
        if STATUSES.intersection(options) and any(x.name == name for x in field.attributes):
            return name
    codes = [x.name for x in field.attributes if x.type.kind is Kind.CODE]
    return codes[-1] if codes else None


def _compared(contract: Contract) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Each attribute that a definition or a rule compares with codes, and those codes."""
    meanings = tuple(d.meaning for d in contract.definitions.values())
    for node in walk((*meanings, *rules(contract))):
        match node:
            case terms.IsOneOf(terms.AttributeOf(_, name) | terms.AttributeOn(_, name), options):
                yield name, options
            case _:
                pass


def _temporary(contract: Contract, field: RecordField) -> Iterator[Raised]:
    """Placements are named by their codes, those of a few days elsewhere are not among them."""
    carried = {x.name for x in field.attributes}
    asked = [(n, options) for n, options in _compared(contract) if n in carried]
    places = [(n, o) for n, o in asked if PLACEMENTS.intersection(o)]
    if not places or any(set(options) & set(TEMPORARY) for _, options in asked):
        return
    attribute = places[0][0]
    definition = _of_placement(contract, attribute)
    if definition is None:
        return
    what = f"A stay of a few days elsewhere ({attribute} {quoted(TEMPORARY)}) is in no definition"
    answers = (
        *_counted_as(definition, attribute, field),
        _stay_apart(contract, attribute, field),
    )
    probe = cases.with_spell(field.name, {attribute: TEMPORARY[0]})
    yield Raised(definition.clause, what, answers, attribute, _in_place(field, attribute, probe))


def _in_place(field: RecordField, attribute: str, probe: Probe) -> Probe:
    """Two days of the spell that the example pays for, under a temporary code instead."""
    return cases.each_of(cases.recoded(field.name, {attribute: TEMPORARY[0]}), probe)


def _of_placement(contract: Contract, attribute: str) -> terms.Definition | None:
    """The set of days, wanted by an outcome that lasts, that the codes are named in."""
    for outcome in lasting(contract):
        for named in of_class(of_outcome(contract, outcome), terms.DaysNamed):
            definition = contract.definitions[named.name]
            if any(n == attribute for n, _ in _codes_of(definition)):
                return definition
    return None


def _codes_of(definition: terms.Definition) -> Iterator[tuple[str, tuple[str, ...]]]:
    for node in of_class(walk(definition.meaning), terms.IsOneOf):
        if isinstance(node.value, terms.AttributeOf):
            yield node.value.name, node.options


def _counted_as(
    definition: terms.Definition, attribute: str, field: RecordField
) -> Iterator[Answer]:
    """The definition with the temporary codes among its own."""
    options = next(options for name, options in _codes_of(definition) if name == attribute)
    words = f"{definition.name} means each day in the {many(field.name)} where {attribute} is"
    new = f"{words} {quoted((*options, *TEMPORARY))}."
    yield Answer(edits=(Instead(number(definition.clause.number), new),))


def _stay_apart(contract: Contract, attribute: str, field: RecordField) -> Answer:
    """A Term of its own, of which another day brings nothing."""
    means = f"Temporary Stay means each day in the {many(field.name)} where {attribute} is"
    word = "It follows that another day in a Temporary Stay never increases the payments for"
    return Answer((f"{means} {quoted(TEMPORARY)}.", f"{word} {a(contract.person.name)}."))


# -- 6: respite -----------------------------------------------------------------------------------


def short_breaks_are_said(contract: Contract) -> Iterator[Raised]:
    """Raised where care is told by legal status and no clause says what a short break is."""
    asked = [(n, options) for n, options in _compared(contract) if STATUSES.intersection(options)]
    if not lasting(contract) or not asked or any(SHORT_BREAK in o for _, o in asked):
        return
    attribute, options = asked[0]
    field = next(
        (f for f in contract.person.fields if any(x.name == attribute for x in f.attributes)), None
    )
    definition = next(
        (d for d in contract.definitions.values() if attribute in dict(_codes_of(d))), None
    )
    if field is None or definition is None:
        return
    what = f"No clause names a short break ({attribute} “{SHORT_BREAK}”): it is not said whether it"
    answers = (
        *_not_care(definition, attribute, options, field),
        _in_care(contract, attribute, field),
    )
    probe = cases.with_spell(field.name, {attribute: SHORT_BREAK})
    what += f" counts as {definition.name}, and from which day on"
    yield Raised(definition.clause, what, answers, attribute, probe)


def _not_care(
    definition: terms.Definition, attribute: str, options: tuple[str, ...], field: RecordField
) -> Iterator[Answer]:
    """The definition that leaves short breaks out, all of them or the first days of a year."""
    match definition.meaning:
        case terms.Covered(terms.Where(condition=terms.Not())):
            pass
        case _:
            return
    here, name, records = number(definition.clause.number), definition.name, many(field.name)
    codes = quoted((SHORT_BREAK, *options))
    stay = f"means each day in the {records}, except where {attribute} is {codes}"
    yield Answer(edits=(Instead(here, f"{name} {stay}."),))
    edits = (Instead(here, f"{name} means each day in a Stay or an Excess Break."),)
    yield Answer(
        (
            f"Stay {stay}.",
            f'Short Break means each day in the {records} where {attribute} is "{SHORT_BREAK}".',
            "Respite means the first 75 days in a Short Break in each financial year.",
            "Excess Break means each day in a Short Break that is not in Respite.",
        ),
        edits,
    )


def _in_care(contract: Contract, attribute: str, field: RecordField) -> Answer:
    """A Term for short breaks, of which another day brings nothing."""
    means = f"Short Break means each day in the {many(field.name)} where {attribute} is"
    word = "It follows that another day in a Short Break never increases the payments for"
    return Answer((f'{means} "{SHORT_BREAK}".', f"{word} {a(contract.person.name)}."))
