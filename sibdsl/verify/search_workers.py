"""The parts of a search, one after another in this process, or side by side in several."""

from collections.abc import Iterable, Iterator, Sequence
from concurrent.futures import Future, ProcessPoolExecutor
from multiprocessing import get_context
from types import TracebackType
from typing import Any, ClassVar, Final

from attrs import field, frozen, mutable

from sibdsl.model.contract import Contract
from sibdsl.model.histories import Histories
from sibdsl.verify.laws import laws_of
from sibdsl.verify.reached import lighter
from sibdsl.verify.search_part import Asked, Found, Part, Task, drawn, plainly
from sibdsl.verify.search_smaller import Broken, reckoned, smallest
from sibdsl.verify.strategies import Sources

_PLAIN: Final = 12
"""So many histories are tried as they stand in one part."""


@frozen
class Small:
    """A law by name, what breaks it, and how long to make that smaller."""

    law: str
    found: Found
    seed: int
    seconds: float


@mutable
class Workers:
    """Does what it is asked in so many processes; the answers come in the order of the asking.

    To be used as a context: the processes end with it.
    """

    asked: Asked
    jobs: int = 1
    _pool: ProcessPoolExecutor | None = field(init=False, default=None)

    def __enter__(self) -> "Workers":
        if self.jobs > 1:
            names = tuple(law.name for law in self.asked.laws)
            start = (self.asked.contract, names, tuple(self.asked.lifting), self.asked.given)
            self._pool = ProcessPoolExecutor(
                self.jobs, get_context("spawn"), initializer=_begin, initargs=start
            )
        return self

    def __exit__(
        self, _: type[BaseException] | None, __: BaseException | None, ___: TracebackType | None
    ) -> None:
        if self._pool is not None:
            self._pool.shutdown(cancel_futures=True)

    def plainly(self, listed: Iterable[Histories], laws: Sequence[str]) -> Iterator[Part]:
        """The laws of those names on each history as it stands, in parts.

        With several processes the work begins at once, otherwise when the first part is asked for.
        """
        given = tuple(listed)
        parts = [given[at : at + _PLAIN] for at in range(0, len(given), _PLAIN)]
        return self._each(_plainly, [(part, tuple(laws)) for part in parts])

    def drawn(self, tasks: Iterable[Task]) -> Iterator[Part]:
        """The part of each task."""
        return self._each(_drawn, [(task,) for task in tasks])

    def smaller(self, broken: Iterable[Small]) -> Iterator[Broken]:
        """The smallest case found for each, reckoned again here."""
        for found in self._each(_smaller, [(one,) for one in broken]):
            yield _again(self.asked, found)

    def _each(self, work: Any, listed: Sequence[tuple[Any, ...]]) -> Iterator[Any]:
        if self._pool is None:
            return (work(*args, asked=self.asked) for args in listed)
        begun: list[Future[Any]] = [self._pool.submit(work, *args) for args in listed]
        return (one.result() for one in begun)


class _Here:
    """What this process, if it is a worker, is asked again and again."""

    asked: ClassVar[Asked]


def _begin(
    contract: Contract, names: tuple[str, ...], lifted: tuple[str, ...], given: Sources
) -> None:
    """Make a process ready: laws are functions, and are found by name."""
    laws = {law.name: law for law in laws_of(contract)}
    listed = tuple(laws[name] for name in names)
    _Here.asked = Asked(contract, listed, lighter(contract, lifted), given)


def _plainly(listed: Sequence[Histories], laws: Sequence[str], asked: Asked | None = None) -> Part:
    asked = asked or _Here.asked
    return plainly(asked, listed, [law for law in asked.laws if law.name in laws])


def _drawn(task: Task, asked: Asked | None = None) -> Part:
    return drawn(asked or _Here.asked, task)


def _smaller(small: Small, asked: Asked | None = None) -> Found:
    asked = asked or _Here.asked
    law = next(law for law in asked.laws if law.name == small.law)
    broken = smallest(asked.contract, law, _again(asked, small.found), small.seed, small.seconds)
    second = None if broken.second is None else broken.second.histories
    return Found(small.found.at, broken.conflict, broken.first.histories, second)


def _again(asked: Asked, found: Found) -> Broken:
    """What was found, reckoned in this process."""
    first = reckoned(asked.contract, found.first)
    second = None if found.second is None else reckoned(asked.contract, found.second)
    return Broken(found.conflict, first, second)
