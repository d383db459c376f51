"""Cells that no plan reads: names and addresses of children are not put down a second time."""

from typing import Final

import polars as pl

from sibdsl.records.plan import Plan

_MARK: Final = "x"


def without_unread(frame: pl.DataFrame, plan: Plan) -> pl.DataFrame:
    """*frame* with a mark in place of each text that *plan* does not read: what is blank stays so,
    and a row has something in it as before.
    """
    read = plan.columns
    unread = [
        pl.col(name)
        for at, (name, kind) in enumerate(frame.schema.items())
        if at not in read and kind == pl.String
    ]
    marks = pl.lit(_MARK)
    return frame.with_columns(
        pl.when(each.str.strip_chars() != "").then(marks).alias(each.meta.output_name())
        for each in unread
    )
