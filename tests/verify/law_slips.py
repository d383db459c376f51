"""Slips planted in the code of the laws, one at a time: which of them does no case notice?

`python -m verify.law_slips [MODULE]` in `tests`, with the repository on the path, plants them all
and says what score the cases of `law_cases/` have, and which slips they let pass. A slip is such as
a hand makes: `<` for `<=`, a number off by one, a `not` or a filter left out, `and` for `or`, a
`yield` or a `continue` gone, first and second turned round. It is planted by giving each function
of the module the code that it would then have: no module is loaded anew.
"""

import ast
import gc
import inspect
import signal
import sys
import time
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from hashlib import sha256
from pathlib import Path
from types import CodeType, FrameType, FunctionType, ModuleType
from typing import Any, cast

from attrs import frozen
from verify.law_cases import Case, cases, said_of
from verify.law_slips_places import Planting

from sibdsl.verify import laws, promises

SECONDS = 10
"""So long a case may take with a slip planted: a loop without an end is noticed too."""

SAMPLE = Path(__file__).parent / "law_slips_sample.txt"
PASSING = Path(__file__).parent / "law_slips_let_pass.txt"
EACH = 5
"""So many slips of each module are in the sample."""

Key = tuple[str, str, int]
"""Where a function is: its file, its name and its first line."""


@frozen
class Slip:
    """The one of that *number* in a module, within *function*: *what* is planted in place of what.

    *key* tells it from the others, whatever else the file holds.
    """

    module: str
    number: int
    line: int
    function: str
    what: str
    key: str


@cache
def modules() -> dict[str, ModuleType]:
    """The modules of the laws, and that of promises, by their short names."""
    listed = {
        name.rpartition(".")[2]: module
        for name, module in sys.modules.items()
        if name.startswith(f"{laws.__name__}.")
    }
    return {**dict(sorted(listed.items())), "promises": promises}


def slips(module: str) -> list[Slip]:
    """Every slip that can be made in a module."""
    planting = Planting(-1)
    planting.visit(_tree(module))
    seen: Counter[str] = Counter()
    made = []
    for number, (function, what, line) in enumerate(planting.found):
        plain = f"{module}.{function}: {what}"
        seen[plain] += 1
        key = plain + (f" ({seen[plain]})" if seen[plain] > 1 else "")
        made.append(Slip(module, number, line, function, what, key))
    return made


def _tree(module: str) -> ast.Module:
    return ast.parse(_sources()[module])


@cache
def _sources() -> dict[str, str]:
    """The text of each module, as it was when it was loaded."""
    return {module: Path(_file(module)).read_text() for module in modules()}


def _file(module: str) -> str:
    return str(inspect.getsourcefile(modules()[module]))


# -- Planted --------------------------------------------------------------------------------------


@contextmanager
def planted(slip: Slip) -> Iterator[frozenset[Key]]:
    """The functions of the module with the slip in them; which of them it changes is given."""
    file = _file(slip.module)
    tree = Planting(slip.number).visit(_tree(slip.module))
    other = _codes(compile(tree, file, "exec"))
    before = [(one, one.__code__) for one in _functions(file) if _key(one.__code__) in other]
    changed = [(one, code) for one, code in before if other[_key(code)] != code]
    assert len(changed) <= 1, f"{file} was changed since it was loaded"
    try:
        for one, code in changed:
            one.__code__ = other[_key(code)]
        yield frozenset(_key(code) for _, code in changed)
    finally:
        for one, code in changed:
            one.__code__ = code


def _codes(code: CodeType) -> dict[Key, CodeType]:
    """The code of each function below, by where it is."""
    found = {}
    for inner in code.co_consts:
        if isinstance(inner, CodeType):
            found |= {_key(inner): inner, **_codes(inner)}
    return found


def _key(code: CodeType) -> Key:
    return code.co_filename, code.co_qualname, code.co_firstlineno


@cache
def _functions(file: str) -> tuple[FunctionType, ...]:
    """The functions of a file that are there for good; one within another is made each time."""
    return tuple(
        one
        for one in gc.get_objects()
        if isinstance(one, FunctionType)
        and one.__code__.co_filename == file
        and not one.__closure__
    )


# -- Noticed --------------------------------------------------------------------------------------


@cache
def _run_by() -> dict[Key, tuple[Case, ...]]:
    """The cases that run each function, those that take least time first."""
    files = {_file(module) for module in modules()}
    ran: defaultdict[Key, list[tuple[float, int]]] = defaultdict(list)
    for at, case in enumerate(cases()):
        seen: set[Key] = set()

        def note(frame: FrameType, event: str, _: object, seen: set[Key] = seen) -> None:
            if event == "call" and frame.f_code.co_filename in files:
                seen.add(_key(frame.f_code))

        started = time.perf_counter()
        sys.setprofile(note)
        try:
            plain = said_of(case)
        finally:
            sys.setprofile(None)
        assert plain == case.says, f"without a slip too: {case.law}, {case.title}"
        for key in seen:
            ran[key].append((time.perf_counter() - started, at))
    return {key: tuple(cases()[at] for _, at in sorted(found)) for key, found in ran.items()}


def noticed(slip: Slip) -> Case | None:
    """A case that says otherwise with the slip planted."""
    ran = _run_by()
    with planted(slip) as changed:
        asked = dict.fromkeys(case for key in changed for case in ran.get(key, ()))
        return next((case for case in asked if _says_otherwise(case)), None)


def noticed_by(slip: Slip, law: str, title: str) -> bool:
    """Whether that case says otherwise with the slip planted."""
    (case,) = (one for one in cases() if (one.law, one.title) == (law, title))
    with planted(slip):
        return _says_otherwise(case)


def _says_otherwise(case: Case) -> bool:
    signal.signal(signal.SIGALRM, _too_long)
    signal.alarm(SECONDS)
    try:
        return said_of(case) != case.says
    except Exception:  # noqa: BLE001 -- a law that crashes is noticed
        return True
    finally:
        signal.alarm(0)


def _too_long(_: int, __: object) -> None:
    raise TimeoutError


def sample() -> list[tuple[str, str, str]]:
    """The slips of the sample, each by its key, and the law and title of a case that notices it."""
    lines = SAMPLE.read_text().splitlines()
    return [(key, law, title) for key, law, title in (line.split("\t") for line in lines)]


def let_pass() -> dict[str, str]:
    """The slips that are known to be noticed by no case, each by its key, with the reason."""
    reasons, why = dict[str, str](), ""
    for line in PASSING.read_text().splitlines():
        if line.startswith("# "):
            why = line.removeprefix("# ")
        else:
            reasons[line] = why
    return reasons


def _some(found: Sequence[tuple[Slip, Case]]) -> list[tuple[Slip, Case]]:
    """Some of the slips that are noticed, the same whatever else changes in the module."""
    return sorted(found, key=lambda one: sha256(one[0].key.encode()).hexdigest())[:EACH]


def main(names: Sequence[str]) -> None:
    """Plant every slip in those modules, in all where none is named, and say what passes.

    With all of them planted a new sample is chosen.
    """
    all_, passed, chosen = 0, 0, list[tuple[Slip, Case]]()
    reasons = let_pass()
    for module in names or list(modules()):
        made = [(slip, noticed(slip)) for slip in slips(module)]
        left = [slip for slip, case in made if case is None]
        all_, passed = all_ + len(made), passed + len(left)
        chosen += _some([(slip, case) for slip, case in made if case is not None])
        say(f"{module}: {len(made) - len(left)} of {len(made)} slips noticed")
        for slip in left:
            say(f"  {slip.line}: {slip.key} [{reasons.get(slip.key, 'not listed')}]")
    say(f"{all_ - passed} of {all_} slips noticed ({100 * (all_ - passed) / all_:.1f}%)")
    if not names:
        lines = (f"{slip.key}\t{case.law}\t{case.title}\n" for slip, case in chosen)
        SAMPLE.write_text("".join(lines))


def say(words: str) -> None:
    """A line on standard output, at once."""
    cast("Any", sys.stdout).write(f"{words}\n")
    sys.stdout.flush()


_sources()

if __name__ == "__main__":
    main(sys.argv[1:])
