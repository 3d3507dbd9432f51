"""Ruling on a use of what a partner supplied: its limits, its codes, recalls and consents."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import date

from comity.agreements.rules import rule_on_use
from comity.agreements.rules.bearings import make_ground
from comity.agreements.terms import Proceedings, Purpose, UseLimits
from comity.agreements.terms import Use as UseAct
from comity.assistance.handling_rules import grounds_of_handling
from comity.assistance.models import Afterword, Answer
from comity.assistance.queries.markings import handling_of
from comity.assistance.queries.supplied import use_ended
from comity.assistance.services.consents_standing import (
    cited_consent,
    originators_silent,
    standing_consent,
)
from comity.kernel.rulings import Citation, Condition, Ground, Permission, Ruling


def ruling_on_use(
    answer: Answer,
    *,
    purpose: str,
    proceedings: str,
    onward_to: str,
    on: date,
    court: str = "",
) -> Ruling:
    """Rule on a use of one partner's reply, under all that binds it on a day.

    A consent of the supplier to exactly this use lifts the limits it was asked for, while it holds;
    what the supplier asked to be used no longer is refused whatever was consented to.

    Args:
        answer: opened, with the limits it came with.
        purpose: what for, a `Purpose`.
        proceedings: what it would be put before, a `Proceedings`; empty for none.
        onward_to: whom it would be passed on to; empty when it stays here.
        on: the civil day of the use.
        court: before which court, where proceedings are named; a consent is for the court it was
            asked for.
    """
    limits = answer.use_limits()
    assert limits is not None, "what was opened came with limits"
    consent = standing_consent(
        answer,
        purpose=purpose,
        proceedings=proceedings,
        onward_to=onward_to,
        on=on,
        court=court,
    )
    act = UseAct(
        purpose=Purpose(purpose),
        proceedings=Proceedings(proceedings) if proceedings else None,
        onward_to=onward_to,
        consent=cited_consent(consent),
    )
    handling = grounds_of_handling(handling_of(answer), act, supplier=limits.supplier.english_name)
    silent = originators_silent(answer, consent) if onward_to else ()
    further = (*_of_recall(answer, limits), *handling, *_of_originators(silent))
    ruling = rule_on_use(limits, act, on=on, further=further)
    return _with_conditions(ruling, consent)


def _of_recall(answer: Answer, limits: UseLimits) -> tuple[Ground, ...]:
    """What its supplier asked to be deleted, or used no longer, and was, is not used."""
    if not use_ended(answer):
        return ()
    facts = {"supplier": limits.supplier.english_name}
    return (make_ground("use_ended", Citation("cited_recall", tuple(facts.items())), facts),)


def _of_originators(silent: Iterable[str]) -> tuple[Ground, ...]:
    """What a third party gave its supplier goes on only when that third party lets it."""
    return tuple(
        make_ground("third_party_consent_needed", Citation("cited_nothing"), {"supplier": name})
        for name in silent
    )


def _with_conditions(ruling: Ruling, consent: Afterword | None) -> Ruling:
    """Return a permission with the conditions on which the supplier consented.

    A use does not say in which case it is made; the permission says for which one it is given.
    """
    if not isinstance(ruling, Permission) or consent is None:
        return ruling
    cites = Citation("cited_consent", (("consent", cited_consent(consent)),))
    told = (("conditions", consent.conditions), ("court", consent.draft.court))
    bound = tuple(
        Condition(f"consent_{name}", cites, ((name, said),)) for name, said in told if said
    )
    return replace(ruling, conditions=(*ruling.conditions, *bound))
