"""The kinds of assistance as JSON values, the same for the command line and the API."""

from collections.abc import Callable
from typing import Any

from comity.assistance.terms.kind_fields import KindField
from comity.assistance.terms.kinds import KINDS, KindOfAssistance
from comity.interfaces.sentences import in_english

Json = dict[str, Any]
Translate = Callable[[str], str]


def kinds_json(*, translate: Translate = in_english) -> list[Json]:
    """Return every kind of assistance with its acts, its short form and its own fields."""
    return [_kind(each, translate) for each in KINDS.values()]


def _kind(each: KindOfAssistance, translate: Translate) -> Json:
    stated = each.proceedings
    return {
        "kind": each.kind.value,
        "name": translate(each.kind.label),
        "provision": each.kind.provision.value,
        "acts": [act.value for act in each.acts],
        "purpose": each.kind.purpose.value,
        "proceedings": None if stated is None else stated.value,
        "minimum": list(each.minimum),
        "fields": [_field(field, each, translate) for field in each.own_fields],
        "practice": each.practice,
    }


def _field(field: KindField, each: KindOfAssistance, translate: Translate) -> Json:
    return {
        "name": field.name,
        "type": field.entry.value,
        "label": translate(field.label),
        "help": translate(field.help) if field.help else "",
        "required": field.name in each.minimum,
        "longest": field.limit,
        "codes": {code: translate(name) for code, name in field.codes.items()},
    }
