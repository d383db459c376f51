"""What the columns of a table are, if it can be read as columns."""

from collections.abc import Sequence

from sibdsl.model.contract import Contract
from sibdsl.records.files import DataFile
from sibdsl.records.headings import stem
from sibdsl.records.kinds import Kinds
from sibdsl.records.plan import Plan, plan_of
from sibdsl.records.sheet import Sheet
from sibdsl.records.ssda903 import table_of


def kinds_of(contract: Contract) -> Kinds:
    """The records of *contract*."""
    return Kinds(contract.person, contract.record, contract.case_number, contract.groups)


def plan_for(file: DataFile, names: Sequence[str], contract: Contract) -> Plan | None:
    """What the columns of these *names* are; None where the file is better read by rows."""
    headings = tuple(name.strip() for name in names)
    if not headings or len({stem(heading) for heading in headings}) < len(headings):
        return None
    sheet = Sheet(file.name, headings, ())
    plan = plan_of(sheet, file.about, kinds_of(contract)).plan
    if plan is None or table_of(sheet) is not None or not _vouched(plan, contract):
        return None
    return plan


def _vouched(plan: Plan, contract: Contract) -> bool:
    """Whether nothing in the file waits for a certificate: of what does, each row is counted."""
    needed = contract.certifiers()
    by = plan.about.certified_by
    return all(name not in needed or by in needed[name] for name in plan.names)
