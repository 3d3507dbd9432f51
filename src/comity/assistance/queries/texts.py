"""Finding requests by words within their texts, as far as one may see them."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from django.db import connection

from comity.assistance.models import Answer, Request
from comity.assistance.queries.finding import circles_of
from comity.assistance.queries.supplied import ended_among
from comity.assistance.search_keys import WHOLE_NODE
from comity.assistance.search_texts import cut, word_of_circle
from comity.kernel.search_words import folded
from comity.officers.terms import Viewer

MOST_FOUND = 10
# Texts that are looked at for one search; of a word that stands in more, the latest.
_MOST_OF_A_SEARCH = 300
_ASKED_AT_ONCE = 30
# So many words begin with fewer letters that to gather them costs much and tells nothing.
_LEAST_BEGINNING = 3
_BEFORE, _AFTER = 60, 120
_WORD = re.compile(r"\w+")
_IN_SQL = {
    "sqlite": (
        "SELECT text.request_id FROM assistance_words AS words"
        " JOIN assistance_searchtext AS text ON text.id = words.rowid"
        " WHERE assistance_words MATCH %s AND (text.until IS NULL OR text.until > %s)"
        " ORDER BY words.rowid DESC LIMIT %s"
    ),
    "postgresql": (
        "SELECT request_id FROM assistance_searchtext WHERE lexemes @@ %s::tsquery"
        " AND (until IS NULL OR until > %s) ORDER BY id DESC LIMIT %s"
    ),
}


@dataclass(frozen=True, slots=True)
class Snippet:
    """Some words of a text around one that was searched for; it is shown as text, never as markup.

    Attributes:
        field: name of the field; `answer` for an answer.
        before: what stands before the word.
        hit: the word as it stands there.
        after: what stands after it.
    """

    field: str
    before: str
    hit: str
    after: str


@dataclass(frozen=True, slots=True)
class FoundText:
    """One request that was found by its texts.

    Attributes:
        request: as it stands.
        snippet: where a word stands; None where only several texts together have it.
    """

    request: Request
    snippet: Snippet | None


@dataclass(frozen=True, slots=True)
class FoundTexts:
    """What was found.

    Attributes:
        items: the latest first.
        more: there are more than are shown.
    """

    items: tuple[FoundText, ...] = ()
    more: bool = False


def found_in_texts(
    words: Sequence[str],
    *,
    seen_by: Viewer,
    on: date,
    without: Iterable[int] = (),
    most: int = MOST_FOUND,
) -> FoundTexts:
    """Return the requests in one of whose texts every word stands, as words begin.

    Only texts of circles the viewer is in are walked; `visible_to` has the last word. An answer
    that is not opened, or whose period is over, is not found and not told.

    Args:
        words: folded; none finds nothing.
        seen_by: who looks.
        on: the civil day.
        without: keys of requests that are told elsewhere on the page.
        most: how many are shown.
    """
    circles = circles_of(seen_by)
    if not words or not circles:
        return FoundTexts()
    parts = [part for word in words for part in cut(word)]
    some = _texts(parts, circles, on=on, whole=True)
    if len(some) <= most:
        # Few have the words themselves: those that only begin so are looked for as well.
        some = _texts(parts, circles, on=on, whole=False)
    found = sorted(set(some).difference(without), reverse=True)
    shown = _latest_seen(found, seen_by=seen_by, most=most + 1)
    answers = _answers(shown[:most], seen_by, on)
    told = tuple(_told(each, answers.get(each.pk, ()), words) for each in shown[:most])
    return FoundTexts(told, more=len(shown) > most)


def _latest_seen(found: Sequence[int], *, seen_by: Viewer, most: int) -> list[Request]:
    """Return the first requests that may be seen; nearly always they are among the very first."""
    shown: list[Request] = []
    for begin in range(0, len(found), _ASKED_AT_ONCE):
        asked = found[begin : begin + _ASKED_AT_ONCE]
        seen = Request.objects.visible_to(seen_by).filter(pk__in=asked).order_by("-pk")
        shown += seen.defer("ruling").select_related("agency")[: most - len(shown)]
        if len(shown) == most:
            break
    return shown


def _texts(parts: Sequence[str], circles: Iterable[str], *, on: date, whole: bool) -> list[int]:
    """Return whose the latest texts with every word are, in the database's own way of asking."""
    asked = _IN_SQL[connection.vendor]
    sqlite = connection.vendor == "sqlite"
    circles = [word_of_circle(each) for each in circles if each != WHOLE_NODE]
    wanted = [_term(each, whole, sqlite) for each in parts]
    if circles:
        either = (" OR " if sqlite else " | ").join(_term(each, True, sqlite) for each in circles)
        wanted.append(f"({either})")
    with connection.cursor() as cursor:
        every = (" AND " if sqlite else " & ").join(wanted)
        cursor.execute(asked, [every, on.isoformat() if sqlite else on, _MOST_OF_A_SEARCH])
        return [row[0] for row in cursor.fetchall()]


def _term(word: str, whole: bool, sqlite: bool) -> str:
    """Return a word as the index is asked for it; it holds letters and figures alone."""
    quoted = f'"{word}"' if sqlite else f"'{word}'"
    begins = "*" if sqlite else ":*"
    return quoted if whole or len(word) < _LEAST_BEGINNING else quoted + begins


def _answers(shown: Sequence[Request], seen_by: Viewer, on: date) -> dict[int, list[str]]:
    """Return the texts of answers to some requests that may be read, asked for all at once."""
    requests = {each.pk: each for each in shown}
    readable: dict[int, list[str]] = {}
    seen = Answer.objects.all().visible_to(seen_by).filter(request__in=list(requests))
    there = list(seen.only("request", "text", "limits", "opened_at").order_by("number"))
    ended = ended_among(there)
    for answer in there:
        answer.request = requests[answer.request_id]
        if answer.pk not in ended and not answer.is_kept_too_long(on=on):
            readable.setdefault(answer.request_id, []).append(answer.text)
    return readable


def _told(request: Request, answers: Iterable[str], words: Sequence[str]) -> FoundText:
    found = (_snippet(field, text, words) for field, text in _shown(request, answers))
    return FoundText(request, next((each for each in found if each is not None), None))


def _shown(request: Request, answers: Iterable[str]) -> Iterator[tuple[str, str]]:
    """Yield the texts of a request that may be shown, each with its field."""
    for name in ("facts", "asked", "goods_description", "parties", "legal_elements"):
        yield name, str(getattr(request, name))
    for name in ("enquiries_made", "intended_use", "consignment_reference"):
        yield name, str(getattr(request, name))
    for name, typed in request.particulars.items():
        yield name, str(typed)
    for text in answers:
        yield "answer", text


def _snippet(field: str, text: str, words: Sequence[str]) -> Snippet | None:
    """Return what stands around the first word that begins as one that was searched for."""
    for each in _WORD.finditer(text):
        if not folded(each.group()).startswith(tuple(words)):
            continue
        begin, end = each.span()
        start, stop = max(0, begin - _BEFORE), min(len(text), end + _AFTER)
        before = ("…" if start else "") + " ".join(text[start:begin].split())
        after = " ".join(text[end:stop].split()) + ("…" if stop < len(text) else "")
        return Snippet(field, before, each.group()[:_BEFORE], after)
    return None
