"""Reading the code lists."""

from typing import Any

from django.http import HttpRequest
from django.utils.translation import gettext
from ninja import Query, Router, Schema
from pydantic import ConfigDict

from comity.interfaces.codes_json import list_json, lists_json
from comity.interfaces.rest.doors import moment_of
from comity.interfaces.rest.values import Day, Reference
from comity.subjects.queries import current_code_lists

router = Router(tags=["codes"])
Json = dict[str, Any]


class CodesAsked(Schema):
    """Of which day."""

    model_config = ConfigDict(extra="forbid")

    on: Day | None = None


@router.get("/codes", response=Json)
def list_code_lists(request: HttpRequest, asked: Query[CodesAsked]) -> Json:
    """The code lists of this node, each with the version that holds on a day."""
    on = asked.on or moment_of(request).on
    return {"items": lists_json(current_code_lists(), on=on, translate=gettext), "on": on}


@router.get("/codes/{name}", response=Json)
def read_code_list(request: HttpRequest, name: Reference, asked: Query[CodesAsked]) -> Json:
    """One code list as it stood on a day, with its sources and the days of its other versions."""
    on = asked.on or moment_of(request).on
    return list_json(current_code_lists(), name, on=on, translate=gettext)
