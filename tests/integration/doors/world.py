"""One house with everything in it, twice: each agency's cases in every state, and what is no case.

Whatever is written in a case of an agency holds that agency's mark, so that a reply can be
searched for what its reader may not see.
"""

from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from threading import Event
from typing import Any

from django.core.cache import cache
from django.db import connection, transaction
from django.test import Client

from comity.agreements.models import TermsDifference
from comity.agreements.queries import file_of
from comity.agreements.services import begin_change, propose_change, settle
from comity.agreements.terms import settlement_from
from comity.assistance import services
from comity.assistance.clock_drafts import DayDraft, PauseDraft
from comity.assistance.models import (
    Afterword,
    CaseloadImport,
    Consultation,
    Continuation,
    Enclosure,
    MatterHit,
    PostalAddress,
    Request,
    StandingSupply,
    StatisticsRelease,
)
from comity.assistance.queries.access import items_of
from comity.assistance.services.transfer_rules import set_rule
from comity.assistance.terms import HANDLING_CODES, SharingDraft
from comity.assistance.terms.afterwords import AfterwordDraft, AfterwordKind
from comity.assistance.terms.competence import AuthorityDraft
from comity.assistance.terms.parts import PartDraft
from comity.assistance.terms.statistics import (
    Direction,
    PairStatistics,
    Stretch,
    figures_in_json,
)
from comity.assistance.terms.tasks import TaskDraft
from comity.assistance.terms.transfer_rules import TransferRuleDraft
from comity.exchange.medium.writing import Laid
from comity.exchange.models import Channel, ChannelHead, Fork, Inbound, Link
from comity.exchange.terms import LinkState
from comity.interfaces import media, record_keys
from comity.interfaces.web.records import proof
from comity.kernel.rulings import Role
from comity.ledger.exports.lines import voucher_text
from comity.ledger.exports.making import ExportKeys
from comity.ledger.services import sign_checkpoint
from comity.node.access_reading import read_files
from comity.officers.absence import AbsenceDraft
from comity.officers.models import Agency
from comity.officers.services import admit_machine, appoint, record_absence
from comity.practices.models import Note
from comity.practices.services import write_note
from comity.practices.terms import NoteDraft
from tests.integration.assistance.delivering import OF_KIND, PLAN, let_deliver
from tests.integration.assistance.informing import DRAFT as INFORMATION
from tests.integration.assistance.informing import drafted, told_us
from tests.integration.assistance.parting import part
from tests.integration.assistance.replying import answered_in_part_there, write_question
from tests.integration.assistance.scene import AGREEMENT, AT, ON, PASSWORD, Scene
from tests.integration.assistance.standing import OF_KIND as OF_STANDING
from tests.integration.assistance.standing import exchange_that_waits, let_exchange
from tests.integration.assistance.terms_scene import asked_on_other_terms, proposed_by_partner
from tests.integration.assistance.turning import (
    PUT_OFF,
    ask_completion,
    postpone,
    returned_there,
    take_back,
)
from tests.integration.assistance.urgently import NIGHT, approve_alone, let_alone, take
from tests.integration.data_protection.asking import (
    DPO,
    PERSON,
    WITHHOLD,
    decided,
    proposed,
    question_comes,
    searched,
)
from tests.integration.doors.folders import joint_folders
from tests.integration.letters import seals
from tests.integration.letters.paper import dispatch, keep_address
from tests.integration.own_law.desk import SECRET, confirmed, promised, reported

AGENCIES = ("CBP", "ICE")
MARKS: Mapping[str, str] = {
    "CBP": "Quillwort",
    "ICE": "Tamarack",
    "shared": "Sagebrush",
    "": "Larkspur",
}
"""What stands in the cases of each agency, in the one of ICE that CBP was shown, and in those that
nobody has been given yet."""

LAW_MARK = SECRET
NAMES: Mapping[str, str] = {
    "CBP": "U.S. Customs and Border Protection",
    "ICE": "U.S. Immigration and Customs Enforcement",
}
WRITERS = {"CBP": "j.alvarez", "ICE": "d.reyes"}
APPROVERS = {"CBP": "m.chen", "ICE": "e.stone"}
HANDLING = ("", *sorted(HANDLING_CODES))
MESSAGE = "7b0c3c1e-5d0a-4c3e-9d3f-0a4a7c5f1b11"


@dataclass(frozen=True)
class Reader:
    """Somebody who comes to a door: an office, or none, at an agency."""

    role: Role | None
    agency: str

    @property
    def username(self) -> str:
        return f"{self.role.value if self.role else 'nothing'}.{self.agency.lower()}"

    def __str__(self) -> str:
        return self.username


READERS = tuple(Reader(role, agency) for agency in AGENCIES for role in (*Role, None))


@dataclass
class House:
    """The scene, what is in it, and browsers of everybody who may come."""

    scene: Scene
    cases: dict[str, dict[str, str]] = field(default_factory=dict)
    places: dict[str, Any] = field(default_factory=dict)
    browsers: dict[str, Client] = field(default_factory=dict)

    def browser(self, reader: Reader) -> Client:
        return self.browsers[reader.username]


def build(scene: Scene) -> House:
    """Fill the scene."""
    house = House(scene)
    cache.clear()
    scene.settle_assessment(own_law=True)
    let_agencies_share(scene)
    let_deliver(scene)
    let_exchange(scene)
    for agency in AGENCIES:
        house.cases[agency] = cases_of(scene, agency)
    house.cases[""] = {
        "received": scene.received(reference="UA-US-2026-00900", **marked(MARKS[""])),
        "informed": told_us(scene, reference="UA-US-2026-00901", subject=MARKS[""]),
    }
    share(scene, house.cases["ICE"]["to_share"], "CBP")
    house.cases["shared"] = {"shared": house.cases["ICE"].pop("to_share")}
    house.places = places_of(scene)
    house.places |= {"alert": alert_of(scene)}
    supplies = StandingSupply.objects.filter(request__reference=house.cases["ICE"]["standing"])
    house.places["supply"] = supplies.get().pk
    house.places |= clocks_of(scene, house.cases["ICE"]["draft"], WRITERS["ICE"])
    sign_checkpoint(scene.keys.ledger, at=scene.now)
    for reader in READERS:
        offices = [reader.role] if reader.role else []
        officer = appoint(
            reader.username,
            name=reader.username,
            agency=reader.agency,
            roles=offices,
            password=PASSWORD,
            by="test",
            at=AT,
        )
        house.browsers[reader.username] = Client(raise_request_exception=False)
        house.browsers[reader.username].force_login(officer)
    return house


def furnish(scene: Scene) -> None:
    """Say where the keys of the record are, as the node does at start."""
    keys = scene.keys
    voucher = keys.sender.sign_note(voucher_text(keys.ledger.public()))
    signing = ExportKeys(keys.ledger, voucher)
    record_keys.furnish(verifier=keys.ledger.public, signing=lambda: signing)
    proof.furnish(keys.ledger.public)
    media.furnish(ready=lambda partner: Laid(partner, (), 0, 0), read=lambda _files, _officer: [])
    seals.furnish(keys)


def marked(mark: str) -> dict[str, str]:
    """A request's texts, each with the mark of whose case it is."""
    names = ("subject", "facts", "asked", "legal_elements", "enquiries_made", "parties")
    return dict.fromkeys(names, mark)


def cases_of(scene: Scene, agency: str, *, again: bool = False) -> dict[str, str]:
    """One agency's cases, by the state they stand in; opened ones by handling code as well."""
    who, boss, mark = WRITERS[agency], APPROVERS[agency], MARKS[agency]
    made: dict[str, str] = {}

    def sent(mark: str = mark) -> str:
        reference = scene.draft(who, **marked(mark))
        scene.submit(reference, who)
        scene.approve(reference, boss)
        return reference

    def answered(code: str = "", mark: str = mark) -> str:
        reference = sent(mark)
        scene.accepted_there(reference)
        scene.answered_there(reference, text=mark, handling=code)
        return reference

    made["draft"] = scene.draft(who, **marked(mark))
    scene.attach(made["draft"], mark.encode(), who)
    made["submitted"] = scene.draft(who, **marked(mark))
    scene.submit(made["submitted"], who)
    made["sent"], made["accepted"], made["refused"] = sent(), sent(), sent()
    scene.accepted_there(made["accepted"])
    told = {"reference": made["refused"], "ground": "ex.burden", "reasons": mark}
    scene.tell("assistance.refused", told)
    made["answered"] = answered()
    made["to_post"], made["posted"] = by_letter(scene, who, boss, mark)
    for code in HANDLING:
        made[f"opened {code}".strip()] = answered(code)
        scene.open(made[f"opened {code}".strip()], who)
    made["in_part"] = sent()
    scene.accepted_there(made["in_part"])
    answered_in_part_there(scene, made["in_part"], text=mark, still_to_come=mark)
    made["asking"] = answered()
    scene.open(made["asking"], who)
    write_question(scene, made["asking"], mark, who)
    made["consented"] = answered()
    scene.open(made["consented"], who)
    asked(scene, made["consented"], who, mark)
    if agency == "ICE":
        made["to_share"] = answered("", MARKS["shared"])
        scene.open(made["to_share"], who)
    number = 10 * (1 + AGENCIES.index(agency)) + 50 * again
    for place, state in enumerate(("allocated", "drafted", "released")):
        theirs = scene.received(reference=f"UA-US-2026-000{number + place}", **marked(mark))
        scene.accept(theirs, agency=agency)
        made[state] = theirs
    said = replace(INFORMATION.told, text=mark)
    made["informing"] = drafted(scene, who, subject=mark, goods_description=mark, told=said)
    made["delivery"] = delivery_of(scene, agency, f"UA-US-2026-000{number + 3}", mark)
    made["standing"] = standing_of(scene, agency, f"UA-US-2026-000{number + 4}", mark)
    made |= said_aloud(scene, agency, mark)
    for state in ("drafted", "released"):
        scene.write_answer(made[state], who, text=mark)
    part(scene, made["drafted"], who=who, text=mark)
    scene.release(made["released"], boss)
    return made if agency != "ICE" or again else made | on_the_way(scene, sent, mark)


def alert_of(scene: Scene) -> int:
    """An alert that one agency writes for two partners."""
    told = replace(INFORMATION.told, text=MARKS["CBP"])
    first = drafted(scene, subject=MARKS["CBP"], goods_description="", told=told)
    with transaction.atomic(durable=True):
        alert = services.add_partners(
            first, ["KE"], officer=scene.officer("j.alvarez"), at=scene.now
        )
    return alert.pk


def delivery_of(scene: Scene, agency: str, reference: str, mark: str) -> str:
    """A controlled delivery the partner has planned."""
    scene.received(reference=reference, **{**OF_KIND, **marked(mark)})
    scene.accept(reference, agency=agency)
    told = {"reference": reference, "word": "plan", "plan": 1, "plan_by": "requesting"}
    plan = {**PLAN, "goods": mark, "contact": mark}
    scene.tell("assistance.delivery", {**told, "state": "", "facts": plan})
    return reference


def standing_of(scene: Scene, agency: str, reference: str, mark: str) -> str:
    """A standing exchange that is agreed, with a file that waits to be let go."""
    scene.received(reference=reference, **{**OF_STANDING, **marked(mark)})
    scene.accept(reference, agency=agency)
    who, boss = WRITERS[agency], APPROVERS[agency]
    exchange_that_waits(scene, reference, who=who, boss=boss, mark=mark)
    return reference


def on_the_way(scene: Scene, sent: Callable[[], str], mark: str) -> dict[str, str]:
    """Cases that were returned, completed, postponed or withdrawn, on either side."""
    made = {name: sent() for name in ("returned", "completed", "put_off_there", "taken_back")}
    for name in ("returned", "completed"):
        returned_there(scene, made[name])
    scene.submit(made["completed"], WRITERS["ICE"])
    scene.tell("assistance.postponed", {"reference": made["put_off_there"], **PUT_OFF})
    take_back(scene, made["taken_back"], APPROVERS["ICE"])
    for place, name in enumerate(("returned_by_us", "put_off", "withdrawn_there")):
        theirs = scene.received(reference=f"UA-US-2026-0080{place}", **marked(mark))
        scene.accept(theirs, agency="ICE")
        made[name] = theirs
    ask_completion(scene, made["returned_by_us"])
    postpone(scene, made["put_off"])
    scene.tell("assistance.withdrawn", {"reference": made["withdrawn_there"], "reasons": mark})
    return made


def by_letter(scene: Scene, who: str, boss: str, mark: str) -> tuple[str, str]:
    """One case that waits for its letter and one whose letter left, as if no node were there."""
    Link.objects.update(state=LinkState.REVOKED)
    if not PostalAddress.objects.exists():
        keep_address(scene)
    made = [scene.draft(who, **marked(mark)) for _ in range(2)]
    for reference in made:
        scene.submit(reference, who)
        scene.approve(reference, boss)
    dispatch(scene, made[1])
    Link.objects.update(state=LinkState.CONFIRMED)
    return made[0], made[1]


def asked(scene: Scene, reference: str, who: str, mark: str) -> None:
    """Somebody has written a question for consent, which nobody has sent."""
    draft = AfterwordDraft(purpose="statistics", why=mark)
    with transaction.atomic(durable=True):
        services.write_afterword(
            reference,
            AfterwordKind.CONSENT,
            draft,
            answer=0,
            officer=scene.officer(who),
            at=scene.now,
            on=ON,
        )


def let_agencies_share(scene: Scene) -> None:
    """Know both agencies by the names of the agreement, and let own law open sharing."""
    for code, name in NAMES.items():
        Agency.objects.filter(code=code).update(name=name)
    told = {"matter": "own-law", "acts": ["share"], "states": "Sharing is open.", "source": "T"}
    settlement = settlement_from(told, about="domestic/us", by="", on=ON)
    with transaction.atomic(durable=True):
        settle(settlement, officer=scene.officer("t.brooks"), at=scene.now)


def share(scene: Scene, reference: str, agency: str) -> None:
    """Show a case to another agency, by its ruling."""
    wanted = SharingDraft(agency=agency, purpose="duty-assessment")
    with transaction.atomic(durable=True):
        made = services.share_case(
            reference, sharing=wanted, officer=scene.officer("c.unit"), at=scene.now, on=ON
        )
    assert made.stands, made.ruling


def practice_notes(scene: Scene) -> dict[str, int]:
    """A note one agency is writing, and one a partner has shared."""
    draft = NoteDraft(topic="method", title="Cooling units", text="Other screws.", no_persons=True)
    with transaction.atomic(durable=True):
        ours = write_note(draft, officer=scene.officer("j.alvarez"), at=scene.now)
    note = "0b2f7c1e-5d0a-4c3e-9d3f-0a4a7c5f1b11"
    body = {"note": note, "topic": "trend", "title": "Fewer seals", "text": "Since May."}
    scene.tell("practices.note", {**body, "unit": "Kyiv Customs"})
    return {"note": ours.pk, "their_note": Note.objects.get(partner="UA").pk}


def places_of(scene: Scene) -> dict[str, Any]:
    """What is no agency's: law, terms, changes, machines, and a message set aside."""
    proposal, _ = proposed_by_partner(scene)
    asked_on_other_terms(scene)
    desk = scene.officer("t.brooks")
    draft = change(scene, "us-mx-2000", desk)
    waiting = change(scene, "us-ke-2014", desk)
    with transaction.atomic(durable=True):
        propose_change(waiting, why="Read on page 12.", officer=desk, at=scene.now)
    administrator = scene.officer("n.okafor")
    client, _ = admit_machine(
        "ACE", officer="j.alvarez", roles=[Role.REQUEST_OFFICER], by=administrator, at=AT
    )
    set_aside()
    return {
        "proposal": proposal,
        "difference": TermsDifference.objects.get().pk,
        "change": draft,
        "waiting": waiting,
        "client_id": client,
        "username": "k.ortiz",
        "absence": absent(scene, "l.grant", "t.brooks"),
        "instruction": confirmed(scene, partners=("KE",)).pk,
        "assurance": promised(scene).pk,
        "breach": reported(scene, what=SECRET, partner="KE").pk,
        "message": MESSAGE,
        "hit": hit().pk,
        **practice_notes(scene),
        **joint_folders(scene, mark=MARKS["CBP"]),
        "release": released_figures(),
        "competent_body": competent_body(scene),
        "task": task(scene),
        "part": part_asked_for(scene),
        "consultation": consulted(scene),
        **asked_of_data(scene),
        "import": former_file().pk,
        "continuation": continuation(scene),
        "alone": left_alone(scene, MARKS["CBP"]),
        "fork": fork().pk,
        "partner": "UA",
        "agreement": AGREEMENT,
    }


def said_aloud(scene: Scene, agency: str, mark: str) -> dict[str, str]:
    """Requests a partner put by word of mouth; one of them was returned for completion."""
    made = {}
    for name in ("said", "lacking"):
        made[name] = take(scene, subject=mark, asked=mark).request.reference
        scene.accept(made[name], agency=agency)
    ask_completion(scene, made["lacking"])
    return made


def left_alone(scene: Scene, mark: str) -> int:
    """A request that a duty officer let leave alone, which nobody has reviewed yet."""
    let_alone(scene, "ask")
    reference = scene.draft(NIGHT, urgent=True, **marked(mark))
    scene.submit(reference, NIGHT)
    return approve_alone(scene, reference).pk


def clocks_of(scene: Scene, reference: str, who: str) -> dict[str, Any]:
    """A day that was set to a case, and a pause of its clocks."""
    officer, at = scene.officer(who), scene.now
    day, stops = DayDraft("hearing", "2099-12-10"), PauseDraft("consent", ON.isoformat())
    with transaction.atomic(durable=True):
        typed = services.set_day(reference, day, officer=officer, at=at, on=ON)
        pause = services.stop_clocks(reference, stops, officer=officer, at=at, on=ON)
    return {"typed_day": typed.pk, "pause": pause.pk}


def former_file() -> CaseloadImport:
    """A file of the former caseload that waits for a second person."""
    told = {"file_name": "open.csv", "digest": "ab" * 32, "rows": 3, "proposed_by": "c.unit"}
    return CaseloadImport.objects.create(proposed_at=AT, **told)


def continuation(scene: Scene) -> int:
    """A matter by letter with which the partner wants to go on by node."""
    told = {"reference": "UA-US-2026-00997", "side": "requesting", "theirs": "", "state": "sent"}
    more = {"on": "2026-11-20", "kind": "origin-and-value", "letters": []}
    scene.tell("assistance.continuation", {**told, **more})
    return int(Continuation.objects.get().pk)


def consulted(scene: Scene) -> int:
    """A draft of the partner on which our informal view is asked for."""
    told = {"reference": "UA-US-2026-00998", "kind": "origin-and-value", "summary": MARKS[""]}
    scene.tell("assistance.consultation", told)
    return int(Consultation.objects.get().pk)


def asked_of_data(scene: Scene) -> dict[str, Any]:
    """A person's request that waits for a second person, a partner's question, a rule."""
    reference = scene.sent(**{**marked(MARKS["CBP"]), "parties": PERSON})
    made = searched(scene)
    read_files(scene.now, stop=Event(), own_code="US")
    item = items_of(made)[0]
    asking = question_comes(scene, reference)
    decided(scene, made, item.number, WITHHOLD)
    proposed(scene, made)
    with transaction.atomic(durable=True):
        draft = TransferRuleDraft(article="Data Act s. 12", kinds=("supply",), partners=("MX",))
        rule = set_rule(draft, officer=scene.officer(DPO), at=scene.now)
    corrected = written(scene, reference)
    return {
        "subject": made.reference,
        "hearing": asking.pk,
        "transfer_rule": rule.pk,
        "corrected": reference,
        "correction": corrected.number,
    }


def written(scene: Scene, reference: str) -> Afterword:
    """A correction of ours that waits for the data protection officer."""
    draft = AfterwordDraft(
        wish="correct",
        items=("request",),
        field="parties",
        corrected=PERSON,
        ground="incomplete",
        why=MARKS["CBP"],
    )
    with transaction.atomic(durable=True):
        return services.write_afterword(
            reference,
            AfterwordKind.RECALL,
            draft,
            answer=None,
            officer=scene.officer("j.alvarez"),
            at=scene.now,
            on=ON,
        )


def part_asked_for(scene: Scene) -> int:
    """A part of ICE's reply that is CBP's, and waits for its word."""
    reference = scene.received(reference="UA-US-2026-00996", **marked(MARKS["ICE"]))
    scene.accept(reference, agency="ICE")
    scene.write_answer(reference, WRITERS["ICE"], text=MARKS["ICE"])
    asked = PartDraft(text="Seen at the border.", originator="agency", agency="CBP")
    return int(part(scene, reference, asked, WRITERS["ICE"]).pk)


def task(scene: Scene) -> int:
    """A part of the work on a case of an agency, given to that agency."""
    accepted = Request.objects.filter(agency__code="CBP", side="requested", state="accepted")
    told = TaskDraft("CBP", "", MARKS["CBP"], "2026-12-01")
    with transaction.atomic(durable=True):
        made = services.give_task(
            accepted[0].reference, task=told, officer=scene.officer("c.unit"), at=scene.now, on=ON
        )
    return int(made.pk)


def competent_body(scene: Scene) -> int:
    """A body that is competent for trafficking when customs is not."""
    told = AuthorityDraft("trafficking", "Border Police")
    with transaction.atomic(durable=True):
        made = services.keep_authority(told, officer=scene.officer("c.unit"), at=scene.now, on=ON)
    return int(made.pk)


def released_figures() -> int:
    """Statistics that were released."""
    nothing = PairStatistics("UA", Stretch(ON, ON), Direction(0, 0), Direction(0, 0))
    told = {"partner": "UA", "since": ON, "until": ON, "digest": "ab" * 32, "by": "m.chen"}
    made = StatisticsRelease.objects.create(figures=figures_in_json(nothing), at=AT, **told)
    return int(made.pk)


def hit() -> MatterHit:
    """Two cases of two agencies that may be the same matter."""
    one = Request.objects.filter(agency__code="CBP")[0]
    other = Request.objects.filter(agency__code="ICE")[0]
    return MatterHit.objects.create(later=one, earlier=other, marks=["container"], found_at=AT)


def change(scene: Scene, reference: str, officer: Any) -> int:
    held = file_of(reference)
    with transaction.atomic(durable=True):
        begun = begin_change(
            held, reference=reference, officer=officer, at=scene.now, text=held.text + "\n# More\n"
        )
    return int(begun.pk)


def absent(scene: Scene, officer: str, deputy: str) -> int:
    """An officer of the treaty desk is away, and another stands in."""
    told = AbsenceDraft(officer, ON.isoformat(), "2026-12-24", deputy, (Role.TREATY_DESK.value,))
    by = scene.officer("n.okafor")
    with transaction.atomic(durable=True):
        made = record_absence(told, by=by, signed_in_afresh_at=AT, at=AT, on=ON)
    return int(made.pk)


def set_aside() -> None:
    """A message of the partner that could not be taken up, and our receipt that covers it."""
    into = Channel.objects.get(direction="in")
    ChannelHead.objects.create(
        channel=into, size=901, root=bytes(32), note=b"", receipt=b"receipt", receipt_at=AT
    )
    Inbound.objects.create(
        channel=into,
        index=900,
        message_id=MESSAGE,
        type="assistance.request",
        case="UA-US-2026-00901",
        envelope=b"",
        salt=b"",
        body=b"",
        leaf_hash=bytes(32),
        held_at=AT,
        state="set_aside",
        cause="too_late",
    )


def fork() -> Fork:
    """Two heads of the partner that no proof joins."""
    return Fork.objects.create(
        link=Link.objects.get(),
        origin="comity/x",
        size=1,
        root=b"\1" * 32,
        theirs=b"theirs",
        held_size=1,
        held_root=b"\2" * 32,
        ours=b"ours",
        found_at=AT,
    )


@contextmanager
def undone() -> Iterator[None]:
    """Take back whatever is done meanwhile; the house is built once for many visits."""
    before = transaction.savepoint()
    try:
        yield
    finally:
        transaction.savepoint_rollback(before)
        assert not connection.needs_rollback


def exhibit_of(reference: str) -> str:
    """The exhibit that is enclosed with a case."""
    enclosed = Enclosure.objects.filter(request__reference=reference).first()
    return str(enclosed.exhibit_id) if enclosed else ""
