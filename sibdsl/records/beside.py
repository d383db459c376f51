"""The tables beside the return, all together: what they say of persons, groups and the contract."""

from collections.abc import Sequence

from attrs import define, field

from sibdsl.diagnostics import Finding
from sibdsl.model.records import Shape
from sibdsl.records.groups import Doubt, of_group
from sibdsl.records.plan import Plan
from sibdsl.records.reach import Origin
from sibdsl.records.said import Said
from sibdsl.records.sorting import Sorted
from sibdsl.records.tables import named_in, told_in
from sibdsl.records.values import Words


@define
class Tables:
    """What the tables beside the return say.

    *cases* are the case numbers in them, *own* the events and periods of persons that they hold,
    *labels* those of each group.
    """

    said: list[Said] = field(factory=list)
    findings: list[Finding] = field(factory=list)
    origins: list[Origin] = field(factory=list)
    cases: frozenset[str] = frozenset()
    own: frozenset[str] = frozenset()
    labels: dict[str, frozenset[str]] = field(factory=dict)
    doubts: list[Doubt] = field(factory=list)


def tables_in(sheets: Sorted, words: Words) -> Tables:
    """All that they say, who they are of, and how far they go."""
    result = Tables()
    for plan in sheets.plans:
        told, latest = told_in(plan, words)
        result.said += told.said
        _sort_findings(result, plan, told.findings)
        about = plan.about
        result.origins.append(
            Origin(plan.sheet.file, plan.names, about.first_day, about.last_day, latest)
        )
        if plan.group:
            before = result.labels.get(plan.group, frozenset())
            result.labels[plan.group] = before | named_in(plan, words)
        elif plan.of_persons:
            result.cases |= named_in(plan, words)
            result.own |= {f.field.name for f in plan.fields if f.field.shape is not Shape.FACT}
    return result


def _sort_findings(result: Tables, plan: Plan, findings: Sequence[Finding]) -> None:
    """Those that put a group in doubt are kept apart."""
    for finding in findings:
        told = of_group(finding, plan.group) if plan.group else finding
        if isinstance(told, Doubt):
            result.doubts.append(told)
        else:
            result.findings.append(told)
