"""Rulings: what the register lets this node do, for every act. Pure: no database, no clock."""

from comity.agreements.rules.answering import (
    rule_on_answering,
    rule_on_volunteering,
)
from comity.agreements.rules.asking import (
    problems_in_ask,
    rule_on_asking,
)
from comity.agreements.rules.bearings import (
    Bearing,
    bearing_of,
    is_settled,
)
from comity.agreements.rules.candidates import (
    Candidate,
    candidates_for,
)
from comity.agreements.rules.conditions import conditions_of
from comity.agreements.rules.delivering import (
    problems_in_delivery,
    rule_on_controlled_delivery,
)
from comity.agreements.rules.executing import (
    rule_on_attending,
    rule_on_serving,
    rule_on_watching,
)
from comity.agreements.rules.holding import (
    rule_on_keeping,
    rule_on_passing_on,
    rule_on_sharing,
)
from comity.agreements.rules.limits import limits_of
from comity.agreements.rules.settling import problems_in_settlement
from comity.agreements.rules.standing_work import (
    rule_on_automatic_exchange,
    rule_on_matching,
    rule_on_recognition,
)
from comity.agreements.rules.supply import rule_on_use_of_supply
from comity.agreements.rules.use import rule_on_use
from comity.agreements.rules.weighed import Weighed, weighed_for

__all__ = [
    "Bearing",
    "Candidate",
    "Weighed",
    "bearing_of",
    "candidates_for",
    "conditions_of",
    "is_settled",
    "limits_of",
    "problems_in_ask",
    "problems_in_delivery",
    "problems_in_settlement",
    "rule_on_answering",
    "rule_on_asking",
    "rule_on_attending",
    "rule_on_automatic_exchange",
    "rule_on_controlled_delivery",
    "rule_on_keeping",
    "rule_on_matching",
    "rule_on_passing_on",
    "rule_on_recognition",
    "rule_on_serving",
    "rule_on_sharing",
    "rule_on_use",
    "rule_on_use_of_supply",
    "rule_on_volunteering",
    "rule_on_watching",
    "weighed_for",
]
