"""The consents of a supplier that hold: to exactly this use, before exactly this court."""

from datetime import date

from django.utils import timezone

from comity.assistance.afterword_rules import covers, same_name, stands
from comity.assistance.models import Afterword, Answer
from comity.assistance.queries.parts import others_in
from comity.assistance.terms.afterwords import AfterwordKind, AfterwordState


def standing_consents(
    answer: Answer, *, purpose: str, proceedings: str, onward_to: str, on: date
) -> tuple[Afterword, ...]:
    """Return the supplier's consents to exactly this use that hold on a day, the newest first.

    Args:
        answer: a partner's.
        purpose: what for, a `Purpose`.
        proceedings: before what kind of proceedings; empty for none.
        onward_to: whom it is passed on to; empty when it stays.
        on: the civil day of the use.
    """
    given = Afterword.objects.filter(
        answer=answer,
        kind=AfterwordKind.CONSENT.value,
        state=AfterwordState.GIVEN.value,
        ours=True,
    )
    return tuple(
        each
        for each in given.select_related("request").order_by("-number")
        if covers(each.draft, purpose=purpose, proceedings=proceedings, onward_to=onward_to)
        and stands(each.stands, until=each.until, on=on)
    )


def standing_consent(
    answer: Answer,
    *,
    purpose: str,
    proceedings: str,
    onward_to: str,
    on: date,
    court: str = "",
) -> Afterword | None:
    """Return the newest consent to exactly this use that holds on a day.

    Args:
        answer: a partner's.
        purpose: what for, a `Purpose`.
        proceedings: before what kind of proceedings; empty for none.
        onward_to: whom it is passed on to; empty when it stays.
        on: the civil day of the use.
        court: before which court, as it was named when consent was asked; empty where the use
            names none.
    """
    found = standing_consents(
        answer, purpose=purpose, proceedings=proceedings, onward_to=onward_to, on=on
    )
    meant = (each for each in found if not court or same_name(each.draft.court, court))
    return next(meant, None)


def courts_consented(answer: Answer, *, purpose: str, proceedings: str, on: date) -> list[str]:
    """Return the courts for which consents to a use hold, so that one of them can be named."""
    found = standing_consents(answer, purpose=purpose, proceedings=proceedings, onward_to="", on=on)
    return sorted({each.draft.court for each in found if each.draft.court})


def originators_silent(answer: Answer, consent: Afterword | None) -> tuple[str, ...]:
    """Return the names of those beside its supplier whose parts a reply holds and who say nothing.

    The supplier speaks for itself: what a third gave it goes on only when that third lets it.

    Args:
        answer: a partner's.
        consent: of its supplier, that holds; None where there is none.
    """
    said = frozenset[str]() if consent is None else consent.originators_named
    return tuple(name for name in others_in(answer) if name not in said)


def cited_consent(consent: Afterword | None) -> str:
    """Return how a ruling cites a consent; empty for none."""
    if consent is None or consent.decided_at is None:
        return ""
    return consent.cited(timezone.localdate(consent.decided_at))
