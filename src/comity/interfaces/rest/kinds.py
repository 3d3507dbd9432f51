"""Reading the kinds of assistance."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Router

from comity.interfaces.kinds_json import kinds_json

router = Router(tags=["requests"])
Json = dict[str, Any]


@router.get("/assistance/kinds", response=Json)
def list_kinds(request: HttpRequest) -> Json:
    """The kinds of assistance, each with the acts ruled on, its short form and its own fields."""
    return {"items": kinds_json(translate=gettext)}
