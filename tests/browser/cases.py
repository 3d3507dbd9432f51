"""The cases of the node in `world`: who wrote what, and what the partner answered."""

import io
from collections.abc import Callable
from dataclasses import dataclass, field, fields, replace
from datetime import UTC, date, datetime, timedelta
from functools import partial
from typing import Any, TypeVar

from django.db import transaction

from comity.agreements.queries import current_register
from comity.agreements.rules import limits_of
from comity.agreements.services import import_register, settle
from comity.agreements.terms import Leave, Matter, Proceedings, ProvisionKind, Purpose, Settlement
from comity.assistance import queries as reads
from comity.assistance import services as acts
from comity.assistance.models import Consultation
from comity.assistance.schemas import (
    ACCEPTED_TYPE,
    ANSWER_TYPE,
    COMPLETED_TYPE,
    INCOMPLETE_TYPE,
    REFUSED_TYPE,
    REQUEST_TYPE,
)
from comity.assistance.schemas.consulting import CONSULTATION_TYPE
from comity.assistance.terms import AddressDraft, AnswerDraft, Dispatch, RequestDraft
from comity.assistance.terms.feedback import FeedbackDraft
from comity.crypto.age import encrypt_payload, header_for, new_file_key
from comity.evidence.jobs import pull_exhibits
from comity.evidence.terms import Intake
from comity.evidence.vault import vault
from comity.exchange.descriptor import read_descriptor
from comity.exchange.jobs import Courier
from comity.exchange.models import Channel
from comity.exchange.parcel import split_parcel
from comity.exchange.services import (
    add_link,
    confirm_link,
    handle_slice,
    hold,
    publish_descriptor,
    recognise,
)
from comity.exchange.terms import Direction, ExhibitLine, Reliance
from comity.kernel.codes import CountryCode
from comity.ledger.services import sign_checkpoint
from comity.node.demo.cast import PASSWORD, US, Person
from comity.node.demo.paper import one_page_pdf
from comity.node.demo.story import ANSWER, DRAFT
from comity.node.keyring import keys
from comity.node.register_place import register_folder
from comity.node.tables.laying import bring_to_this_version
from comity.officers.queries import officer_named
from comity.officers.services import appoint, found_administration
from comity.officers.terms import Viewer
from tests.browser.access_cases import NAMED, fill_access
from tests.browser.change_cases import fill_changes
from tests.browser.delivery_cases import planned_delivery
from tests.browser.folder_cases import fill_folders
from tests.browser.information_cases import fill_information
from tests.browser.practice_cases import fill_notes
from tests.browser.standing_cases import agreed_exchange
from tests.browser.terms_cases import fill_terms
from tests.browser.urgent_cases import fill_urgent
from tests.nodes.partner_simulator import PartnerSimulator, descriptor_for

UNDER = "us-ua-2016"
INVOICE = one_page_pdf(("Commercial invoice 2026/1187", "Country of origin: Ukraine"))
FIRST = RequestDraft(**DRAFT)
INCOMING = replace(
    FIRST,
    partner="",
    under="",
    subject="Solar panels declared as of United States origin",
    facts="On 12 October 2026 a consignment of solar panels was declared at Odesa as of United "
    "States origin. The certificate of origin bears a number that was used before.",
    asked="Whether the certificate of origin was issued by the exporter named in it, and the "
    "origin stated in the export declaration.",
    goods_description="Photovoltaic panels, 540 W",
    hs_code="854143",
    origin_country="US",
    assures_confidentiality=True,
    assures_law_enforcement_use=True,
)


T = TypeVar("T")


def in_one(act: Callable[[], T]) -> T:
    """Do an act as a door does: in one transaction."""
    with transaction.atomic(durable=True):
        return act()


@dataclass
class Desk:
    """The node under test and its partner, with short words for what people do."""

    now: datetime
    partner: PartnerSimulator = field(init=False)
    courier: Courier = field(init=False)

    def found(self) -> None:
        """Officers, register, settlements, and a live link to Ukraine."""
        bring_to_this_version()
        in_one(lambda: found_administration("US", name=US.administration, agencies=US.agencies))
        in_one(lambda: import_register(register_folder(), by="founding", at=self.now))
        for person in US.people:
            in_one(partial(self._appoint, person))
        own = descriptor_for(keys(), "US")
        in_one(lambda: publish_descriptor(own, at=self.now))
        self.partner = PartnerSimulator("UA", read_descriptor(own))
        self.courier = Courier(keys(), self.partner, clock=lambda: self.now)
        self._link()
        self._settle()

    def _appoint(self, who: Person) -> None:
        appoint(
            who.username,
            name=who.name,
            agency=who.agency,
            roles=who.roles,
            password=PASSWORD,
            by="founding",
            at=self.now,
        )

    def _link(self) -> None:
        officers = [self.who("n.okafor"), self.who("t.brooks")]
        link = in_one(lambda: add_link(self.partner.descriptor, officer=officers[0], at=self.now))
        for officer in officers:
            confirm = partial(confirm_link, link.code, number=link.number)
            in_one(partial(confirm, officer=officer, at=self.now))

    def _settle(self) -> None:
        settlement = Settlement(
            about=UNDER,
            matter=Matter.TERM,
            states="Information for the assessment of duties is given on request.",
            source="Stated for this demonstration, not read from a gazette",
            by="",
            on=self.now.date(),
            provision=ProvisionKind.INFO_ASSESSMENT,
        )
        in_one(lambda: settle(settlement, officer=self.who("t.brooks"), at=self.now))

    def who(self, username: str) -> Viewer:
        return officer_named(username).as_viewer()

    @property
    def on(self) -> date:
        return self.now.date()

    def later(self, **how: float) -> None:
        self.now += timedelta(**how)

    # ---- our own requests

    def drafted(self, subject: str, **changes: Any) -> str:
        draft = replace(FIRST, subject=subject, **changes)
        writer = self.who("j.alvarez")
        return in_one(lambda: acts.draft_request(draft, officer=writer, at=self.now)).reference

    def submitted(self, subject: str, **changes: Any) -> str:
        reference = self.drafted(subject, **changes)
        writer = self.who("j.alvarez")
        in_one(lambda: acts.submit_for_approval(reference, officer=writer, at=self.now, on=self.on))
        return reference

    def approved(self, subject: str, **changes: Any) -> str:
        reference = self.submitted(subject, **changes)
        in_one(
            lambda: acts.approve_request(
                reference,
                version=reads.request_detail(reference, seen_by=self.who("m.chen")).request.version,
                officer=self.who("m.chen"),
                signed_in_afresh_at=self.now,
                at=self.now,
                on=self.on,
            )
        )
        return reference

    def delivered(self, subject: str, **changes: Any) -> str:
        reference = self.approved(subject, **changes)
        self.later(minutes=6)
        self.courier.pass_once()
        return reference

    def accepted(self, subject: str, **changes: Any) -> str:
        reference = self.delivered(subject, **changes)
        self.later(hours=3)
        self.hear(ACCEPTED_TYPE, {"reference": reference, "unit": "State Customs Service"})
        return reference

    def returned(self, subject: str) -> str:
        reference = self.accepted(subject)
        self.later(hours=2)
        reasons = "We need the invoice and the payment record of 3 May, not of the whole year."
        self.hear(
            INCOMPLETE_TYPE, {"reference": reference, "missing": "documents", "reasons": reasons}
        )
        return reference

    def completed(self, number: int, subject: str) -> str:
        """A partner's request was returned, and has come again."""
        reference = self.asked(number, subject)
        self.later(minutes=9)
        in_one(
            lambda: acts.ask_for_completion(
                reference,
                missing="facts",
                reasons="Please name the declarations that are meant.",
                officer=self.who("m.chen"),
                at=self.now,
                on=self.on,
            )
        )
        self.later(hours=1)
        draft = replace(INCOMING, subject=subject, asked="Declarations 17 and 18 of 2 June.")
        body = {f.name: getattr(draft, f.name) for f in fields(draft)}
        del body["partner"], body["under"]
        told = {"reference": reference, "unit": "Post-clearance audit, Kyiv", "exhibits": []}
        self.hear(COMPLETED_TYPE, body | told)
        return reference

    def asking(self, subject: str) -> str:
        """An answer was opened; a further question waits to be put, and its result was stated."""
        reference = self.opened(subject)
        in_one(
            lambda: acts.write_question(
                reference,
                text="Who signed the invoice of 3 May for the seller?",
                officer=self.who("j.alvarez"),
                at=self.now,
            )
        )
        in_one(
            lambda: acts.give_feedback(
                reference,
                feedback=FeedbackDraft("duty_assessed", "71760.50", "USD"),
                officer=self.who("j.alvarez"),
                at=self.now,
                on=self.on,
            )
        )
        return reference

    def refused(self, subject: str) -> str:
        reference = self.delivered(subject)
        reasons = "The declaration is the subject of a pending case before the Kyiv court."
        self.hear(
            REFUSED_TYPE,
            {"reference": reference, "ground": "ex.ongoing", "reasons": reasons},
        )
        return reference

    def answered(self, subject: str, **changes: Any) -> str:
        reference = self.accepted(subject, **changes)
        self.later(days=1)
        body = {
            "reference": reference,
            "text": ANSWER["text"],
            "limits": self._limits(),
            "handling": "H1",
        }
        told, line = self._exhibit(reference)
        self.hear(ANSWER_TYPE, {**body, "exhibits": [told]}, exhibits=(line,))
        pull_exhibits(self.partner, keys(), self.now)
        return reference

    def opened(self, subject: str) -> str:
        reference = self.answered(subject)
        self.later(minutes=20)
        officer = self.who("j.alvarez")
        in_one(lambda: acts.open_answer(reference, officer=officer, at=self.now, on=self.on))
        for purpose, proceedings in (
            ("duty-assessment", "administrative"),
            ("other-taxes", ""),
        ):
            use = partial(acts.use_answer, reference, purpose=purpose, proceedings=proceedings)
            in_one(partial(use, officer=officer, at=self.now, on=self.on))
        self.later(minutes=6)
        self.courier.pass_once()
        return reference

    # ---- letters to a partner without a node

    def approved_for_letter(self, subject: str) -> str:
        address = AddressDraft(
            "General Administration of Customs", "International cooperation", "Beijing 100730"
        )
        unit = self.who("m.chen")
        in_one(lambda: acts.keep_address("CN", address=address, officer=unit, at=self.now))
        return self.approved(subject, partner="CN", under="")

    def posted(self, subject: str) -> str:
        reference = self.approved_for_letter(subject)
        left = Dispatch("D-2026/114", self.on.isoformat(), "attache", "Ruth Adeyemi", "M. Chen")
        unit = self.who("m.chen")
        in_one(
            lambda: acts.dispatch_letter(
                reference, dispatch=left, officer=unit, at=self.now, on=self.on
            )
        )
        return reference

    # ---- what the partner says

    def hear(self, type_: str, body: dict[str, Any], **changes: Any) -> None:
        """The partner sends a message, and this node holds and handles it."""
        digest = current_register().instrument(UNDER).digest
        told = {
            "case": str(body.get("reference", "")),
            "under": Reliance(UNDER, "Information", digest),
            "recorded_at": self.now - timedelta(minutes=3),
        }
        self.partner.write(type_, body, **{**told, **changes})
        head, sealed = split_parcel(self.partner.parcel())
        recognised = recognise(head, own_code="US", at=self.now)
        self.partner.settle(hold(recognised, sealed, keys=keys(), at=self.now))
        channel = Channel.objects.get(link__code="UA", direction=Direction.IN)
        while not handle_slice(channel.pk, at=self.now, more=lambda: True).was_last:
            pass

    def asked(self, number: int, subject: str = "", **changes: Any) -> str:
        """A request of the partner's has come in."""
        draft = replace(INCOMING, **(changes | ({"subject": subject} if subject else {})))
        body = {f.name: getattr(draft, f.name) for f in fields(draft)}
        del body["partner"], body["under"]
        reference = f"UA-US-2026-{number:05d}"
        told = {"reference": reference, "unit": "Post-clearance audit, Kyiv", "exhibits": []}
        self.hear(REQUEST_TYPE, body | told)
        return reference

    def consulted(self, number: int) -> str:
        """The partner asks for our view of a draft."""
        summary = "Pharmaceuticals declared below list; we would ask for three export declarations."
        told = {"kind": "origin-and-value", "summary": summary}
        self.hear(CONSULTATION_TYPE, {"reference": f"UA-US-2026-{number:05d}", **told})
        return str(Consultation.objects.latest("pk").pk)

    def allocated(self, number: int, subject: str) -> str:
        reference = self.asked(number, subject)
        officer = self.who("m.chen")
        in_one(
            lambda: acts.accept_request(
                reference, agency="CBP", officer=officer, at=self.now, on=self.on
            )
        )
        return reference

    def answer_drafted(self, number: int, subject: str) -> str:
        reference = self.allocated(number, subject)
        writer = self.who("j.alvarez")
        answer = AnswerDraft(
            text="The certificate was not issued by the exporter named in it. The export "
            "declaration states China as the country of origin of the cells.",
            purposes=("duty-assessment",),
            proceedings=("administrative",),
            retention_days=730,
            handling="H1",
        )
        in_one(lambda: acts.draft_answer(reference, answer=answer, officer=writer, at=self.now))
        intake = Intake("certificate-check.pdf", "application/pdf", "Exporter's file, Long Beach")
        sealed = vault().seal(io.BytesIO(INVOICE))
        in_one(
            lambda: acts.attach_exhibit(
                reference, sealed, intake=intake, officer=writer, at=self.now
            )
        )
        return reference

    def _limits(self) -> dict[str, object]:
        limits = limits_of(
            current_register().instrument(UNDER),
            supplier=CountryCode("UA"),
            asked_for=Purpose.DUTY_ASSESSMENT,
            on=self.on,
        )
        return limits.narrowed(
            purposes=[Purpose.DUTY_ASSESSMENT],
            proceedings=[
                (Proceedings.ADMINISTRATIVE, Leave.YES),
                (Proceedings.CIVIL, Leave.CONSENT),
                (Proceedings.CRIMINAL, Leave.CONSENT),
            ],
            onward=Leave.CONSENT,
            keep_until=self.on + timedelta(days=1095),
        ).as_data()

    def _exhibit(self, reference: str) -> tuple[dict[str, Any], ExhibitLine]:
        """The partner seals an exhibit to us and offers it at its door."""
        file_key, payload = new_file_key(), io.BytesIO()
        made = encrypt_payload(file_key, io.BytesIO(INVOICE), payload)
        capability = f"{reference}-capability-of-32-characters"
        sealed = header_for(file_key, [self.partner.node.sealing]) + payload.getvalue()
        self.partner.exhibits[capability] = sealed
        told = {
            "id": f"exhibit-{reference}",
            "file_name": "invoice-2026-1187.pdf",
            "media_type": "application/pdf",
            "source": "File of the export declaration, Dnipro customs",
            "digest": made.plain_digest.hex(),
            "payload_digest": made.payload_digest.hex(),
            "size": made.plain_size,
            "payload_size": made.payload_size,
            "capability": capability,
        }
        digest = made.payload_digest.hex()
        line = ExhibitLine(id=str(told["id"]), payload_digest=digest, size=made.payload_size)
        return told, line


def fill() -> dict[str, str]:
    """Fill a new node, and return what is where by a short name."""
    desk = Desk(datetime.now(UTC) - timedelta(days=9))
    desk.found()
    places: dict[str, str] = {}
    places["opened"] = desk.opened("Ball bearings, suspected undervaluation")
    places["asking"] = desk.asking("Cut flowers, value of nine consignments")
    desk.later(days=1)
    places["refused"] = desk.refused("Copper cathodes, origin in doubt")
    desk.later(hours=20)
    places["answered"] = desk.answered("Sunflower oil, invoice number used twice", urgent=True)
    places["incoming_drafted"] = desk.answer_drafted(1, "Solar panels declared as of US origin")
    desk.later(days=1)
    wanted = (desk.on + timedelta(days=9)).isoformat()
    places["accepted"] = desk.accepted(
        "Steel coils, value far below list", reply_wanted_on=wanted, parties=NAMED
    )
    places["incoming_allocated"] = desk.allocated(2, "Vehicle parts, certificate of origin")
    places["delivery"] = planned_delivery(desk, 8, "Scrap metal, suspected cocaine")
    exchange = agreed_exchange(desk, 12, "Cargo manifests before arrival")
    places["standing"], places["supply"] = exchange
    places["incoming_to_answer"] = desk.allocated(4, "Textiles, certificate of origin")
    places["incoming_to_accept"] = desk.asked(5, "Tyres, value of three invoices")
    places["incoming_to_refuse"] = desk.asked(6, "All declarations of one importer since 2021")
    places["incoming_by_keys_en"] = desk.asked(91, "Toys, certificate of conformity")
    places["incoming_by_keys_ar"] = desk.asked(92, "Lamps, certificate of conformity")
    desk.later(hours=9)
    places["returned"] = desk.returned("Used engines, value of eleven entries")
    places["completed"] = desk.completed(7, "Furniture, two declarations")
    places["delivered"] = desk.delivered("Timber, species and origin")
    places["incoming"] = desk.asked(
        3, "Medical devices, value declared twice", urgent=True, parties=NAMED
    )
    places["consultation"] = desk.consulted(93)
    places["submitted"] = desk.submitted("Lithium cells, origin of the consignment")
    places["posted"] = desk.posted("Ceramic tiles, origin and declared value")
    places["to_post"] = desk.approved_for_letter("Garlic, invoices of two sellers")
    places["kenya"] = desk.drafted(
        "Lorries towards Malaba, watch on two plates",
        partner="KE",
        kind="special-surveillance",
        purpose="offence-investigation",
        under="",
    )
    desk.later(hours=2)
    places["draft"] = desk.drafted(
        "Frozen fish, net weight in doubt", legal_elements="", enquiries_made="", asked=""
    )
    opened = reads.request_detail(places["opened"], seen_by=desk.who("j.alvarez"))
    places["exhibit"] = str(opened.enclosures[0].exhibit.id)
    places |= fill_terms(desk.hear, partner=desk.partner, seen_by=desk.who("t.brooks"), at=desk.now)
    places |= fill_notes(desk)
    places |= fill_information(desk)
    places |= fill_folders(desk, linked=places["opened"])
    places |= fill_changes(desk.who, at=desk.now)
    places |= fill_access(desk)
    places |= fill_urgent(desk, FIRST)
    sign_checkpoint(keys().ledger, at=desk.now)
    return places
