"""Receiving: what a partner sends is checked, held, ruled on anew; what is hostile stays out."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from comity.assistance.models import Answer, Request
from comity.assistance.terms import (
    ExhibitsDifferError,
    LimitsMalformedError,
    ReferenceNotTheirsError,
    ReferenceTakenError,
    RelianceMissingError,
    StepNotAllowedError,
)
from comity.evidence.models import Exhibit
from comity.evidence.terms import AnnouncedTwiceError
from comity.exchange.refusals import MessageRefusedError
from comity.kernel.errors import InvalidDraftError
from comity.kernel.rulings import Permission, Referral
from tests.integration.assistance.scene import (
    Scene,
    answer_body,
    exhibit_told,
    line_of,
    request_body,
)


def stored(reference: str) -> Request:
    return Request.objects.get(reference=reference)


def test_a_partners_request_is_held_and_ruled_on_here(scene: Scene) -> None:
    scene.settle_assessment()
    request = stored(scene.received())
    assert (request.side, request.state, request.agency) == ("requested", "received", None)
    assert isinstance(request.last_ruling, Permission)
    assert (request.partner, request.relied_on) == ("UA", "us-ua-2016")


def test_an_instrument_our_register_does_not_hold_does_not_stop_holding(scene: Scene) -> None:
    relied_on = scene.message("assistance.request", {}).envelope.under
    assert relied_on is not None
    under = replace(relied_on, instrument="ua-us-xx")
    scene.tell("assistance.request", request_body(), under=under)
    request = stored("UA-US-2026-00007")
    assert request.relied_on == "ua-us-xx"
    assert isinstance(request.last_ruling, Referral)


@pytest.mark.parametrize(
    "change",
    [
        {"subject": "nul \x00"},
        {"subject": "reversed \u202e"},
        {"subject": "x" * 151},
        {"subject": 7},
        {"facts": None},
        {"kind": "favours"},
        {"kind": ["origin-and-value"]},
        {"purpose": ""},
        {"urgent": "yes"},
        {"reference": "UA-US-2026-00007\n"},
        {"reference": "../../x"},
        {"exhibits": [{}]},
        {"exhibits": [exhibit_told(capability="../../etc")]},
        {"exhibits": [exhibit_told(size=-1)]},
        {"exhibits": [exhibit_told(size=2**63)]},
        {"exhibits": [exhibit_told(digest="AB" * 32)]},
        {"exhibits": [exhibit_told()] * 51},
    ],
)
def test_a_body_out_of_form_is_refused_by_name(scene: Scene, change: dict[str, Any]) -> None:
    with pytest.raises(MessageRefusedError) as refused:
        scene.tell("assistance.request", request_body(**change))
    assert refused.value.code == "message_body_invalid"
    assert not Request.objects.exists()


def test_fields_this_node_does_not_know_do_no_harm(scene: Scene) -> None:
    scene.tell("assistance.request", request_body(colour="blue", nested={"a": [1]}))
    assert stored("UA-US-2026-00007").state == "received"


@pytest.mark.parametrize("reference", ["US-UA-2026-00001", "KE-US-2026-00001", "UA-KE-2026-00001"])
def test_a_partner_gives_references_of_its_own_link_only(scene: Scene, reference: str) -> None:
    with pytest.raises(ReferenceNotTheirsError):
        scene.tell("assistance.request", request_body(reference=reference))


def test_a_reference_is_used_once(scene: Scene) -> None:
    scene.received()
    with pytest.raises(ReferenceTakenError):
        scene.received()


def test_a_request_without_an_instrument_is_not_taken(scene: Scene) -> None:
    with pytest.raises(RelianceMissingError):
        scene.tell("assistance.request", request_body(), under=None)


def test_a_clock_that_cannot_be_meant_is_not_believed(scene: Scene) -> None:
    then = datetime(9999, 12, 31, 23, 59, tzinfo=UTC)
    scene.tell("assistance.request", request_body(), recorded_at=then)
    assert stored("UA-US-2026-00007").sent_at == scene.now


def test_exhibits_are_noted_when_body_and_signed_envelope_agree(scene: Scene) -> None:
    told = exhibit_told()
    scene.tell("assistance.request", request_body(exhibits=[told]), exhibits=(line_of(told),))
    exhibit = stored("UA-US-2026-00007").enclosures.get().exhibit
    assert (exhibit.partner, exhibit.held_at, exhibit.digest) == ("UA", None, told["digest"])


@pytest.mark.parametrize("lines", [(), (line_of(exhibit_told(b"another")),)])
def test_exhibits_that_the_envelope_does_not_name_are_refused(
    scene: Scene, lines: tuple[Any, ...]
) -> None:
    with pytest.raises(ExhibitsDifferError):
        scene.tell("assistance.request", request_body(exhibits=[exhibit_told()]), exhibits=lines)


def test_an_exhibit_with_a_name_that_is_a_path_is_not_taken(scene: Scene) -> None:
    told = exhibit_told(file_name="../../x")
    with pytest.raises(InvalidDraftError):
        scene.tell("assistance.request", request_body(exhibits=[told]), exhibits=(line_of(told),))
    assert not Exhibit.objects.exists()


def test_an_exhibit_is_announced_once(scene: Scene) -> None:
    told = exhibit_told()
    scene.tell("assistance.request", request_body(exhibits=[told]), exhibits=(line_of(told),))
    again = request_body(reference="UA-US-2026-00008", exhibits=[told])
    with pytest.raises(AnnouncedTwiceError):
        scene.tell("assistance.request", again, exhibits=(line_of(told),))


def test_the_partners_decision_is_learnt_in_its_order(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.sent()
    with pytest.raises(StepNotAllowedError):
        scene.answered_there(reference)
    scene.accepted_there(reference)
    assert (stored(reference).state, stored(reference).handling_unit) == (
        "accepted",
        "Kyiv Customs",
    )
    with pytest.raises(StepNotAllowedError):
        scene.accepted_there(reference)


def test_a_refusal_is_learnt_with_its_ground_and_reasons(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.sent()
    told = {"reference": reference, "ground": "ex.burden", "reasons": "Too much."}
    scene.tell("assistance.refused", told)
    request = stored(reference)
    assert (request.state, request.decision_reasons) == ("refused", "Too much.")


def test_a_partner_does_not_decide_on_anothers_request(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.sent()
    body = {"reference": reference, "unit": "Nairobi"}
    with pytest.raises(ReferenceNotTheirsError):
        scene.tell("assistance.accepted", body, partner="KE")
    with pytest.raises(ReferenceNotTheirsError):
        scene.tell("assistance.opened", {"reference": reference})


@pytest.mark.parametrize(
    ("change", "error"),
    [
        ({"supplier": "KE"}, LimitsMalformedError),
        ({"keep_until": "never"}, LimitsMalformedError),
        ({"purposes": ["curiosity"]}, MessageRefusedError),
        ({"onward": "perhaps"}, MessageRefusedError),
        ({"proceedings": {}}, MessageRefusedError),
    ],
)
def test_limits_of_use_that_cannot_be_meant_are_refused(
    scene: Scene, change: dict[str, Any], error: type[Exception]
) -> None:
    scene.settle_assessment()
    reference = scene.sent()
    scene.accepted_there(reference)
    limits = {**answer_body(reference)["limits"], **change}
    with pytest.raises(error):
        scene.answered_there(reference, limits=limits)
    assert stored(reference).state == "accepted"


def test_the_stricter_of_two_readings_of_the_limits_is_kept(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.sent()
    scene.accepted_there(reference)
    wide = {**answer_body(reference)["limits"], "onward": "yes", "keep_until": None}
    scene.answered_there(reference, limits=wide)
    limits = Answer.objects.all().last_of(stored(reference)).use_limits()
    assert limits is not None
    assert limits.purposes == {"duty-assessment"}
    assert limits.supplier == "UA"
