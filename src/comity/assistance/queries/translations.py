"""Translations of a matter, as whoever may see its texts reads them."""

from collections.abc import Iterable
from datetime import date

from comity.assistance.duties import NOTE_TRANSLATION
from comity.assistance.models import Answer, Request, Translation
from comity.assistance.terms import Party, RequestState
from comity.assistance.terms.translations import TextOf
from comity.kernel.errors import NotFoundError
from comity.officers.terms import Viewer

# What leaves the house was read by a second person: nothing is put beside it afterwards.
_WRITTEN = {
    TextOf.REQUEST: frozenset({RequestState.DRAFT}),
    TextOf.ANSWER: frozenset({RequestState.ANSWER_DRAFTED}),
}


def translations_of(request: Request, *, answers: Iterable[Answer] = ()) -> tuple[Translation, ...]:
    """Return the translation that stands of each text, into each language.

    Args:
        request: that was found for whoever may see it.
        answers: those of its answers that may be read now.
    """
    readable = {None, *(answer.pk for answer in answers)}
    standing = {
        (each.answer_id, each.into_language): each
        for each in request.translations.all()
        if each.answer_id in readable
    }
    return tuple(standing.values())


def translatable(request: Request, answer: Answer | None, *, officer: Viewer) -> tuple[TextOf, ...]:
    """Return the texts of a matter beside which an officer may note a translation now.

    What a partner wrote is translated at any time once it may be read; what we write, only while
    it is written, so that whoever lets it leave has read both.

    Args:
        request: that was found for whoever may see it.
        answer: the last that may be read; None while there is none.
        officer: who would note it.
    """
    if not officer.holds(*NOTE_TRANSLATION.roles):
        return ()
    if not officer.reaches(request.agency_code, roles=NOTE_TRANSLATION.roles):
        return ()
    ours = request.own_side is Party.REQUESTING
    is_own = {TextOf.REQUEST: ours, TextOf.ANSWER: not ours}
    there = (TextOf.REQUEST, TextOf.ANSWER) if answer is not None else (TextOf.REQUEST,)
    return tuple(of for of in there if not is_own[of] or request.stands in _WRITTEN[of])


def translations_seen(reference: str, *, seen_by: Viewer, on: date) -> tuple[Translation, ...]:
    """Return every translation of a matter that may be read, the first noted first.

    Args:
        reference: of the request.
        seen_by: who looks.
        on: the civil day; of an answer whose period of keeping is over nothing is shown.

    Raises:
        NotFoundError: there is no such request, or none that `seen_by` may see.
    """
    request = Request.objects.visible_to(seen_by).filter(reference=reference).first()
    if request is None:
        raise NotFoundError()
    seen = Translation.objects.visible_to(seen_by).filter(request=request)
    told = seen.select_related("answer")
    return tuple(
        each for each in told if each.answer is None or not each.answer.is_kept_too_long(on=on)
    )
