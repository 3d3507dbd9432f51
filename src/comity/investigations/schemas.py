"""The schema of every message of joint folders, which both ends check and which is published.

Words of a folder or an item travel in the invitation and in the item alone; every other message
carries codes and nothing else.
"""

from comity.assistance.terms.markings import HANDLING, HandlingScheme
from comity.investigations.terms import LIMITS, LONGEST_ARTICLE, MOST_MEMBERS, ItemKind, Why
from comity.kernel.texts import CLEAN_LINE_PATTERN, CLEAN_PATTERN

INVITATION_TYPE = "investigation.invitation"
ANSWER_TYPE = "investigation.answer"
MEMBERS_TYPE = "investigation.members"
ITEM_TYPE = "investigation.item"
WITHHELD_TYPE = "investigation.withheld"
TASK_DONE_TYPE = "investigation.task_done"
WORD_TYPE = "investigation.word"
LEFT_TYPE = "investigation.left"
CLOSED_TYPE = "investigation.closed"

Schema = dict[str, object]

_ID: Schema = {"type": "string", "pattern": "^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$"}
_COUNTRY: Schema = {"type": "string", "pattern": "^[A-Z]{2}$"}
_COUNTRY_OR_NONE: Schema = {"type": "string", "pattern": "^([A-Z]{2})?$"}
_DAY_OR_NONE: Schema = {"type": "string", "pattern": "^([0-9]{4}-[0-9]{2}-[0-9]{2})?$"}
_FLAG: Schema = {"type": "boolean"}


def _text(longest: int, *, lines: bool = False, least: int = 0) -> Schema:
    pattern = CLEAN_PATTERN if lines else CLEAN_LINE_PATTERN
    return {"type": "string", "minLength": least, "maxLength": longest, "pattern": pattern}


def _object(**properties: Schema) -> Schema:
    return {"type": "object", "properties": properties, "required": sorted(properties)}


def _list(of: Schema, *, most: int) -> Schema:
    return {"type": "array", "items": of, "maxItems": most}


_MEMBERS = {**_list(_COUNTRY, most=MOST_MEMBERS), "uniqueItems": True}
# Whom an item reaches, as its originator tells it. `relay` asks the host to tell a member that the
# originator has no way to.
_REACH = _list(
    _object(
        member=_COUNTRY,
        why={"enum": sorted(why.value for why in Why)},
        article=_text(LONGEST_ARTICLE),
        told=_FLAG,
        relay=_FLAG,
    ),
    most=MOST_MEMBERS,
)
_HANDLING: Schema = {"enum": ["", *sorted({code for each in HANDLING.values() for code in each})]}

INVITATION_SCHEMA = _object(
    folder=_ID,
    title=_text(LIMITS["title"], least=1),
    mandate=_text(LIMITS["mandate"], lines=True, least=1),
    unit=_text(200, least=1),
    members=_MEMBERS,
)
ANSWER_SCHEMA = _object(folder=_ID, joins=_FLAG)
MEMBERS_SCHEMA = _object(folder=_ID, members=_MEMBERS)
ITEM_SCHEMA = _object(
    folder=_ID,
    item=_ID,
    kind={"enum": sorted(kind.value for kind in ItemKind)},
    title=_text(LIMITS["title"], least=1),
    text=_text(LIMITS["text"], lines=True, least=1),
    unit=_text(200, least=1),
    request=_text(40),
    exhibit={"type": "string", "pattern": "^([0-9a-f]{64})?$"},
    handling_scheme={"enum": ["", *sorted(scheme.value for scheme in HandlingScheme)]},
    handling=_HANDLING,
    for_member=_COUNTRY_OR_NONE,
    due_on=_DAY_OR_NONE,
    reach=_REACH,
)
WITHHELD_SCHEMA = _object(
    folder=_ID,
    item=_ID,
    originator=_COUNTRY,
    why={"enum": sorted(why.value for why in Why)},
    article=_text(LONGEST_ARTICLE),
    reach=_REACH,
)
TASK_DONE_SCHEMA = _object(folder=_ID, item=_ID, originator=_COUNTRY)
WORD_SCHEMA = _object(folder=_ID, item=_ID, originator=_COUNTRY, agrees=_FLAG)
FOLDER_SCHEMA = _object(folder=_ID)
SCHEMAS: dict[str, Schema] = {
    INVITATION_TYPE: INVITATION_SCHEMA,
    ANSWER_TYPE: ANSWER_SCHEMA,
    MEMBERS_TYPE: MEMBERS_SCHEMA,
    ITEM_TYPE: ITEM_SCHEMA,
    WITHHELD_TYPE: WITHHELD_SCHEMA,
    TASK_DONE_TYPE: TASK_DONE_SCHEMA,
    WORD_TYPE: WORD_SCHEMA,
    LEFT_TYPE: FOLDER_SCHEMA,
    CLOSED_TYPE: FOLDER_SCHEMA,
}
