"""A statement as an object for another program."""

from typing import Any

from sibdsl.model.days import iso
from sibdsl.model.ledger import DaySpan
from sibdsl.model.money import Money
from sibdsl.model.statement import Due, Position, Reached, Statement, Unsettled
from sibdsl.render import as_json
from sibdsl.render.statement_words import data_fingerprint

Json = dict[str, Any]


def statement_object(statement: Statement) -> Json:
    """The claim as `claim` writes it, and its period, payers, limits, and what is open."""
    settled = statement.settled
    return {
        "period": _days(statement.period),
        "so_far": statement.so_far,
        "from": list(statement.senders),
        "to": list(statement.receivers),
        "data_sha256": data_fingerprint(statement.inputs),
        "claim": as_json.claim(settled, statement.inputs, statement.claims),
        "to_pay": [_due(due) for due in statement.dues],
        "shared_later": _money(statement.shared_later),
        "limits": [_position(position) for position in statement.positions],
        "limits_for_each": [_reached(one) for one in statement.reached],
        "not_yet_known": [_unsettled(one) for one in statement.unsettled],
        "taken_back": [one.why for one in statement.taken_back],
        "found": [
            {"code": f.code, "title": f.title, "times": f.times, "help": f.advice or None}
            for f in statement.found
        ],
    }


def _due(due: Due) -> Json:
    return {
        "payer": due.payer,
        "outcome": due.outcome,
        "clause": due.clause,
        "units": due.units,
        "newly_due": _money(due.new),
        "taken_back": _money(due.back),
        "to_pay": _money(due.pay),
    }


def _position(position: Position) -> Json:
    return {
        "clause": position.clause,
        "scope": position.scope,
        "party": position.party,
        "limit": _money(position.limit),
        "before": _money(position.before),
        "now": _money(position.now),
        "left": _money(position.left),
        "beyond": _money(position.beyond),
        "beyond_is": position.then if position.beyond else None,
    }


def _reached(one: Reached) -> Json:
    return {
        "clause": one.clause,
        "scope": one.scope,
        "limit": one.limit,
        "had_payments": one.under,
        "reached_before": one.before,
        "reached_now": one.now,
        "units_unpaid": one.units,
        "unpaid": _money(one.unpaid),
    }


def _unsettled(one: Unsettled) -> Json:
    return {
        "outcome": one.outcome,
        "clause": one.clause,
        "days": one.days or None,
        "of": one.many,
        "who": one.who or None,
        "settles": one.settles,
        "at_most": None if one.most is None else _money(one.most),
    }


def _money(money: Money) -> Json:
    return {"pence": money.pence, "text": str(money)}


def _days(days: DaySpan) -> Json:
    return {"from": iso(days[0]), "to": iso(days[1] - 1)}
