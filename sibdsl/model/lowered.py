"""A contract as meant, with its worked examples, as the lowering hands them on."""

from attrs import frozen

from sibdsl.diagnostics import Finding
from sibdsl.model.contract import Contract
from sibdsl.model.examples import Example


@frozen
class Lowered:
    """What a contract means, its worked examples, and what could not be lowered."""

    contract: Contract
    examples: tuple[Example, ...]
    findings: tuple[Finding, ...]
