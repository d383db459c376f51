"""Cells that no plan reads: names and addresses of children are not put down a second time."""

from typing import Final

import polars as pl

from sibdsl.records.plan import Plan

_MARK: Final = "x"


def without_unread(frame: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """*frame* with a mark in place of each text that *plan* does not read: what is blank stays so,
    and a row has something in it as before.
    """
    unread = [
        name
        for at, (name, kind) in enumerate(frame.schema.items())
        if at not in plan.columns and kind == pl.String
    ]
    some = (pl.col(name).str.strip_chars() != "" for name in unread)
    return frame.with_columns(
        pl.when(one).then(pl.lit(_MARK)).alias(name) for one, name in zip(some, unread, strict=True)
    )
