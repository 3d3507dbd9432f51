"""What stands beside a decision: how much is done, and what may be wrong with what was typed."""

from collections.abc import Mapping

from comity.assistance.terms.deciding import Scope
from comity.kernel.wording import N_

SCOPE_NAMES: Mapping[Scope, str] = {
    Scope.WHOLE: N_("all of what is asked"),
    Scope.PART: N_("a part of what is asked"),
}

CONDITIONAL_NAMES: Mapping[str, str] = {
    "none": N_("none"),
    "set": N_("set"),
}

LABELS: Mapping[str, str] = {
    "scope": N_("What is done"),
    "not_done": N_("What will not be done"),
    "conditions": N_("Conditions"),
    "consulted_on": N_("The partner was consulted on"),
    "consultation": N_("With whom, and what came of it"),
}

PROBLEMS: Mapping[str, str] = {
    "whole_leaves_nothing": N_("You accept the whole: nothing is left out then."),
    "consultation_owed": N_(
        "On this ground the agreement wants the partner consulted before it is refused."
    ),
}
