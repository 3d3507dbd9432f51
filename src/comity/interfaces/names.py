"""Names for the codes among a sentence's facts, so that no door shows `central_unit` to people."""

from collections.abc import Callable, Iterable, Mapping

from comity.agreements.wording.own_law import BREAKER_NAMES, EFFECT_NAMES
from comity.assistance.terms import Action, Missing, PostponementGround, RefusalGround, RequestState
from comity.assistance.terms.deciding import Scope
from comity.assistance.terms.enquiries import Looked
from comity.assistance.terms.joining import Stand
from comity.assistance.wording import (
    ACTION_NAMES,
    CLOCK_NAMES,
    CONDITIONAL_NAMES,
    DELIVERY_STAGE_NAMES,
    DELIVERY_WORD_NAMES,
    FEEDBACK_NAMES,
    GROUND_NAMES,
    MISSING_NAMES,
    PAUSE_NAMES,
    POSTPONEMENT_NAMES,
    SCOPE_NAMES,
    STATE_NAMES,
)
from comity.assistance.wording.access import ITEM_VERDICT_NAMES, OPINION_NAMES, RIGHT_NAMES
from comity.assistance.wording.afterwords import (
    AFTERWORD_NAMES,
    AFTERWORD_STATE_NAMES,
    FATE_NAMES,
)
from comity.assistance.wording.duty_release import (
    ALONE_REASON_NAMES,
    FOLLOW_NAMES,
    REVIEW_WORD_NAMES,
)
from comity.assistance.wording.enquiries import LOOKED_NAMES
from comity.assistance.wording.information import PRESSING_NAMES
from comity.assistance.wording.joining import STAND_NAMES
from comity.assistance.wording.markings import ORIGINATOR_NAMES
from comity.assistance.wording.oral import MEANS_NAMES, ORAL_LEAVE_NAMES, URGENCY_NAMES
from comity.assistance.wording.parts import WITHHELD_NAMES
from comity.assistance.wording.standing import STANDING_STAGE_NAMES, STANDING_WORD_NAMES
from comity.exchange.wording import LINK_STATE_NAMES
from comity.investigations.wording import (
    AGREES_NAMES,
    FOLDER_STATE_NAMES,
    MEMBER_STATE_NAMES,
    REASON_NAMES,
)
from comity.investigations.wording import KIND_NAMES as ITEM_KIND_NAMES
from comity.kernel.rulings import Role
from comity.kernel.wording import N_, fill
from comity.officers.wording import FACTOR_NAMES, ROLE_NAMES
from comity.practices.wording import TOPIC_NAMES, USEFULNESS_NAMES

# No two of these lists share a code, so that a state needs not say whose it is.
_STATES: Mapping[str, str] = {**LINK_STATE_NAMES, **{s.value: STATE_NAMES[s] for s in RequestState}}
_ACTIONS: Mapping[str, str] = {action.value: ACTION_NAMES[action] for action in Action}
_STANDS: Mapping[str, str] = {stand.value: STAND_NAMES[stand] for stand in Stand}
# No ground for refusing has the code of one for postponing.
_GROUNDS: Mapping[str, str] = {
    **{ground.value: GROUND_NAMES[ground] for ground in RefusalGround},
    **{ground.value: POSTPONEMENT_NAMES[ground] for ground in PostponementGround},
    **WITHHELD_NAMES,
}
_ROLES: Mapping[str, str] = {role.value: ROLE_NAMES[role] for role in Role}

# By the name of the fact; what is not in its list is somebody's own words and stays.
NAMES: Mapping[str, Mapping[str, str]] = {
    "state": _STATES,
    "action": _ACTIONS,
    "stand": _STANDS,
    "stand_there": _STANDS,
    "ground": _GROUNDS,
    "missing": {code.value: MISSING_NAMES[code] for code in Missing},
    "scope": {scope.value: SCOPE_NAMES[scope] for scope in Scope},
    "conditional": CONDITIONAL_NAMES,
    "looked": {code.value: LOOKED_NAMES[code] for code in Looked},
    "clock": {code.value: name for code, name in CLOCK_NAMES.items()},
    "pause": {code.value: name for code, name in PAUSE_NAMES.items()},
    "afterword": {kind.value: name for kind, name in AFTERWORD_NAMES.items()},
    "decision": {state.value: name for state, name in AFTERWORD_STATE_NAMES.items()},
    "result": {code.value: name for code, name in FEEDBACK_NAMES.items()},
    "topic": {topic.value: name for topic, name in TOPIC_NAMES.items()},
    "usefulness": {each.value: name for each, name in USEFULNESS_NAMES.items()},
    "word": {word.value: name for word, name in DELIVERY_WORD_NAMES.items()},
    "stage": {stage.value: name for stage, name in DELIVERY_STAGE_NAMES.items()},
    "standing_word": {word.value: name for word, name in STANDING_WORD_NAMES.items()},
    "standing_stage": {stage.value: name for stage, name in STANDING_STAGE_NAMES.items()},
    "fates": {fate.value: name for fate, name in FATE_NAMES.items()},
    "means": {code.value: name for code, name in MEANS_NAMES.items()},
    "urgency": {code.value: name for code, name in URGENCY_NAMES.items()},
    "oral_leave": {code.value: name for code, name in ORAL_LEAVE_NAMES.items()},
    "alone": {code.value: name for code, name in ALONE_REASON_NAMES.items()},
    "review": {code.value: name for code, name in REVIEW_WORD_NAMES.items()},
    "pressing": {code.value: name for code, name in PRESSING_NAMES.items()},
    "follows": {code.value: name for code, name in FOLLOW_NAMES.items()},
    "item_kind": {kind.value: name for kind, name in ITEM_KIND_NAMES.items()},
    "folder_state": {state.value: name for state, name in FOLDER_STATE_NAMES.items()},
    "member_state": {state.value: name for state, name in MEMBER_STATE_NAMES.items()},
    "whose": {code.value: name for code, name in ORIGINATOR_NAMES.items()},
    "hidden_because": {why.value: name for why, name in REASON_NAMES.items()},
    "agrees": AGREES_NAMES,
    "role": _ROLES,
    "roles": _ROLES,
    "earlier_roles": _ROLES,
    "to": _ROLES,
    "factor": {factor.value: name for factor, name in FACTOR_NAMES.items()},
    "effect": {code.value: name for code, name in EFFECT_NAMES.items()},
    "right": {right.value: name for right, name in RIGHT_NAMES.items()},
    "verdict": {
        **{verdict.value: name for verdict, name in ITEM_VERDICT_NAMES.items()},
        **{opinion.value: name for opinion, name in OPINION_NAMES.items()},
    },
    "breaker": {code.value: name for code, name in BREAKER_NAMES.items()},
}

# English says these with an article within a sentence: between Ukraine and the United States.
# Another language has no such list; its catalogue says the sentence below as the bare name.
_THE = N_("the {country}")
_BETWEEN_NAMES = N_(", ")
_WITH_ARTICLE = frozenset(
    {
        "Bahamas",
        "British Virgin Islands",
        "Cayman Islands",
        "Central African Republic",
        "Comoros",
        "Cook Islands",
        "Dominican Republic",
        "European Union",
        "Faroe Islands",
        "Gambia",
        "Holy See",
        "Isle of Man",
        "Maldives",
        "Marshall Islands",
        "Netherlands",
        "Philippines",
        "Seychelles",
        "Solomon Islands",
        "Southern African Customs Union",
        "Southern Common Market",
        "Soviet Union",
        "United Arab Emirates",
        "United Kingdom",
        "United States",
        "United States Virgin Islands",
    }
)


def named(
    facts: Iterable[tuple[str, str]], *, translate: Callable[[str], str]
) -> list[tuple[str, str]]:
    """Return facts with the codes of roles, states, steps and grounds as their names.

    Args:
        facts: named values of a sentence; a list of codes is parted by commas.
        translate: into the reader's language.
    """
    return [(name, in_words(name, value, translate=translate)) for name, value in facts]


def within_sentence(country: str, *, translate: Callable[[str], str]) -> str:
    """Return a country's name as a sentence says it: in English some have their article there.

    Args:
        country: a name in the reader's language; any other words stay as they are.
        translate: into the reader's language.
    """
    if country not in _WITH_ARTICLE:
        return country
    return fill(translate(_THE), (("country", country),))


def in_words(name: str, value: str, *, translate: Callable[[str], str]) -> str:
    """Return the value of one fact by its name in words, or as it is when it is no code."""
    known = NAMES.get(name)
    if known is None or value in _WITH_ARTICLE:
        return within_sentence(value, translate=translate)
    parts = value.split(", ")
    names = (translate(known[part]) if part in known else part for part in parts)
    return translate(_BETWEEN_NAMES).join(names)
