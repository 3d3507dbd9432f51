"""The words of texts of a node that was filled: its requests were multiplied without services."""

from collections.abc import Iterator

from bench.pages_sink import Row, put
from comity.assistance.models import Answer, Request, SearchKey, SearchText
from comity.assistance.search_texts import kept_words
from comity.assistance.services.texts import SEARCHED_FIELDS

_AT_ONCE = 2000


def fill_texts() -> None:
    """Keep the words of every text, in place of those that acting kept."""
    SearchText.objects.all().delete()
    # All read before the first is written: PostgreSQL answers nothing while it takes rows in.
    put(SearchText, list(_rows()), skipped=1)


def _rows() -> Iterator[Row]:
    circles: dict[int, set[str]] = {}
    for whose, found_by in SearchKey.objects.values_list("request_id", "key").iterator(_AT_ONCE):
        circles.setdefault(whose, set()).add(bytes(found_by).partition(b"\x00")[0].decode())
    requests = Request.objects.order_by("pk").values_list("pk", *SEARCHED_FIELDS)
    for key, *texts in requests.iterator(_AT_ONCE):
        yield key, None, kept_words(texts, circles=circles.get(key, ())), None
    answers = Answer.objects.exclude(opened_at=None, request__side="requesting")
    told = answers.order_by("pk").values_list("request_id", "pk", "text")
    for request, answer, text in told.iterator(_AT_ONCE):
        yield request, answer, kept_words((text,), circles=circles.get(request, ())), None
