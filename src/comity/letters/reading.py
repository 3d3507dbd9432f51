"""Reading the request attached to another node's letter, as what its registrar would have typed."""

import json
from dataclasses import fields
from typing import Any

from comity.assistance.coding import versions_told
from comity.assistance.particulars import particulars_in
from comity.assistance.schemas import IN_BODY
from comity.assistance.terms import LINES, Came, RequestByLetter, RequestDraft
from comity.assistance.terms.kind_fields import FIELDS, Entry
from comity.kernel.texts import has_hidden_characters
from comity.letters.terms import FORMAT

_MOST = 100_000


def request_in(attached: bytes) -> RequestByLetter | None:
    """Return the request that a letter's attached file holds; None when it holds none.

    It is a stranger's file, whatever seal it bears: only texts and yes-or-no of the fields known
    are taken, and what is wrong with them the rules say, as of everything that is typed. A text
    that could not even be shown, or not as it reads, is left out.

    Args:
        attached: the file, as `check_letter` returns it.
    """
    try:
        told = json.loads(attached[:_MOST])
    except (ValueError, RecursionError):
        return None
    if not isinstance(told, dict) or told.get("format") != FORMAT:
        return None
    body, sender = _mapping(told, "request"), _mapping(told, "from")
    draft = RequestDraft(
        partner=_text(sender, "code"),
        under=_text(told, "under"),
        particulars=_own(body),
        **{field.name: body[field.name] for field in IN_BODY if _fits(body, field.name)},
    )
    came = Came(
        written_on=_text(told, "made_on"),
        number=_text(told, "reference"),
        unit=_text(sender, "unit"),
    )
    return RequestByLetter(
        draft,
        came,
        _text(told, "article"),
        _text(told, "reference"),
        versions_told(body.get("code_lists")),
    )


_DEFAULTS = {field.name: field.default for field in fields(RequestDraft)}


def _fits(body: dict[str, Any], name: str) -> bool:
    told = body.get(name)
    if type(told) is not type(_DEFAULTS[name]):
        return False
    return not (isinstance(told, str) and has_hidden_characters(told, lines=name in LINES))


def _own(body: dict[str, Any]) -> dict[str, str]:
    told = particulars_in(body.get("particulars"))
    lines = {field.name for field in FIELDS.values() if field.entry is Entry.TEXT}
    return {
        name: typed
        for name, typed in told.items()
        if not has_hidden_characters(typed, lines=name in lines)
    }


def _mapping(told: dict[str, Any], name: str) -> dict[str, Any]:
    found = told.get(name)
    return found if isinstance(found, dict) else {}


def _text(told: dict[str, Any], name: str) -> str:
    found = told.get(name)
    return found if isinstance(found, str) and not has_hidden_characters(found) else ""
