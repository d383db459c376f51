"""Children by the number, always the same for one seed: Pan-London's tables as Parquet files.

About three episodes a child over eight years, some of them short breaks, agreements, open or
overlapping; ages about the limits; births on 29 February; boroughs that join late. No child in
these files exists. The limits of the contract grow with the children, so that they bind as they
would for the number for which they were written.
"""

import re
import sys
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any, Final

import numpy as np
import polars as pl
from numpy.typing import NDArray

from benchmarks.scale.limits import limits
from sibdsl import api

ROOT: Final = Path(__file__).parents[2]
BOROUGHS: Final = (
    "Sutton", "Tower Hamlets", "Bexley", "Merton", "Newham", "Barking", "Haringey", "Hounslow",
    "Kingston", "Richmond",
)  # fmt: skip
LAST_DAY: Final = np.datetime64("2023-03-31")
_FIRST: Final = np.datetime64("2018-02-01")
_PART: Final = 250_000
"""So many children are made at a time."""

_MAPPING: Final = """# Synthetic data: no child in these files exists.
certified_by = "commissioner"
none = ["Termination"]
"""

Days = NDArray[Any]


def contract_for(children: int) -> str:
    """The text of Pan-London without worked examples, its totals grown with the children."""
    text = (ROOT / "contracts" / "pan-london" / "contract.sib").read_text(encoding="utf-8")
    text = text[: text.index("# 12. Worked examples")]
    said = dict(zip(("£10,000,000", "£1,500,000"), limits(children), strict=True))
    # Both at once: what one becomes may be what the other was.
    return re.sub("|".join(said), lambda one: f"£{said[one[0]] // 100:,}", text)


def write(folder: Path, children: int, seed: int = 0) -> None:
    """The tables of so many children, with their mapping and the contract, into *folder*."""
    folder.mkdir(parents=True, exist_ok=True)
    mapping = _MAPPING
    with TemporaryDirectory(dir=folder) as place:
        for name, parts in _made(Path(place), children, seed).items():
            file = folder / f"{name}.parquet"
            pl.scan_ipc(parts).sink_parquet(file, compression="zstd", row_group_size=_PART)
            mapping += f'\n[files."{name}.parquet"]\nlast_day = {LAST_DAY}\n'
            mapping += 'certified_by = "commissioner"\n'
    (folder / "mapping.toml").write_text(mapping, encoding="utf-8")
    (folder / "contract.sib").write_text(contract_for(children), encoding="utf-8")


def _made(folder: Path, children: int, seed: int) -> dict[str, list[Path]]:
    """Files in *folder* with the parts of each table, so that no table is ever held whole."""
    found: dict[str, list[Path]] = {}
    for at in range(0, children, _PART):
        made = _part(at, min(_PART, children - at), np.random.default_rng((seed, at)))
        for name, frame in made.items():
            file = folder / f"{name}-{at}.arrow"
            frame.write_ipc(file, compression="lz4")
            found.setdefault(name, []).append(file)
    return found


def _part(first: int, n: int, random: np.random.Generator) -> dict[str, pl.DataFrame]:
    """The tables of *n* children, numbered from *first* on."""
    number = pl.Series([f"C{at:08}" for at in range(first, first + n)])
    referral = _FIRST + random.integers(0, 1_250, n)
    born = referral - (random.integers(9 * 365, 18 * 365 + 200, n))
    leap = random.random(n) < 0.002
    born[leap] = np.datetime64("2008-02-29")
    begins = referral + random.integers(-3, 60, n)
    ends = begins + random.integers(60, 200, n)
    done = random.random(n) < 0.85
    concern = referral - random.integers(-10, 300, n)
    kinds = np.array(["antisocial behaviour", "substance misuse", "other"])
    borough = random.integers(0, len(BOROUGHS), n)
    return {
        "cohort": pl.DataFrame(
            {
                "Case Number": number,
                "Person Number": [f"P{at:08}" for at in range(first, first + n)],
                "Date of Birth": _days(born),
                "Referral": _days(referral),
                "Therapy start": _days(begins),
                "Therapy end": _days(ends),
                "Result": np.where(done, "completed", "withdrawn"),
            }
        ),
        "concerns": pl.DataFrame(
            {
                "Case Number": number,
                "Concern": _days(concern),
                "Kind": kinds[random.choice(3, n, p=(0.6, 0.35, 0.05))],
            }
        ),
        "responsibility": pl.DataFrame(
            {
                "Case Number": number,
                "Responsibility start": _days(born),
                "Responsibility end": pl.Series([None] * n, dtype=pl.Date),
                "Borough": np.array(BOROUGHS)[borough],
            }
        ),
        "episodes": _episodes(number, referral, random),
        "detentions": _some(number, referral, 0.03, 20, random, "Detention"),
        "events": _events(number, referral, random),
    }


def _days(values: Days) -> pl.Series:
    return pl.Series(values.astype("datetime64[D]"))


def _episodes(number: pl.Series, referral: Days, random: np.random.Generator) -> pl.DataFrame:
    """Some three a child, about its referral; one in fifty of the last is open."""
    many = random.poisson(3, len(number))
    child = np.repeat(np.arange(len(number)), many)
    first = referral[child] + random.integers(-900, 1_700, len(child))
    length = np.where(random.random(len(child)) < 0.25, 3, random.geometric(1 / 90, len(child)))
    last = first + length - 1
    legal = np.array(["C2", "V2", "V3", "V4", "E1"])
    held = legal[random.choice(5, len(child), p=(0.4, 0.25, 0.25, 0.05, 0.05))]
    frame = pl.DataFrame(
        {
            "Case Number": number.gather(child),
            "Episode start": _days(first),
            "Episode end": _days(last),
            "Placement": np.where(held == "C2", "U1", "U4"),
            "Legal Status": held,
            "open": random.random(len(child)) < 0.02,
        }
    )
    frame = frame.filter(pl.col("Episode start") <= LAST_DAY.astype(object))
    # Two alike of one child would be one: they say nothing more.
    frame = frame.unique(["Case Number", "Episode start"], keep="first", maintain_order=True)
    beyond = (pl.col("Episode end") > LAST_DAY.astype(object)) | pl.col("open")
    end = pl.when(beyond).then(None).otherwise(pl.col("Episode end"))
    return frame.with_columns(end.alias("Episode end")).drop("open")


def _some(
    number: pl.Series,
    referral: Days,
    share: float,
    longest: int,
    random: np.random.Generator,
    name: str,
) -> pl.DataFrame:
    """A period of some of the children, after their referral."""
    chosen = np.flatnonzero(random.random(len(number)) < share)
    first = referral[chosen] + random.integers(0, 700, len(chosen))
    first = np.minimum(first, LAST_DAY - longest)
    last = first + random.integers(0, longest, len(chosen))
    return pl.DataFrame(
        {
            "Case Number": number.gather(chosen),
            f"{name} start": _days(first),
            f"{name} end": _days(last),
        }
    )


def _events(number: pl.Series, referral: Days, random: np.random.Generator) -> pl.DataFrame:
    """What ends a case: of a few a transfer, of fewer a death; adoptions, which change nothing."""
    shares: Sequence[tuple[str, float]] = (("Transfer", 0.01), ("Adoption", 0.002), ("Death", 5e-4))
    days = {}
    for name, share in shares:
        day = np.minimum(referral + random.integers(0, 1_200, len(number)), LAST_DAY)
        gone = random.random(len(number)) >= share
        days[name] = _days(np.where(gone, np.datetime64("NaT"), day))
    frame = pl.DataFrame({"Case Number": number, **days})
    return frame.filter(pl.any_horizontal(pl.col([n for n, _ in shares]).is_not_null()))


def kept(folder: Path, children: int, seed: int) -> None:
    """The same, if *folder* is not there yet: whole or not at all. The contract is read once, so
    that whoever reckons finds it kept.
    """
    if not folder.is_dir():
        with TemporaryDirectory(dir=folder.parent) as place:
            write(Path(place) / "made", children, seed)
            (Path(place) / "made").rename(folder)
    api.load(folder / "contract.sib")


if __name__ == "__main__":
    place, many, begun = sys.argv[1:]
    kept(Path(place), int(many), int(begun))
