"""The words by which texts are found: kept in the transaction that changes a text."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date

from comity.assistance.models import Answer, Request, SearchText
from comity.assistance.queries.supplied import ended_among
from comity.assistance.search_texts import kept_words
from comity.assistance.terms import Party

SEARCHED_FIELDS = (
    "subject",
    "facts",
    "asked",
    "goods_description",
    "parties",
    "legal_elements",
    "enquiries_made",
    "intended_use",
    "consignment_reference",
    "own_text",
)


@dataclass(frozen=True, slots=True)
class _Text:
    answer: int | None
    words: str
    until: date | None


def keep_words(request: Request, *, circles: Iterable[str]) -> None:
    """Keep by which words the texts of a request are found: its own, and those of its answers.

    An answer that nobody has opened is not among them, nor one that is used no longer; one whose
    period is over is not found.

    Args:
        request: as it stands, saved.
        circles: who may find it.
    """
    wanted = {text.answer: text for text in _texts(request, tuple(circles))}
    for row in SearchText.objects.filter(request=request):
        text = wanted.pop(row.answer_id, None)
        if text is None:
            row.delete()
        elif (row.words, row.until) != (text.words, text.until):
            row.words, row.until = text.words, text.until
            row.save(update_fields=["words", "until"])
    SearchText.objects.bulk_create(
        SearchText(request=request, answer_id=text.answer, words=text.words, until=text.until)
        for text in wanted.values()
    )


def keep_new_words(pairs: Iterable[tuple[Request, Iterable[str]]]) -> None:
    """Keep by which words the texts of many new requests are found; none is answered yet.

    Args:
        pairs: each request, saved, with the circles that may find it.
    """
    SearchText.objects.bulk_create(
        (SearchText(request=request, words=_words_of(request, each)) for request, each in pairs),
        batch_size=500,
    )


def forget_words(request: Request) -> None:
    """Forget by which words the texts of a request are found; its reference and subject stay keys.

    Whoever erases a text calls it in the same transaction; what is kept of the request afterwards
    is found again after its next act.
    """
    SearchText.objects.filter(request=request).delete()


def _texts(request: Request, circles: tuple[str, ...]) -> Iterator[_Text]:
    yield _Text(None, _words_of(request, circles), None)
    answers = list(Answer.objects.filter(request=request))
    ended = ended_among(answers)
    for answer in answers:
        answer.request = request
        if answer.is_readable and answer.text and answer.pk not in ended:
            words = kept_words((answer.text,), circles=circles)
            yield _Text(answer.pk, words, _until(request, answer))


def _words_of(request: Request, circles: Iterable[str]) -> str:
    return kept_words((getattr(request, name) for name in SEARCHED_FIELDS), circles=circles)


def _until(request: Request, answer: Answer) -> date | None:
    limits = answer.use_limits()
    kept_for_partner = request.own_side is Party.REQUESTING and limits is not None
    return limits.keep_until if limits is not None and kept_for_partner else None
