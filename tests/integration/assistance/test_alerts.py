"""Alerts: one text for several partners, each ruled on and told apart."""

import json
import os
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.db import transaction
from django.test import Client

from comity.assistance import services
from comity.assistance.models import Alert, Enclosure, Information, Request
from comity.assistance.queries.alerts import alert_seen
from comity.assistance.services.alerts import Weighed
from comity.assistance.services.marking import mark_answer
from comity.assistance.services.parts import write_part
from comity.assistance.terms import SecondPersonNeededError, StepNotAllowedError
from comity.assistance.terms.alerts import (
    AlertChangedError,
    AlertHasPartnerError,
    AlertOwnAloneError,
    AlertUnderWayError,
)
from comity.assistance.terms.markings import MarkingDraft
from comity.assistance.terms.parts import PartDraft
from comity.evidence.custody import Hand, first_broken_link
from comity.evidence.erasing import erase
from comity.evidence.jobs import sweep
from comity.evidence.models import Exhibit, blob_name
from comity.evidence.vault import vault
from comity.exchange.models import Outbound
from comity.kernel.errors import InvalidDraftError, NotFoundError
from comity.kernel.rulings import Outcome
from comity.ledger.models import LedgerEntry
from comity.officers.queries import officer_named
from tests.integration.assistance.informing import (
    TOLD,
    drafted,
    release,
    rewrite,
    settle_telling,
)
from tests.integration.assistance.scene import AGREEMENT, ON, Scene

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture(autouse=True)
def _settled(scene: Scene) -> None:
    settle_telling(scene)


def stored(reference: str) -> Request:
    return Request.objects.get(reference=reference)


def add(scene: Scene, reference: str, *partners: str, who: str = "j.alvarez") -> Alert:
    with transaction.atomic(durable=True):
        return services.add_partners(reference, partners, officer=scene.officer(who), at=scene.now)


def weighed(scene: Scene, alert: Alert, who: str = "m.chen") -> tuple[Weighed, ...]:
    return services.weigh_alert(alert.pk, officer=scene.officer(who), on=ON)


def tell(scene: Scene, alert: Alert, who: str = "m.chen", **how: Any) -> tuple[Weighed, ...]:
    how = {
        "mark": services.mark_of(weighed(scene, alert)),
        "signed_in_afresh_at": scene.now,
        **how,
    }
    with transaction.atomic(durable=True):
        return services.tell_alert(alert.pk, officer=scene.officer(who), at=scene.now, on=ON, **how)


def states(alert: Alert) -> dict[str, str]:
    told = Information.objects.filter(alert=alert).select_related("request")
    return {each.partner: each.request.state for each in told}


def test_each_partner_is_ruled_on_apart_and_a_refusal_blocks_no_other(scene: Scene) -> None:
    first = drafted(scene)
    alert = add(scene, first, "KP", "KE")
    outcomes = {each.request.partner: each.outcome for each in weighed(scene, alert)}
    assert outcomes["UA"] is Outcome.PERMITTED
    assert Outcome.REFUSED in outcomes.values()
    tell(scene, alert)
    now = states(alert)
    assert now["UA"] == "volunteered"
    for partner, outcome in outcomes.items():
        if outcome is Outcome.REFUSED:
            assert now[partner] == "withdrawn"
            left_out = Request.objects.get(partner=partner)
            assert left_out.last_ruling is not None and left_out.last_ruling.grounds
    sent = Outbound.objects.filter(type="assistance.information")
    assert sent.count() == 1


def test_no_partner_learns_who_else_was_told(scene: Scene) -> None:
    first = drafted(scene)
    alert = add(scene, first, "KP", "KE")
    tell(scene, alert)
    sent = Outbound.objects.get(type="assistance.information")
    everything = bytes(sent.envelope) + bytes(sent.body)
    references = Information.objects.filter(alert=alert).exclude(partner="UA")
    for other in references.select_related("request"):
        assert other.request.reference.encode() not in everything
        assert f'"{other.partner}"'.encode() not in everything
    assert b"alert" not in everything.lower()
    assert TOLD.encode() in everything


def test_no_entry_names_two_partners(scene: Scene) -> None:
    first = drafted(scene)
    alert = add(scene, first, "KP", "KE")
    tell(scene, alert)
    for entry in LedgerEntry.objects.filter(event__startswith="information."):
        named = {code for code in ("UA", "KP", "KE") if code in dict(entry.facts()).values()}
        assert len(named) == 1


def test_exactly_what_was_read_leaves_and_nothing_else(scene: Scene) -> None:
    first = drafted(scene)
    alert = add(scene, first, "KP")
    read = services.mark_of(weighed(scene, alert))
    rewrite(scene, first, subject="Another matter")
    with pytest.raises(AlertChangedError):
        tell(scene, alert, mark=read)
    read = services.mark_of(weighed(scene, alert))
    add(scene, first, "KE")
    with pytest.raises(AlertChangedError):
        tell(scene, alert, mark=read)
    assert set(states(alert).values()) == {"informing"}


def test_what_is_written_is_written_for_every_partner(scene: Scene) -> None:
    first = drafted(scene)
    alert = add(scene, first, "KP")
    rewrite(scene, first, subject="Another matter")
    subjects = set(
        Request.objects.filter(information__alert=alert).values_list("subject", flat=True)
    )
    assert subjects == {"Another matter"}


def test_the_agreement_that_one_matter_names_stays_its_own(scene: Scene) -> None:
    first = drafted(scene)
    alert = add(scene, first, "KP")
    rewrite(scene, first, under=AGREEMENT)
    rewrite(scene, Request.objects.get(partner="KP").reference, under="", subject="Another matter")
    named = Request.objects.filter(information__alert=alert).values_list(
        "partner", "under", "subject"
    )
    assert set(named) == {("UA", AGREEMENT, "Another matter"), ("KP", "", "Another matter")}


def test_who_wrote_it_does_not_let_it_leave(scene: Scene) -> None:
    first = drafted(scene, who="k.ortiz")
    alert = add(scene, first, "KP", who="k.ortiz")
    with pytest.raises(SecondPersonNeededError):
        tell(scene, alert, who="k.ortiz")
    assert set(states(alert).values()) == {"informing"}


def test_nobody_is_added_twice_nor_after_somebody_was_told(scene: Scene) -> None:
    first = drafted(scene)
    alert = add(scene, first, "KP")
    for twice in (("KP",), ("UA",), ("KE", "KE")):
        with pytest.raises(AlertHasPartnerError):
            add(scene, first, *twice)
    with pytest.raises(InvalidDraftError):
        add(scene, first, "US")
    other = Request.objects.get(partner="KP").reference
    release(scene, first)
    with pytest.raises(AlertUnderWayError):
        add(scene, other, "KE")
    with pytest.raises(StepNotAllowedError):
        add(scene, first, "KE")
    assert alert_seen(alert.pk, seen_by=scene.officer("m.chen")).number_left == 1


def enclosed(partner: str) -> list[Exhibit]:
    found = Enclosure.objects.filter(request__partner=partner, part="answer")
    return [each.exhibit for each in found.select_related("exhibit").order_by("pk")]


def on_disk(exhibit: Exhibit) -> Path:
    return vault().folder / blob_name(exhibit.pk)


def test_an_exhibit_is_enclosed_for_every_partner_and_its_bytes_lie_once(scene: Scene) -> None:
    first = drafted(scene)
    scene.attach(first, b"%PDF the first")
    alert = add(scene, first, "KP", "KE")
    scene.attach(Request.objects.get(partner="KE").reference, b"%PDF the second")
    for partner in ("UA", "KP", "KE"):
        held = enclosed(partner)
        contents = [b"".join(vault().checked_pieces(each)) for each in held]
        assert contents == [b"%PDF the first", b"%PDF the second"]
        assert {each.case for each in held} == {Request.objects.get(partner=partner).reference}
        assert all(first_broken_link(each) is None for each in held)
    ids = {each.pk for partner in ("UA", "KP", "KE") for each in enclosed(partner)}
    assert len(ids) == 6
    files = {on_disk(each).stat().st_ino for p in ("UA", "KP", "KE") for each in enclosed(p)}
    assert len(files) == 2
    counted = Exhibit.objects.exclude(taker=None)
    assert counted.count() == 2, "an officer's share of a day counts bytes that came"
    tell(scene, alert)
    sent = Outbound.objects.get(type="assistance.information")
    body = json.loads(bytes(sent.body))
    assert [each["id"] for each in body["exhibits"]] == [str(each.pk) for each in enclosed("UA")]
    for other in ("KP", "KE"):
        assert not any(str(each.pk).encode() in bytes(sent.body) for each in enclosed(other))
        assert not any(each.grants.exists() for each in enclosed(other))


def test_an_exhibit_is_left_out_for_one_partner_alone_and_the_page_says_so(scene: Scene) -> None:
    first = drafted(scene)
    scene.attach(first, b"%PDF the first")
    alert = add(scene, first, "KE")
    read = services.mark_of(weighed(scene, alert))
    with transaction.atomic(durable=True):
        services.leave_out_exhibit(
            first, enclosed("UA")[0].pk, officer=scene.officer("j.alvarez"), at=scene.now
        )
    assert (len(enclosed("UA")), len(enclosed("KE"))) == (0, 1)
    with pytest.raises(AlertChangedError):
        tell(scene, alert, mark=read)
    seen = alert_seen(alert.pk, seen_by=scene.officer("m.chen"))
    assert [each.exhibits for each in seen.told] == [(), ("invoice.pdf",)]
    browser = Client()
    browser.force_login(officer_named("m.chen"))
    page = browser.get(f"/alerts/{alert.pk}/").content.decode()
    assert "Without an exhibit" in page
    assert "With <bdi>invoice.pdf</bdi>" in page


def test_what_is_attached_after_it_was_read_does_not_leave(scene: Scene) -> None:
    first = drafted(scene)
    alert = add(scene, first, "KE")
    read = services.mark_of(weighed(scene, alert))
    scene.attach(first, b"%PDF the first")
    with pytest.raises(AlertChangedError):
        tell(scene, alert, mark=read)


def test_who_was_told_already_gets_nothing_more(scene: Scene) -> None:
    first = drafted(scene)
    alert = add(scene, first, "MX")
    tell(scene, alert)
    waiting = [p for p, state in states(alert).items() if state == "informing"]
    assert waiting == ["MX"], "no node and no address there: it waits"
    scene.attach(Request.objects.get(partner="MX").reference, b"%PDF late")
    assert (len(enclosed("UA")), len(enclosed("MX"))) == (0, 1)


def test_what_is_erased_for_one_partner_stays_for_the_other(scene: Scene) -> None:
    first = drafted(scene)
    scene.attach(first, b"%PDF the first")
    add(scene, first, "KE")
    (ours,), (other,) = enclosed("UA"), enclosed("KE")
    with transaction.atomic(durable=True):
        erase(ours, hand=Hand("p.singh", "ICE", scene.now), reason="over")
    assert not on_disk(ours).exists()
    assert b"".join(vault().checked_pieces(other)) == b"%PDF the first"


def test_a_copy_for_another_partner_is_no_stray(scene: Scene) -> None:
    first = drafted(scene)
    exhibit = scene.attach(first, b"%PDF the first")
    long_ago = datetime(2020, 1, 1, tzinfo=UTC).timestamp()
    os.utime(on_disk(exhibit), (long_ago, long_ago))
    vault().twin(exhibit)
    assert sweep(datetime.now(UTC)) == 0, "nobody has recorded it yet"


def test_an_exhibit_that_may_not_go_holds_the_alert_for_its_partner_alone(scene: Scene) -> None:
    first = drafted(scene)
    scene.attach(first, b"%PDF the first")
    alert = add(scene, first, "KE")
    (exhibit,) = enclosed("UA")
    touched = PartDraft(exhibit=str(exhibit.pk), touches=("ex.security",))
    with transaction.atomic(durable=True):
        write_part(first, touched, officer=scene.officer("j.alvarez"), at=scene.now)
    outcomes = {each.request.partner: each.outcome for each in weighed(scene, alert)}
    assert outcomes["UA"] is Outcome.PERMITTED, "of the text alone"
    tell(scene, alert)
    assert states(alert)["UA"] == "informing"
    assert not Outbound.objects.filter(type="assistance.information").exists()
    with transaction.atomic(durable=True):
        services.leave_out_exhibit(
            first, exhibit.pk, officer=scene.officer("j.alvarez"), at=scene.now
        )
    tell(scene, alert)
    assert states(alert)["UA"] == "volunteered"
    assert json.loads(bytes(Outbound.objects.latest("pk").body))["exhibits"] == []


def test_what_is_anothers_is_told_to_one_partner(scene: Scene) -> None:
    first = drafted(scene)
    officer = scene.officer("j.alvarez")
    anothers = PartDraft(text="It was seen.", originator="agency", named="ICE")
    with transaction.atomic(durable=True):
        write_part(first, anothers, officer=officer, at=scene.now)
    with pytest.raises(AlertOwnAloneError):
        add(scene, first, "KE")
    second = drafted(scene)
    add(scene, second, "KE")
    with pytest.raises(AlertOwnAloneError), transaction.atomic(durable=True):
        write_part(second, anothers, officer=officer, at=scene.now)
    court = MarkingDraft(originator="court", named="Court of Lyiv", leave="Order 3")
    with pytest.raises(AlertOwnAloneError), transaction.atomic(durable=True):
        mark_answer(second, [court], officer=officer, at=scene.now)


def test_another_agency_does_not_learn_that_there_is_an_alert(scene: Scene) -> None:
    alert = add(scene, drafted(scene), "KP")
    with pytest.raises(NotFoundError):
        alert_seen(alert.pk, seen_by=scene.officer("d.reyes"))
    assert alert_seen(alert.pk, seen_by=scene.officer("c.unit")).partners == ("UA", "KP")


def test_progress_counts_the_receipts(scene: Scene) -> None:
    alert = add(scene, drafted(scene), "KP")
    tell(scene, alert)
    seen = alert_seen(alert.pk, seen_by=scene.officer("j.alvarez"))
    assert (seen.number_left, seen.number_reached) == (1, 0)
