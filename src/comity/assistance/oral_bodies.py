"""How a written request says that it confirms what was said, and how that is read."""

from collections.abc import Mapping
from datetime import UTC, datetime

from comity.assistance.models import OralMention, OralRequest, Request


def oral_told(request: Request) -> dict[str, object]:
    """Return what the body of a request says of its having been put by word of mouth before.

    Args:
        request: ours; only an urgent one was.
    """
    if not request.urgent:
        return {}
    said = OralRequest.objects.filter(request=request).first()
    if said is None:
        return {}
    put_at = said.put_at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    return {"oral": {"put_at": put_at, "spoken_with": said.spoken_with}}


def note_mention(request: Request, body: Mapping[str, object]) -> None:
    """Keep that a partner's written request says it was put by word of mouth before.

    A day that there is none is no reason to set a request aside: nothing is noted then.

    Args:
        request: the partner's, saved.
        body: checked against the schema.
    """
    told = body.get("oral")
    if not isinstance(told, Mapping):
        return
    try:
        put_at = datetime.fromisoformat(str(told["put_at"]))
    except ValueError:
        return
    OralMention.objects.create(request=request, put_at=put_at, spoken_with=str(told["spoken_with"]))
