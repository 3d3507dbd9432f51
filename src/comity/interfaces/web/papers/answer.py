"""An answer as it is read: the information, and the conditions that bind its use."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from django.utils.translation import gettext

from comity.agreements.terms import Leave, Proceedings, Purpose, UseLimits
from comity.agreements.wording.citations import citation_from
from comity.assistance.models import Answer
from comity.interfaces.web.telling import tell_citation
from comity.interfaces.web.words import HANDLING_NAMES, ONWARD_NAMES, name_in, name_of


@dataclass(frozen=True, slots=True)
class Bound:
    """One condition, and what it rests on."""

    label: str
    text: str
    cites: str = ""


@dataclass(frozen=True, slots=True)
class AnswerPaper:
    """An answer with its conditions."""

    answer: Answer
    bounds: tuple[Bound, ...]
    keep_until: date | None


def answer_paper(answer: Answer | None) -> AnswerPaper | None:
    """Return an answer as it is read: its conditions as stated, or as they bind."""
    if answer is None:
        return None
    limits = answer.use_limits()
    bounds = _stated(answer) if limits is None else _binding(limits)
    handling = _handling(answer.handling)
    return AnswerPaper(answer, (*bounds, *handling), limits.keep_until if limits else None)


def _stated(answer: Answer) -> tuple[Bound, ...]:
    days = answer.retention_days
    return (
        Bound(gettext("May be used for"), _listed(name_in(Purpose, c) for c in answer.purposes)),
        Bound(
            gettext("Proceedings, without asking"),
            _listed(name_in(Proceedings, c) for c in answer.proceedings) or gettext("None"),
        ),
        Bound(gettext("Passing on"), _onward(answer.onward)),
        Bound(
            gettext("Kept for"),
            gettext("%(days)s days") % {"days": days} if days else gettext("No limit stated"),
        ),
    )


def _binding(limits: UseLimits) -> tuple[Bound, ...]:
    proceedings = tuple(
        Bound(
            gettext("In %(proceedings)s proceedings") % {"proceedings": name_of(limit.proceedings)},
            name_of(limit.leave),
            _cited(limit.cites),
        )
        for limit in limits.proceedings
    )
    return (
        Bound(
            gettext("May be used for"),
            _listed(name_of(purpose) for purpose in sorted(limits.purposes)),
            _cited(limits.purposes_cite),
        ),
        *proceedings,
        Bound(gettext("Passing on"), _onward(limits.onward), _cited(limits.onward_cite)),
    )


def _cited(text: str) -> str:
    return tell_citation(citation_from(text)) if text else ""


def _handling(code: str) -> tuple[Bound, ...]:
    if not code:
        return ()
    text = f"{code}: {HANDLING_NAMES[code]!s}" if code in HANDLING_NAMES else code
    return (Bound(gettext("Handling code"), text),)


def _onward(code: str) -> str:
    """A code that no draft may hold any more is shown as it stands rather than not at all."""
    return str(ONWARD_NAMES[Leave(code)]) if code in set(Leave) else code


def _listed(names: Iterable[str]) -> str:
    return "; ".join(names)
