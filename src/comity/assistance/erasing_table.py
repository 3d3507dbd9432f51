"""What of a matter stays when it is erased: codes, numbers and who acted; every text goes.

The rule is the other way about than a list of what goes: a column that somebody adds is erased
unless it is named here, so nothing that is told of a person is forgotten.
"""

from collections.abc import Iterator

from django.db import models
from django.db.models.fields.reverse_related import ForeignObjectRel

from comity.assistance.models.requests import Request
from comity.evidence.models import Exhibit

# Columns of the request itself and of what stands beside it that name no person a case is about:
# codes, identifiers of messages and agreements, and the officers who acted.
KEPT = frozenset(
    {
        *("reference", "side", "state", "channel", "partner", "kind", "purpose", "under"),
        *("proceedings_nature", "proceedings", "purposes", "area", "offence", "code_versions"),
        *("relied_on", "article", "terms_digest", "referred_to", "decision_ground", "onward"),
        *("handling", "limits", "touches", "categories", "part", "outcome", "verdict", "scope"),
        *("message_id", "decision_message_id", "opening_message_id", "reply_message_id"),
        *("drafter_name", "writers", "approver_name", "drafted_by", "released_by", "opened_by"),
        *("by", "noted_by", "written_by", "sent_by", "decided_by", "approved_by", "given_by"),
        *("ended_by", "ended_by_name", "met_by", "proposed_by", "erased_by", "lifted_by"),
        *("officer_name", "key", "item", "fate", "word", "looked", "matter", "unit", "act"),
        *("owed_by", "countries", "held", "cites", "code", "currency", "stage", "ground"),
        *("carrier", "writer", "number", "travelled", "old_state", "own_law", "fields_naming"),
        *("from_language", "into_language", "authority", "mark", "ruling", "ruling_kept"),
        "urgency",
    }
)
# Codes and references in tables where the same name elsewhere is a text.
_KEPT_OF = {
    "accessconsultation": frozenset({"right"}),
    "subjectitem": frozenset({"originator", "heard_by", "proposed", "proposed_cites"}),
    "clockpause": frozenset({"reason"}),
    "importedmatter": frozenset({"old_reference", "their_reference"}),
    "dutyrelease": frozenset({"reason", "follows"}),
    "oralrequest": frozenset({"means", "why", "leave", "within"}),
    "legalhold": frozenset({"reason", "lifted_reason"}),
    "replypart": frozenset({"originator", "supplier", "withheld"}),
    "marking": frozenset(
        {"handling_scheme", "evaluation_scheme", "source", "information", "originator", "leave"}
    ),
}
# Tables whose rows say nothing once their texts are gone, and are read as whole.
GO_WHOLE = frozenset(
    {
        "deadline",
        "deliveryentry",
        "fingerprint",
        "matterhit",
        "notice",
        "searchtext",
        "standingentry",
    }
)
_TEXTS = (models.CharField, models.TextField, models.JSONField)


def tables_beside() -> Iterator[tuple[type[models.Model], str]]:
    """Yield every table whose rows stand beside a request, with the way from them to it."""
    seen: set[type[models.Model]] = {Request}
    waiting: list[tuple[type[models.Model], str]] = [(Request, "")]
    while waiting:
        table, way = waiting.pop(0)
        for relation in table._meta.get_fields(include_hidden=True):
            if not isinstance(relation, ForeignObjectRel) or relation.many_to_many:
                continue
            beside, name = relation.related_model, relation.field.name
            if beside in seen or isinstance(beside, str):
                continue
            if beside._meta.app_label != Request._meta.app_label:
                continue
            seen.add(beside)
            step = f"{name}__{way}" if way else name
            yield beside, step
            waiting.append((beside, step))


def emptied(table: type[models.Model]) -> dict[str, object]:
    """Return what each text column of a table holds after it was erased."""
    found: dict[str, object] = {}
    kept = KEPT | _KEPT_OF.get(table._meta.model_name or "", frozenset())
    for column in table._meta.concrete_fields:
        if not isinstance(column, _TEXTS) or column.name in kept:
            continue
        if isinstance(column, models.JSONField):
            found[column.name] = column.get_default()
        else:
            found[column.name] = ""
    return found


def exhibits_of(table: type[models.Model]) -> tuple[str, ...]:
    """Return the names of the columns of a table that lead to an exhibit."""
    return tuple(
        column.name
        for column in table._meta.concrete_fields
        if column.is_relation and column.related_model is Exhibit
    )
