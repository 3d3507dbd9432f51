"""What the API's own description adds to the framework's: every answer that is a problem."""

from collections.abc import Mapping
from typing import Any

from ninja import NinjaAPI
from ninja.openapi.schema import OpenAPISchema

from comity.interfaces.rest.problems import MEDIA_TYPE

_METHODS = ("get", "post", "patch", "put", "delete")
_TOLD = {
    "400": "What was sent is no JSON object, or was cut short.",
    "401": "Nobody is signed in.",
    "403": "Not for this officer, or not by this sign-in; a ruling that stands against it is told.",
    "404": "Not here, or not for this officer to know of.",
    "409": "Not as things stand.",
    "413": "More than is taken at once.",
    "422": "Something is missing or not in form; `problems` says what.",
    "5XX": "The node could not do it: a full or read-only disk, or a fault of ours.",
}
PROBLEM = {
    "type": "object",
    "title": "Problem",
    "description": "What went wrong (RFC 9457), with a stable code.",
    "required": ["type", "title", "status", "detail", "code", "problems"],
    "properties": {
        "type": {"type": "string", "pattern": "^urn:comity:problem:"},
        "title": {"type": "string"},
        "status": {"type": "integer", "minimum": 400, "maximum": 599},
        "detail": {"type": "string"},
        "code": {"type": "string"},
        "problems": {
            "type": "array",
            "items": {
                "type": "object",
                "required": ["code", "field", "sentence"],
                "properties": {name: {"type": "string"} for name in ("code", "field", "sentence")},
            },
        },
    },
}


class DescribedAPI(NinjaAPI):
    """An API whose description is true of its refusals too."""

    def get_openapi_schema(
        self, *, path_prefix: str | None = None, path_params: dict[str, Any] | None = None
    ) -> OpenAPISchema:
        """Return the framework's description, with the problems each operation may answer."""
        told = super().get_openapi_schema(path_prefix=path_prefix, path_params=path_params)
        told["components"].setdefault("schemas", {})["Problem"] = PROBLEM
        for methods in told["paths"].values():
            for method, operation in methods.items():
                if method in _METHODS:
                    for status in _problems_of(operation):
                        operation["responses"].setdefault(status, _problem(status))
        return told


def _problem(status: str) -> dict[str, Any]:
    content = {MEDIA_TYPE: {"schema": {"$ref": "#/components/schemas/Problem"}}}
    return {"description": _TOLD[status], "content": content}


def _problems_of(operation: Mapping[str, Any]) -> list[str]:
    """Return the statuses of the refusals an operation can come to, by what it takes."""
    found = ["5XX"]
    if operation.get("security"):
        found += ["401", "403", "409"]
    if operation.get("parameters"):
        found += ["404", "422"]
    if "requestBody" in operation:
        found += ["400", "404", "413", "422"]
    return sorted(set(found))
