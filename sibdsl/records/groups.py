"""The groups that tables hold, and how they and the cases name each other."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from attrs import evolve, frozen

from sibdsl.diagnostics import Finding, Severity
from sibdsl.diagnostics.codes import GROUP_IN_DOUBT, NO_SUCH_GROUP, NOBODYS_GROUP
from sibdsl.model.histories import Case, Row, Value
from sibdsl.records.kinds import Kinds
from sibdsl.records.said import Said, place
from sibdsl.records.unite import united

Labels = Mapping[str, frozenset[str]]
"""By the Term of the group."""


@frozen
class Groups:
    """The groups of each Term, in order of label, and what was found about them.

    A group in doubt is not among them: nothing is known of it, as of one that no table holds.
    """

    held: Mapping[str, tuple[Case, ...]]
    findings: tuple[Finding, ...]


@frozen
class Doubt:
    """A finding of the rows of one group, by its Term and label."""

    term: str
    label: str
    finding: Finding


def of_group(finding: Finding, term: str) -> Doubt | Finding:
    """*finding* of a row of a group: what would leave a case out puts the group in doubt."""
    if finding.case is None or finding.severity is not Severity.CASE:
        return evolve(finding, case=None)
    return Doubt(term, finding.case, finding)


def groups_in(
    kinds: Kinds, labels: Labels, said: Sequence[Said], doubts: Sequence[Doubt]
) -> Groups:
    """Each group of *labels* united from what is *said* of it."""
    of_label: dict[tuple[str, str], list[Said]] = {}
    for each in said:
        of_label.setdefault((each.group, each.case), []).append(each)
    held: dict[str, tuple[Case, ...]] = {}
    findings: list[Finding] = []
    for term, kind in kinds.groups.items():
        sure: list[Case] = []
        for label in sorted(labels.get(term, ())):
            own = of_label.get((term, label), ())
            group, against = united(label, (), own, kind, term)
            told = [d.finding for d in doubts if (d.term, d.label) == (term, label)]
            findings += [_in_doubt(finding, term, label) for finding in (*told, *against)]
            if not told and not against:
                sure.append(group)
        held[term] = tuple(sure)
    return Groups(held, tuple(findings))


def _in_doubt(finding: Finding, term: str, label: str) -> Finding:
    message = f"{finding.message}; nothing is known of {term} `{label}` until it is put right"
    return evolve(finding, code=GROUP_IN_DOUBT, message=message, case=None)


def told_of_membership(kinds: Kinds, labels: Labels, cases: Sequence[Case]) -> Iterator[Finding]:
    """Groups that a case names and no table holds, and those to which no case belongs."""
    for term in kinds.groups:
        field = kinds.membership(term)
        if field is None:
            continue
        members = Counter(case.facts.get(field) for case in cases)
        held = labels.get(term, frozenset())
        for label, many in sorted(members.items(), key=lambda pair: str(pair[0])):
            if label is not None and label not in held:
                yield _missing(term, label, many, _rows(cases, field, label))
        unnamed = sorted(label for label in held if label not in members)
        if unnamed:
            listed = ", ".join(f"`{label}`" for label in unnamed)
            yield Finding(NOBODYS_GROUP, f"no case has {term} {listed} as its `{field}`")


def _rows(cases: Sequence[Case], field: str, label: Value) -> tuple[Row, ...]:
    """The rows of the first of the cases that name the group."""
    return next(case.rows.get(field, ()) for case in cases if case.facts.get(field) == label)


def _missing(term: str, label: Value, many: int, rows: Sequence[Row]) -> Finding:
    whose = f"{many:,} cases belong" if many > 1 else "one case belongs"
    return Finding(
        NO_SUCH_GROUP,
        f"{whose} to {term} `{label}`, and no table holds it: nothing is known of it",
        place(rows[0]) if rows else None,
        help=f"a table of them has a heading `{term}`, and its labels are written in one way in all"
        " files",
    )
