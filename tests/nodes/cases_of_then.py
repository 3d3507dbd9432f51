"""Cases as an earlier version of this software left them, written into tables set back to it."""

from datetime import UTC, datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.db.migrations.recorder import MigrationRecorder

from comity.assistance.models import Answer, Enclosure, Request
from comity.evidence.models import CustodyEvent, Exhibit
from comity.node.tables.laying import step_by_step

THEN = [
    ("ledger", "0001_initial"),
    ("assistance", "0007_going_asked"),
    ("evidence", "0002_sharing"),
]
AT = datetime(2026, 11, 20, 9, tzinfo=UTC)
EXHIBIT = UUID(int=7)
KEPT = {
    "requests": [
        ["KE-US-2026-00001", "closed", True, "node", "a.otieno"],
        ["KE-US-2026-00002", "draft", False, "node", "a.otieno"],
        ["US-KE-2026-00001", "accepted", False, "node", None],
    ],
    "answers": [["KE-US-2026-00001", True], ["US-KE-2026-00001", False]],
    "exhibits": [["invoice.pdf", "", "", 1, [["taken_in", 1]]]],
}
"""What `told` tells of them once they have come to this version: nothing lost, all marked."""


def set_back() -> None:
    """Bring the tables back to the version of then."""
    step_by_step(using="default").migrate(THEN)
    # That version knew nothing of migrations that stand for others.
    MigrationRecorder.Migration.objects.filter(name="0001_squashed").delete()


def write() -> None:
    """Write cases of both sides with answers and an exhibit, by the tables of then."""
    apps: Any = step_by_step(using="default").loader.project_state(THEN).apps

    def made(name: str, **columns: object) -> Any:
        return apps.get_model(name)._default_manager.create(**columns)

    officer = apps.get_model("officers.Officer")._default_manager.get(username="a.otieno")
    times = {"created_at": AT, "updated_at": AT}
    own = {"agency": officer.agency, "drafter": officer, "holder": officer, **times}
    with transaction.atomic():
        closed = made(
            "assistance.Request",
            reference="KE-US-2026-00001",
            side="requesting",
            state="closed",
            partner="US",
            message_id=str(UUID(int=1)),
            parties="Acme Trading Ltd",
            writers=[officer.pk],
            **own,
        )
        made(
            "assistance.Request",
            reference="KE-US-2026-00002",
            side="requesting",
            state="draft",
            **own,
        )
        theirs = made(
            "assistance.Request",
            reference="US-KE-2026-00001",
            side="requested",
            state="accepted",
            partner="US",
            **{**times, "agency": officer.agency},
        )
        for request, categories in ((closed, ["personal"]), (theirs, ["commercial"])):
            made("assistance.Answer", request=request, onward="no", categories=categories)
        exhibit = made(
            "evidence.Exhibit",
            id=EXHIBIT,
            origin="own",
            case=theirs.reference,
            agency=officer.agency,
            file_name="invoice.pdf",
            media_type="application/pdf",
            size=1,
            digest="d" * 64,
            payload_digest="p" * 64,
            payload_size=1,
            wrapped_key=b"k",
            salt=b"s" * 16,
            taken_in_by=officer.name,
            taken_in_at=AT,
            held_at=AT,
        )
        made(
            "evidence.CustodyEvent",
            exhibit=exhibit,
            sequence=1,
            kind="taken_in",
            at=AT,
            by=officer.name,
            digest="c" * 64,
        )
        made("assistance.Enclosure", request=theirs, exhibit=exhibit, part="answer")


def told() -> dict[str, list[Any]]:
    """Return what this version knows of them."""
    requests = Request.objects.order_by("reference")
    columns = ("reference", "state", "names_persons", "channel", "holder__username")
    answers = Answer.objects.order_by("request__reference")
    exhibits = Exhibit.objects.filter(pk=EXHIBIT)
    custody = CustodyEvent.objects.filter(exhibit=EXHIBIT)
    enclosed = Enclosure.objects.filter(exhibit=EXHIBIT).count()
    steps = [list(each) for each in custody.values_list("kind", "sequence")]
    return {
        "requests": [list(each) for each in requests.values_list(*columns)],
        "answers": [list(each) for each in answers.values_list("request__reference", "personal")],
        "exhibits": [
            [each.file_name, each.scan, each.first_bytes, enclosed, steps] for each in exhibits
        ],
    }
