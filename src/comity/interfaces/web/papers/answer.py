"""An answer as it is read: the information, and the conditions that bind its use."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from django.utils.translation import gettext

from comity.agreements.terms import Leave, Proceedings, Purpose, UseLimits
from comity.assistance.models import Answer
from comity.interfaces.web.words import HANDLING_NAMES, ONWARD_NAMES, name_of


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
        Bound(gettext("May be used for"), _names(Purpose(code) for code in answer.purposes)),
        Bound(
            gettext("Proceedings, without asking"),
            _names(Proceedings(code) for code in answer.proceedings) or gettext("None"),
        ),
        Bound(gettext("Passing on"), str(ONWARD_NAMES[Leave(answer.onward)])),
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
            limit.cites,
        )
        for limit in limits.proceedings
    )
    return (
        Bound(gettext("May be used for"), _names(sorted(limits.purposes)), limits.purposes_cite),
        *proceedings,
        Bound(gettext("Passing on"), str(ONWARD_NAMES[limits.onward]), limits.onward_cite),
    )


def _handling(code: str) -> tuple[Bound, ...]:
    if not code:
        return ()
    return (Bound(gettext("Handling code"), f"{code}: {HANDLING_NAMES[code]!s}"),)


def _names(codes: Iterable[StrEnum]) -> str:
    return "; ".join(name_of(code) for code in codes)
