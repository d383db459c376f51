"""Whose records there are, and whose items and outcomes a sentence counts."""

from collections.abc import Iterator

from sibdsl.check.subject import Subject
from sibdsl.check.symbols import Home, Kind, Symbol, base, key
from sibdsl.diagnostics import Finding, Label, Place, codes
from sibdsl.syntax import forms, tree


def the_person_has_a_case_number(subject: Subject) -> Iterator[Finding]:
    """The record of the person begins with a code, by which a case is known."""
    for clause, record in subject.forms_of(forms.Record):
        first = record.fields[0].part
        person = subject.kind_of(record.of) is Kind.PERSON
        if person and isinstance(first, forms.Field) and first.shape != forms.PlainType("code"):
            yield subject.finding(
                codes.WRONG_KIND,
                f"the record of each {record.of.text} does not begin with a case number",
                first.span,
                clause.number,
                help="let the first field be a code: `Case Number, a code`",
            )


def there_is_one_kind_of_person(subject: Subject) -> Iterator[Finding]:
    """A contract has one kind of person; a record that begins with a code is that of a person."""
    first: forms.Record | None = None
    for clause, record in subject.forms_of(forms.Record):
        if subject.kind_of(record.of) is not Kind.PERSON:
            continue
        if first is None or first is record:
            first = record
        elif key(first.of) != key(record.of):
            place = Place.words(subject.document.source, first.of.span)
            yield subject.finding(
                codes.SAID_TWICE,
                f"`{record.of.text}` is a second kind of person",
                record.of.span,
                clause.number,
                others=(Label(place, "the person of a case is said here"),),
                help="keep one record that begins with a code; "
                "the record of a group begins with another field",
            )


def what_is_counted_is_of_whom_it_says(subject: Subject) -> Iterator[Finding]:
    """`Only the first X of each Y` counts what is in the record of Y."""
    for clause, form in subject.nodes_of(tree.Node):
        match form:
            case forms.Counts(_, items, of):
                yield from _of_another(subject, clause, items, of)
            case forms.Paid(_, outcome, of):
                yield from _outcome_of_another(subject, clause, (outcome,), of)
            case forms.PaidOfAll(_, outcomes, of):
                yield from _outcome_of_another(subject, clause, outcomes, of)
            case _:
                pass


def _of_another(
    subject: Subject, clause: forms.Clause, items: tree.Name, of: tree.Name
) -> Iterator[Finding]:
    symbol, whose = subject.symbols.get(items), subject.kind_of(of)
    if symbol is None or whose not in (Kind.PERSON, Kind.GROUP):
        return
    home = base(subject.symbols.by_name, symbol.name).home or Home.PERSON
    if home is not (Home.PERSON if whose is Kind.PERSON else Home.GROUP):
        yield subject.finding(
            codes.WRONG_KIND,
            f"`{symbol.name}` is not in the record of each {of.text}",
            of.span,
            clause.number,
            others=(subject.declared(symbol),),
            help=_whose(symbol, home),
        )


def _whose(symbol: Symbol, home: Home) -> str:
    if home is Home.CONTRACT:
        return f"`{symbol.name}` is in the record of the contract: let it be one event or period"
    return f"say of each {'group' if home is Home.GROUP else 'person'} in whose record it is"


def _outcome_of_another(
    subject: Subject, clause: forms.Clause, outcomes: tuple[tree.Name, ...], of: tree.Name
) -> Iterator[Finding]:
    """An outcome of each Cohort is achieved `for each Cohort`; any other is one of a person."""
    whose = subject.kind_of(of)
    if whose not in (Kind.PERSON, Kind.GROUP):
        return
    for outcome in outcomes:
        symbol = subject.symbols.get(outcome)
        if symbol is None or not isinstance(symbol.node, forms.Achieved):
            continue
        group = _group(subject, symbol.node)
        if (group is None) is (whose is Kind.GROUP) or (group and group != key(of)):
            right = group or "person of the record"
            yield subject.finding(
                codes.WRONG_KIND,
                f"`{outcome.text}` is not an outcome of each {of.text}",
                of.span,
                clause.number,
                others=(subject.declared(symbol),),
                help=f"it is achieved by each {right}: say so here",
            )
            return


def _group(subject: Subject, achieved: forms.Achieved) -> str | None:
    """The group that achieves the outcome; None where a person does."""
    match achieved.trigger:
        case forms.ForEachOn(tree.Name() as index) if subject.kind_of(index) is Kind.GROUP:
            return key(index)
        case _:
            return None


def groups_named_have_members(subject: Subject) -> Iterator[Finding]:
    """`in each Cohort` needs a field of the person that is a Cohort."""
    if subject.broken:
        return
    joined = {
        key(field.shape.name)
        for _, field in subject.nodes_of(forms.Field)
        if isinstance(field.shape, forms.RecordType)
    }
    for clause, group in _groups_named(subject):
        if subject.kind_of(group) is Kind.GROUP and key(group) not in joined:
            yield subject.finding(
                codes.NO_MEMBERS,
                f"nothing says who is in which {group.text}",
                group.span,
                clause.number,
                others=(subject.declared(subject.symbols[group]),),
                help=f"let the record of the person hold a field that is `a {key(group)}`",
            )


def _groups_named(subject: Subject) -> Iterator[tuple[forms.Clause, tree.Name]]:
    """The Terms of `in each`, `of each` and `for each` that may be of groups of persons."""
    for clause, node in subject.nodes_of(tree.Node):
        match node:
            case forms.Places(group=tree.Name() as name) | forms.Paid(of=name):
                yield clause, name
            case forms.PaidOfAll(of=name) | forms.ForEach(name):
                yield clause, name
            case forms.Deducted(index=tree.Name() as name):
                yield clause, name
            case _:
                pass


def orders_end_with_the_case_number(subject: Subject) -> Iterator[Finding]:
    """`in order of the due day and then of Case Number`: no other code puts cases in order."""
    numbers = {
        key(record.fields[0].part.name)
        for _, record in subject.forms_of(forms.Record)
        if isinstance(record.fields[0].part, forms.Field)
        and subject.kind_of(record.of) is Kind.PERSON
    }
    for clause, form in subject.nodes_of(tree.Node):
        match form:
            case forms.Limit(order=tuple() as order) | forms.Places(order=order):
                named = [day for day in order if isinstance(day, tree.Name)]
            case _:
                continue
        for name in named:
            if subject.kind_of(name) is Kind.CODE and key(name) not in numbers and numbers:
                yield subject.finding(
                    codes.WRONG_KIND,
                    f"cases are not put in order by `{name.text}`",
                    name.span,
                    clause.number,
                    help=f"of the codes only the case number does that: `{min(numbers)}`",
                )
