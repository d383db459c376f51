"""Any sentence, or part of one, as words."""

from typing import TypeAlias

from sibdsl.syntax import forms, tree
from sibdsl.syntax.forms import Form
from sibdsl.syntax.write import conditions, days, examples, meaning, measures, payments, records
from sibdsl.syntax.write import words as atoms

Phrase: TypeAlias = (
    tree.DayPhrase
    | tree.PeriodPhrase
    | tree.Place
    | tree.DaysPhrase
    | tree.Measure
    | tree.Conditions
    | tree.Length
)


def sentence(form: Form) -> str:
    """The sentence of *form* on one line, with its full stop.

    Articles stand as the author wrote them before Terms, and as the language has them elsewhere.
    """
    said = words(form)
    return f"{said[0].upper()}{said[1:]}."


def words(form: Form) -> str:
    """The words of *form* without a full stop; an article at its start in small letters."""
    match form:
        case forms.Title(name):
            return f"Contract {atoms.text(name)}"
        case forms.Signed(quoted):
            return f"As signed: {atoms.text(quoted)}"
        case forms.Amendment(since, clause, amended):
            return f"From {atoms.dated(since)}, clause {clause.text} reads: {words(amended)}"
        case _:
            return _numbered(form)


def _numbered(form: "_Numbered") -> str:
    """The words of a form that has a number in the phrasebook."""
    match form:
        case (
            forms.TheTerm()
            | forms.Parties()
            | forms.Record()
            | forms.ContractRecord()
            | forms.Joined()
            | forms.Counts()
            | forms.Paid()
            | forms.PaidOfAll()
            | forms.Certifies()
        ):
            return records.sentence(form)
        case (
            forms.Means()
            | forms.Restart()
            | forms.Pause()
            | forms.Clip()
            | forms.Eligible()
            | forms.IsIf()
            | forms.Places()
            | forms.Shortfall()
        ):
            return meaning.sentence(form)
        case (
            forms.Claims()
            | forms.Evidence()
            | forms.UnknownEnds()
            | forms.Governs()
            | forms.Follows()
            | forms.Waived()
            | forms.Example()
        ):
            return examples.sentence(form)
        case _:
            return payments.sentence(form)


_Numbered: TypeAlias = (
    records.RecordForm | meaning.MeaningForm | payments.PaymentForm | examples.ExampleForm
)


def phrase(node: Phrase) -> str:
    """Part of a sentence: a day, a period, a set of days, a number, a condition, a length."""
    match node:
        case tree.Length():
            return atoms.length(node)
        case tree.Union() | tree.DaysIn() | tree.DaysNotIn() | tree.DaysWhere() | tree.DaysExcept():
            return conditions.days(node, "are")
        case (
            tree.Between()
            | tree.After()
            | tree.Beginning()
            | tree.Before()
            | tree.PartOf()
            | tree.WholeTerm()
            | tree.Cycle()
        ):
            return days.period(node)
        case (
            tree.Date()
            | tree.Name()
            | tree.FirstDay()
            | tree.LastDay()
            | tree.DayBefore()
            | tree.DayAfter()
            | tree.Later()
            | tree.Earlier()
            | tree.Birthday()
            | tree.DueDay()
            | tree.Earliest()
            | tree.Latest()
        ):
            return days.day(node)
        case (
            tree.Number()
            | tree.Percent()
            | tree.Amount()
            | tree.Arithmetic()
            | tree.PercentageBy()
            | tree.Across()
            | tree.AcrossItems()
            | tree.NumberEligible()
            | tree.CountDays()
            | tree.CountItems()
            | tree.LengthOf()
            | tree.AgeOn()
            | tree.Rounded()
        ):
            return measures.measure(node)
        case _:
            return conditions.conditions(node)
