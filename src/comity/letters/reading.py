"""Reading the request attached to another node's letter, as what its registrar would have typed."""

import json
from dataclasses import fields
from typing import Any

from comity.assistance.particulars import particulars_in
from comity.assistance.schemas import IN_BODY
from comity.assistance.terms import Came, RequestByLetter, RequestDraft
from comity.letters.terms import FORMAT

_MOST = 100_000


def request_in(attached: bytes) -> RequestByLetter | None:
    """Return the request that a letter's attached file holds; None when it holds none.

    It is a stranger's file, whatever seal it bears: only texts and yes-or-no of the fields known
    are taken, and what is wrong with them the rules say, as of everything that is typed.

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
        particulars=particulars_in(body.get("particulars")),
        **{field.name: body[field.name] for field in IN_BODY if _fits(body, field.name)},
    )
    came = Came(
        written_on=_text(told, "made_on"),
        number=_text(told, "reference"),
        unit=_text(sender, "unit"),
    )
    return RequestByLetter(draft, came, _text(told, "article"), _text(told, "reference"))


_DEFAULTS = {field.name: field.default for field in fields(RequestDraft)}


def _fits(body: dict[str, Any], name: str) -> bool:
    return name in body and type(body[name]) is type(_DEFAULTS[name])


def _mapping(told: dict[str, Any], name: str) -> dict[str, Any]:
    found = told.get(name)
    return found if isinstance(found, dict) else {}


def _text(told: dict[str, Any], name: str) -> str:
    found = told.get(name)
    return found if isinstance(found, str) else ""
