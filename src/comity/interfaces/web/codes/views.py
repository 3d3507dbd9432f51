"""Reading the code lists: which there are, and one as it stood on a day."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext
from django.views.decorators.http import require_safe

from comity.interfaces.web.agreements.days import DayAsked, day_asked
from comity.interfaces.web.clock import today
from comity.interfaces.web.doors import for_officers
from comity.kernel.search_words import MOST_TYPED
from comity.officers.terms import Viewer
from comity.subjects.list_files import CodeListsRefusedError
from comity.subjects.queries import current_code_lists
from comity.subjects.terms import Code, CodeList, CodeLists

PAGE_SIZE = 60


@dataclass(frozen=True, slots=True)
class ShownCode:
    """A code of a list, with the names of what it belongs and passes to."""

    code: Code
    parent: str
    path: str


@for_officers
@require_safe
def code_lists(request: HttpRequest, _viewer: Viewer) -> HttpResponse:
    """Show every list, with the version that holds today."""
    try:
        held = current_code_lists()
    except CodeListsRefusedError as refused:
        return _refused(request, refused)
    rows = [(name, held.on(name, today()), held.of(name)) for name in held.names]
    return render(request, "codes/lists.html", {"rows": rows})


@for_officers
@require_safe
def code_list(request: HttpRequest, _viewer: Viewer, name: str) -> HttpResponse:
    """Show one list as it stood on a day."""
    try:
        held = current_code_lists()
    except CodeListsRefusedError as refused:
        return _refused(request, refused)
    asked = day_asked(request)
    versions, shown = held.of(name), held.on(name, asked.on)
    typed = request.GET.get("words", "")[:MOST_TYPED].replace("\x00", "")
    codes = () if shown is None else _shown(held, shown, asked, typed.casefold().split())
    filters = request.GET.copy()
    filters.pop("page", None)
    context = {
        "list": shown or versions[0],
        "shown": shown,
        "versions": versions,
        "day_asked": asked,
        "words": typed,
        "page": Paginator(tuple(codes), PAGE_SIZE).get_page(request.GET.get("page")),
        "filters": filters.urlencode(),
    }
    return render(request, "codes/list.html", context)


def _refused(request: HttpRequest, refused: CodeListsRefusedError) -> HttpResponse:
    return render(request, "codes/refused.html", {"faults": refused.faults}, status=503)


def _shown(
    held: CodeLists, shown: CodeList, asked: DayAsked, words: Iterable[str]
) -> Iterator[ShownCode]:
    above = held.on(shown.parents_in, asked.on) if shown.parents_in else None
    wanted = tuple(words)
    for code in shown.codes:
        parent = above.find(code.parent) if above is not None and code.parent else None
        path = gettext(", ").join(
            gettext(each.name) for each in held.path(shown, code, on=asked.on)
        )
        row = ShownCode(code, "" if parent is None else gettext(parent.name), path)
        text = " ".join((code.code, code.name, gettext(code.name), code.meaning, row.parent))
        if all(word in text.casefold() for word in wanted):
            yield row
