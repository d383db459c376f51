"""What a page of a contract shows on request, beside its clauses and after them."""

from collections.abc import Mapping, Sequence

from attrs import field, frozen

from sibdsl.model.coverage import Coverage
from sibdsl.model.inputs import Input
from sibdsl.model.verdicts import Verdict
from sibdsl.questions import Question
from sibdsl.questions.small_case import Shown
from sibdsl.render.restated import Restated

Questions = Sequence[tuple[Question, Shown]]


@frozen
class Data:
    """How far case data reaches each clause, and the files that it was read from."""

    coverage: tuple[Coverage, ...]
    inputs: tuple[Input, ...] = ()


@frozen
class Wanted:
    """What each clause means in plain words, by its number; and what was asked, None if it was not:
    the open questions, the verdicts of the verifier, the case data.
    """

    meanings: Mapping[str, tuple[Restated, ...]] = field(factory=dict)
    questions: Questions | None = None
    verdicts: Sequence[Verdict] | None = None
    data: Data | None = None
