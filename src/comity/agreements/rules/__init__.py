"""Rulings: what the register lets this node ask, answer and use. Pure: no database, no clock."""

from comity.agreements.rules.answering import rule_on_answering
from comity.agreements.rules.asking import problems_in_ask, rule_on_asking
from comity.agreements.rules.bearings import Bearing, bearing_of, is_settled
from comity.agreements.rules.candidates import Candidate, candidates_for
from comity.agreements.rules.conditions import conditions_of
from comity.agreements.rules.limits import limits_of
from comity.agreements.rules.settling import problems_in_settlement
from comity.agreements.rules.supply import rule_on_use_of_supply
from comity.agreements.rules.use import rule_on_use

__all__ = [
    "Bearing",
    "Candidate",
    "bearing_of",
    "candidates_for",
    "conditions_of",
    "is_settled",
    "limits_of",
    "problems_in_ask",
    "problems_in_settlement",
    "rule_on_answering",
    "rule_on_asking",
    "rule_on_use",
    "rule_on_use_of_supply",
]
