"""What is wrong with a decision as it was typed, and when a partner is consulted first. Pure."""

from collections.abc import Mapping
from datetime import date

from comity.agreements.rules.citations import cite_provision
from comity.agreements.terms import Effect, Instrument, ProvisionKind
from comity.assistance.rules import problems_in_text
from comity.assistance.terms import RefusalGround, RequestDraft
from comity.assistance.terms.deciding import Acceptance, Consulted, Scope
from comity.kernel.errors import Problem
from comity.kernel.rulings import Citation


def problems_in_acceptance(acceptance: Acceptance) -> tuple[Problem, ...]:
    """Return everything that is wrong with an acceptance as it was typed."""
    known = acceptance.scope in frozenset(Scope)
    in_part = acceptance.scope == Scope.PART
    beyond = not in_part and bool(acceptance.not_done.strip())
    return (
        *(() if known else (Problem("unknown_code", "scope"),)),
        *((Problem("whole_leaves_nothing", "not_done"),) if beyond else ()),
        *_text(acceptance.not_done, "not_done", owed=in_part),
        *_text(acceptance.conditions, "conditions"),
    )


def problems_in_consultation(consulted: Consulted, *, owed: bool, on: date) -> tuple[Problem, ...]:
    """Return everything that is wrong with what was typed of a consultation.

    Args:
        consulted: as typed.
        owed: the agreement wants the partner consulted before this refusal.
        on: the civil day; nothing was done on a later one.
    """
    held = bool(consulted.on or consulted.note.strip())
    if not owed and not held:
        return ()
    day = RequestDraft(reply_wanted_on=consulted.on).reply_day
    return (
        *_held_on(consulted, day, owed=owed, on=on),
        *_text(consulted.note, "consultation", owed=True),
    )


def _held_on(
    consulted: Consulted, day: date | None, *, owed: bool, on: date
) -> tuple[Problem, ...]:
    if day is None:
        empty = "consultation_owed" if owed else "missing"
        return (Problem("not_a_day" if consulted.on else empty, "consulted_on"),)
    ahead = Problem("day_ahead", "consulted_on", (("day", day.isoformat()),))
    return (ahead,) if day > on else ()


def consulted_first(instrument: Instrument, *, on: date) -> Mapping[RefusalGround, Citation]:
    """Return the grounds on which a request is refused only after consulting the partner.

    A term that a template alone supposes is listed too: to consult first harms nobody.

    Args:
        instrument: that the request relies on.
        on: the civil day.
    """
    grounds = (ground for ground in RefusalGround if ground in _KINDS)
    provisions = (
        (ground, instrument.provision_on(ProvisionKind(ground.value), on=on)) for ground in grounds
    )
    return {
        ground: cite_provision(instrument, provision)
        for ground, provision in provisions
        if provision is not None
        and provision.effect is Effect.GRANTED
        and provision.flag("consultation")
    }


_KINDS = frozenset(kind.value for kind in ProvisionKind)


def _text(text: str, field: str, *, owed: bool = False) -> tuple[Problem, ...]:
    return problems_in_text(text, field=field) if owed or text.strip() else ()
