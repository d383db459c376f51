"""Worker processes: they start before the rest of the program, so little is imported here."""

import gc
import os
from collections.abc import Callable, Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from contextlib import contextmanager
from importlib import import_module
from multiprocessing import connection, get_context, parent_process
from threading import Thread
from types import TracebackType
from typing import Any, Final, TypeVar

T = TypeVar("T")

_OF_WORKERS: Final[Mapping[str, str]] = {
    # Each has a processor, on which threads of Polars would only wait for each other.
    "POLARS_MAX_THREADS": "1",
    # What columns give back is kept for the next ones (by glibc; others do not know the name).
    "MALLOC_TOP_PAD_": str(1 << 26),
}
"""What worker processes find in their environment, if nothing else is said there."""


class WorkerLostError(Exception):
    """A worker process ended before its work was done: killed, or out of memory."""


class Processes:
    """So many worker processes, as long as they are needed.

    What they are given raises WorkerLostError when one of them is lost.
    """

    def __init__(self, many: int) -> None:
        """None has started yet."""
        self.many = many
        self._pool = ProcessPoolExecutor(many, get_context("spawn"), _ready)
        self._started = False

    def __enter__(self) -> "Processes":
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        raised: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self.end()

    def end(self) -> None:
        """Have them end, and give back their memory."""
        self._pool.shutdown(wait=True, cancel_futures=True)

    def start(self, *modules: str) -> None:
        """Have them start now, if they have not, and import those *modules*: each takes half a
        second, in which other things can be done.
        """
        if self._started:
            return
        self._started = True
        with _environment():
            for _ in range(self.many):
                self._pool.submit(_import, modules)

    def all(self, work: Callable[..., T], given: Sequence[tuple[Any, ...]]) -> list[T]:
        """What *work* comes to of each that is *given*, in that order."""
        self.start(work.__module__)
        try:
            return [
                each.result() for each in [self._pool.submit(_tidily, work, *one) for one in given]
            ]
        except BrokenProcessPool as broken:
            raise WorkerLostError from broken


@contextmanager
def _environment() -> Iterator[None]:
    """What processes that start meanwhile find in their environment; this one goes without."""
    fresh = {name: value for name, value in _OF_WORKERS.items() if name not in os.environ}
    os.environ.update(fresh)
    try:
        yield
    finally:
        for name in fresh:
            del os.environ[name]


# -- In a worker ----------------------------------------------------------------------------------


def _ready() -> None:
    """Have this worker end when the process that started it does, and clear up after each work
    alone: no sooner, as what that holds is of use until then.
    """
    gc.disable()
    parent = parent_process()
    if parent is not None:
        Thread(target=_end_with, args=(parent.sentinel,), daemon=True).start()


def _end_with(sentinel: int) -> None:
    connection.wait([sentinel])
    os._exit(1)


def _import(modules: Sequence[str]) -> None:
    for module in modules:
        import_module(module)


def _tidily(work: Callable[..., T], *given: Any) -> T:
    """What *work* comes to. Its bucket is gone then: what holds each other in a ring would stay
    until there are many more things, however large these are. What is left stays, and is not
    looked through again.
    """
    try:
        return work(*given)
    finally:
        gc.collect()
        gc.freeze()
