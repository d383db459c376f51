"""A day on the command line."""

import re
from datetime import date, datetime
from typing import Final

import click

from sibdsl.model.days import Day

_FORMS: Final = {
    re.compile(r"\d{4}-\d{2}-\d{2}"): "%Y-%m-%d",
    re.compile(r"\d{1,2}\s+[A-Za-z]+\s+\d{4}"): "%d %B %Y",
}


class DayType(click.ParamType[Day]):
    """2020-03-31, or 31 March 2020 as a contract writes it."""

    name = "day"

    def convert(
        self, value: object, param: click.Parameter | None, ctx: click.Context | None
    ) -> Day:
        """The day; wrong usage where it is none."""
        text = " ".join(str(value).split())
        form = next((form for pattern, form in _FORMS.items() if pattern.fullmatch(text)), None)
        if form is None:
            self.fail(f"`{text}` is no day: write 2020-03-31 or “31 March 2020”", param, ctx)
        try:
            return _day(text, form)
        except ValueError:
            self.fail(f"there is no day `{text}`", param, ctx)


def _day(text: str, form: str) -> Day:
    naive: date = datetime.strptime(text, form).date()  # noqa: DTZ007 - whole days have no zone
    return naive.toordinal()


DAY: Final = DayType()
