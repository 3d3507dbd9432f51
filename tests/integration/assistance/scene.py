"""The scene: one US node with two agencies, linked to Ukraine, and words for what people do."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from io import BytesIO
from pathlib import Path
from typing import Any
from uuid import uuid4

from django.db import transaction

from comity.agreements.queries import current_register
from comity.agreements.services import import_register, settle
from comity.agreements.terms import settlement_from
from comity.assistance import messages, retold, services
from comity.assistance.models import Answer, Request
from comity.assistance.terms import AnswerDraft, RequestDraft
from comity.crypto.hashing import sha256
from comity.crypto.keys import NodeKeys
from comity.evidence import vault
from comity.evidence.source import SealedExhibits
from comity.evidence.terms import Intake
from comity.exchange import wiring
from comity.exchange.descriptor import read_descriptor
from comity.exchange.link_messages import LINK_KINDS
from comity.exchange.queries import is_linked
from comity.exchange.services import add_link, confirm_link, publish_descriptor
from comity.exchange.terms import Envelope, ExhibitLine, Received, Reliance
from comity.investigations import messages as investigations
from comity.investigations.services import forget_items
from comity.kernel.rulings import Role
from comity.officers.models import Officer
from comity.officers.services import appoint, found_administration
from comity.officers.terms import Viewer
from comity.practices import messages as practices
from tests.nodes.partner_simulator import PartnerSimulator, descriptor_for

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
ON = date(2026, 11, 21)
REGISTER = Path(__file__).resolve().parents[3] / "register"
PASSWORD = "calm-harbour-31"
AGREEMENT = "us-ua-2016"

PEOPLE: Mapping[str, tuple[str, tuple[Role, ...]]] = {
    "j.alvarez": ("CBP", (Role.REQUEST_OFFICER,)),
    "k.ortiz": ("CBP", (Role.REQUEST_OFFICER, Role.APPROVER)),
    "m.chen": ("CBP", (Role.APPROVER,)),
    "c.unit": ("CBP", (Role.CENTRAL_UNIT,)),
    "d.reyes": ("ICE", (Role.INVESTIGATOR,)),
    "e.stone": ("ICE", (Role.APPROVER,)),
    "t.brooks": ("CBP", (Role.TREATY_DESK,)),
    "l.grant": ("CBP", (Role.TREATY_DESK,)),
    "a.hale": ("CBP", (Role.AUDITOR,)),
    "p.singh": ("ICE", (Role.DATA_PROTECTION_OFFICER,)),
    "n.okafor": ("CBP", (Role.NODE_ADMINISTRATOR,)),
    "e.park": ("CBP", (Role.AEO_MANAGER,)),
    "r.dunn": ("ICE", (Role.ATTACHE,)),
    "nobody": ("CBP", ()),
}
DRAFT = RequestDraft(
    partner="UA",
    kind="origin-and-value",
    purpose="duty-assessment",
    subject="Ball bearings, suspected undervaluation",
    facts="Like goods entered at four times the price.",
    asked="The value declared for export, and a copy of the invoice.",
    legal_elements="19 USC 1401a",
    proceedings_nature="administrative",
    enquiries_made="Invoice and payment record were inspected.",
    under=AGREEMENT,
)
ANSWER = AnswerDraft(
    text="The export value was USD 71 760.",
    purposes=("duty-assessment",),
    proceedings=("administrative",),
    retention_days=1000,
    handling="H1",
)


@dataclass
class Scene:
    """The node under test, with short words for what officers and the partner do."""

    keys: NodeKeys
    partner: PartnerSimulator
    now: datetime = AT

    def officer(self, username: str) -> Viewer:
        return Officer.objects.get(username=username).as_viewer()

    # ---- what officers here do

    def draft(self, who: str = "j.alvarez", **change: Any) -> str:
        with transaction.atomic(durable=True):
            made = services.draft_request(
                replace(DRAFT, **change), officer=self.officer(who), at=self.now
            )
        return made.reference

    def submit(self, reference: str, who: str = "j.alvarez") -> None:
        with transaction.atomic(durable=True):
            services.submit_for_approval(
                reference, officer=self.officer(who), at=self.now, on=self.now.date()
            )

    def approve(self, reference: str, who: str = "m.chen", **how: Any) -> Request:
        afresh = how.pop("afresh", self.now - timedelta(seconds=5))
        version = how.pop("version", None) or Request.objects.get(reference=reference).version
        with transaction.atomic(durable=True):
            return services.approve_request(
                reference,
                version=version,
                officer=self.officer(who),
                signed_in_afresh_at=afresh,
                at=self.now,
                on=self.now.date(),
                **how,
            )

    def sent(self, **change: Any) -> str:
        reference = self.draft(**change)
        self.submit(reference)
        self.approve(reference)
        return reference

    def accept(self, reference: str, agency: str = "CBP", who: str = "c.unit") -> None:
        with transaction.atomic(durable=True):
            services.accept_request(
                reference,
                agency=agency,
                officer=self.officer(who),
                at=self.now,
                on=self.now.date(),
            )

    def write_answer(self, reference: str, who: str = "j.alvarez", **change: Any) -> None:
        with transaction.atomic(durable=True):
            services.draft_answer(
                reference,
                answer=replace(ANSWER, **change),
                officer=self.officer(who),
                at=self.now,
            )

    def release(self, reference: str, who: str = "m.chen", **how: Any) -> Request:
        afresh = how.pop("afresh", self.now - timedelta(seconds=5))
        found = Answer.objects.filter(request__reference=reference).order_by("-number").first()
        version = how.pop("version", None) or (found.version if found else 1)
        with transaction.atomic(durable=True):
            return services.release_answer(
                reference,
                version=version,
                officer=self.officer(who),
                signed_in_afresh_at=afresh,
                at=self.now,
                on=self.now.date(),
                **how,
            )

    def open(self, reference: str, who: str = "j.alvarez") -> None:
        with transaction.atomic(durable=True):
            services.open_answer(
                reference, officer=self.officer(who), at=self.now, on=self.now.date()
            )

    def attach(self, reference: str, content: bytes, who: str = "j.alvarez") -> Any:
        sealed = vault.vault().seal(BytesIO(content))
        with transaction.atomic(durable=True):
            return services.attach_exhibit(
                reference,
                sealed,
                intake=Intake("invoice.pdf", "application/pdf", "export declaration file"),
                officer=self.officer(who),
                at=self.now,
            )

    def settle_assessment(self, *, own_law: bool = False) -> None:
        stated: list[tuple[str, dict[str, Any]]] = [
            (AGREEMENT, {"matter": "term", "provision": "info.assessment"})
        ]
        if own_law:
            stated.append(("domestic/us", {"matter": "own-law", "kinds": ["origin-and-value"]}))
        for about, more in stated:
            told = {"states": "Stated for the test.", "source": "test", **more}
            settlement = settlement_from(told, about=about, by="T. Brooks", on=ON)
            with transaction.atomic(durable=True):
                settle(settlement, officer=self.officer("t.brooks"), at=self.now)

    # ---- what the partner's node sends

    def tell(self, kind: str, body: Mapping[str, Any], **how: Any) -> Received:
        """Hand a partner's message over as the exchange does: schema first, then the handler."""
        received = self.message(kind, body, **how)
        wiring.current().validator_of(kind, 1)(received.body)
        with transaction.atomic(durable=True):
            wiring.current().hand_over(received)
        return received

    def message(self, kind: str, body: Mapping[str, Any], **how: Any) -> Received:
        envelope = Envelope(
            id=str(uuid4()),
            type=kind,
            version=1,
            sender="UA",
            recipient="US",
            under=how.get("under", relying_on_ours()),
            conditions=(),
            answers=None,
            case=str(body.get("reference", body.get("folder", ""))),
            recorded_at=how.get("recorded_at", self.now - timedelta(minutes=1)),
            exhibits=how.get("exhibits", ()),
            body_digest="00" * 32,
            body_size=1,
        )
        return Received(
            message_id=envelope.id,
            partner=how.get("partner", "UA"),
            type=kind,
            version=1,
            envelope=envelope,
            body=dict(body),
            held_at=self.now,
            at=self.now,
        )

    def received(self, **change: Any) -> str:
        body = request_body(**change)
        self.tell("assistance.request", body)
        return str(body["reference"])

    def accepted_there(self, reference: str) -> None:
        self.tell("assistance.accepted", {"reference": reference, "unit": "Kyiv Customs"})

    def answered_there(self, reference: str, **change: Any) -> Received:
        exhibits = change.pop("lines", ())
        body = {**answer_body(reference), **change}
        return self.tell("assistance.answer", body, exhibits=exhibits)


def relying_on_ours() -> Reliance:
    """What a partner relies on that has the same encoding as this node."""
    return Reliance(AGREEMENT, "Art. 4", current_register().instrument(AGREEMENT).digest)


def request_body(**change: Any) -> dict[str, Any]:
    """A partner's request as its node would write it."""
    told = {
        name: getattr(DRAFT, name)
        for name in DRAFT.__dataclass_fields__
        if name not in {"partner", "under"}
    }
    told |= {"assures_confidentiality": True, "assures_law_enforcement_use": True}
    told |= {"reference": "UA-US-2026-00007", "unit": "Kyiv Customs", "exhibits": []}
    return {**told, **change}


def answer_body(reference: str) -> dict[str, Any]:
    """A partner's answer, with limits of use as its node would write them."""
    allowed = {"leave": "yes", "cites": "condition of the supplying administration", "sure": True}
    asked = {**allowed, "leave": "consent"}
    return {
        "reference": reference,
        "text": "The export value was USD 71 760.",
        "handling": "H1",
        "exhibits": [],
        "limits": {
            "supplier": "UA",
            "under": AGREEMENT,
            "terms_digest": "00" * 32,
            "purposes": ["duty-assessment"],
            "purposes_cite": "condition of the supplying administration",
            "purposes_sure": True,
            "proceedings": {"administrative": allowed, "civil": asked, "criminal": asked},
            "onward": "no",
            "onward_cite": "condition of the supplying administration",
            "onward_sure": True,
            "keep_until": "2029-01-01",
            "form_of_consent": "written",
        },
    }


def exhibit_told(content: bytes = b"%PDF-1.7 invoice", **change: Any) -> dict[str, Any]:
    """An exhibit as a partner's message names it."""
    told = {
        "id": "exhibit-1",
        "file_name": "invoice.pdf",
        "media_type": "application/pdf",
        "source": "customs file",
        "digest": sha256(content).hex(),
        "payload_digest": sha256(b"payload" + content).hex(),
        "size": len(content),
        "payload_size": len(content) + 32,
        "capability": "c" * 43,
    }
    return {**told, **change}


def line_of(told: Mapping[str, Any]) -> ExhibitLine:
    """The line of the signed envelope that belongs to an exhibit of the body."""
    return ExhibitLine(told["id"], told["payload_digest"], told["payload_size"])


def scene_at(folder: Path, keys: NodeKeys, partner_keys: NodeKeys) -> Scene:
    """Wire what the node wires, and give words for what stands in the database."""
    vault.furnish(keys=lambda: keys, folder=folder, size_limit=1024 * 1024)
    kinds = (*messages.KINDS, *practices.KINDS, *investigations.KINDS, *LINK_KINDS)
    wiring.register(kinds, exhibits=SealedExhibits(is_linked))
    retold.furnish(forget_items)
    own = read_descriptor(descriptor_for(keys, "US"))
    return Scene(keys, PartnerSimulator("UA", own, keys=partner_keys))


def set_scene(folder: Path, keys: NodeKeys, partner_keys: NodeKeys) -> Scene:
    """Found the node, people and link, and wire what the node wires."""
    own = descriptor_for(keys, "US")
    with transaction.atomic(durable=True):
        found_administration(
            "US",
            name="United States customs administration",
            agencies=[("CBP", "Customs and Border Protection"), ("ICE", "Immigration and Customs")],
        )
    for username, (agency, roles) in PEOPLE.items():
        with transaction.atomic(durable=True):
            appoint(
                username,
                name=username,
                agency=agency,
                roles=roles,
                password=PASSWORD,
                by="test",
                at=AT,
            )
    with transaction.atomic(durable=True):
        import_register(REGISTER, by="test", at=AT)
    scene = scene_at(folder, keys, partner_keys)
    with transaction.atomic(durable=True):
        publish_descriptor(own, at=AT)
    with transaction.atomic(durable=True):
        link = add_link(scene.partner.descriptor, officer=scene.officer("t.brooks"), at=AT)
    for who in ("t.brooks", "c.unit"):
        with transaction.atomic(durable=True):
            confirm_link("UA", number=link.number, officer=scene.officer(who), at=AT)
    return scene
