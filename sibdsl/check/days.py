"""Periods run forward, and ages have a birth to be reckoned from."""

from collections.abc import Iterator

from sibdsl.check.subject import Subject
from sibdsl.check.symbols import Home, Kind, Symbols, key
from sibdsl.diagnostics import Finding, Label, Place, codes
from sibdsl.syntax import forms, tree


def periods_do_not_end_before_they_begin(subject: Subject) -> Iterator[Finding]:
    """`from D to E`: both days are included, so E may be D but not earlier."""
    for clause, node in subject.nodes_of(tree.Node):
        match node:
            case (
                tree.Between(tree.Date() as first, tree.Date() as last)
                | forms.TheTerm(tree.Date() as first, tree.Date() as last)
                | forms.FirstClaim(first, last)
                | forms.Relief(first, last)
                | forms.DueBetween(first, last)
                | forms.FactFrom(_, first, tree.Date() as last)
            ) if first.day and last.day and last.day < first.day:
                yield subject.finding(
                    codes.ENDS_BEFORE,
                    f"the period ends before it begins, on {first.text}",
                    last.span,
                    clause.number,
                    help="put the earlier day first",
                )
            case _:
                pass


def the_term_is_from_date_to_date(subject: Subject) -> Iterator[Finding]:
    """The term has two dates: it cannot hang on what happens to one case."""
    for clause, term in subject.forms_of(forms.TheTerm):
        for day in (term.first, term.last):
            if not isinstance(day, tree.Date):
                yield subject.finding(
                    codes.WRONG_KIND,
                    "the term is from one date to another",
                    day.span,
                    clause.number,
                    help="write a date, such as 31 March 2031",
                )


def birth(symbols: Symbols) -> str | None:
    """The field from which ages are reckoned: the one date of the person's record.

    Where the record holds several, the one called Date of Birth; None where there is neither.
    """
    dates = [
        s.name
        for s in symbols.by_name.values()
        if s.kind is Kind.DATE and s.home is Home.PERSON and s.owner is None
    ]
    if len(dates) == 1:
        return dates[0]
    return "Date of Birth" if "Date of Birth" in dates else None


def ages_have_a_birth(subject: Subject) -> Iterator[Finding]:
    """`age on D` and `the 18th birthday` need one date of birth in the person's record."""
    if birth(subject.symbols) is not None or subject.broken:
        return
    for clause, node in subject.nodes_of(tree.Node):
        if isinstance(node, tree.AgeOn | tree.Birthday):
            yield subject.finding(
                codes.NO_BIRTH,
                "an age is reckoned from a date of birth, and the record holds none",
                node.span,
                clause.number,
                help="let the record of the person hold `Date of Birth, a date`",
            )
            return


def birthdays_are_called_so(subject: Subject) -> Iterator[Finding]:
    """`the day 18 years after Date of Birth` is not `the 18th birthday` (reading 5).

    Of a person born on 29 February the first is 28 February, the second 1 March.
    """
    born = birth(subject.symbols)
    for clause, node in subject.nodes_of(tree.Later):
        of_birth = isinstance(node.day, tree.Name) and key(node.day) == born
        if of_birth and node.length.unit == "year" and node.length.count.value.denominator == 1:
            years = int(node.length.count.value)
            yield subject.finding(
                codes.BIRTHDAY_MEANT,
                "of a person born on 29 February this day is 28 February, the birthday 1 March",
                node.span,
                clause.number,
                help=f"if the birthday is meant, write `the {_ordinal(years)} birthday`",
            )


def _ordinal(number: int) -> str:
    teen = number % 100 in (11, 12, 13)
    ending = "th" if teen else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def restarts_are_of_a_fixed_length(subject: Subject) -> Iterator[Finding]:
    """`starts again` begins a period of the same length: it has one, and restarts in one way."""
    first: dict[str, forms.Clause] = {}
    for clause, restart in subject.forms_of(forms.Restart):
        name = key(restart.period)
        symbol = subject.symbols.get(name)
        if first.setdefault(name, clause) is not clause:
            place = Place.words(subject.document.source, first[name].span)
            yield subject.finding(
                codes.SAID_TWICE,
                f"another clause says when `{name}` starts again",
                clause.span,
                clause.number,
                others=(Label(place, "said here first"),),
                help="join the two: `If (a) …; or (b) …, … starts again on …`",
            )
        elif symbol and symbol.kind is Kind.PERIOD and not _of_fixed_length(symbol.node):
            yield subject.finding(
                codes.WRONG_KIND,
                f"`{name}` has no length of its own, and so cannot start again",
                restart.period.span,
                clause.number,
                others=(subject.declared(symbol),),
                help=f"define it by its length: `{name} means the 52 weeks beginning with …`",
            )


def _of_fixed_length(node: tree.Node) -> bool:
    """Whether a period is so many days, weeks, months or years from a day."""
    match node:
        case forms.Means(meaning=tree.After() | tree.Beginning()):
            return True
        case _:
            return False
