"""The acts over the API: the same services, told as JSON."""

from dataclasses import asdict

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from comity.assistance.models import Request
from comity.exchange.jobs import Courier
from comity.exchange.models import Outbound
from comity.officers.models import Officer
from tests.integration.assistance.scene import ANSWER, DRAFT, Scene, exhibit_told, line_of
from tests.integration.rest.client import Caller, content_of, problem_of


def caller(username: str) -> Caller:
    return Caller(username).sign_in()


def drafted(officer: Caller, **change: object) -> str:
    answer = officer.post("/requests", {**asdict(DRAFT), **change})
    assert answer.status_code == 201, answer.content
    return str(answer.json()["reference"])


def test_who_i_am(scene: Scene) -> None:
    told = caller("j.alvarez").get("/me").json()
    assert (told["name"], told["agency"], told["roles"]) == (
        "j.alvarez",
        "CBP",
        ["request_officer"],
    )
    assert told["administration"]["code"] == "US"
    assert told["signed_in_afresh_at"] is None


def test_a_draft_comes_back_with_its_ruling_and_what_is_wrong(scene: Scene) -> None:
    scene.settle_assessment()
    told = caller("j.alvarez").post("/requests", {**asdict(DRAFT), "asked": ""}).json()
    assert told["problems"] == [
        {"code": "missing", "field": "asked", "sentence": "This is needed."}
    ]
    assert told["ruling"]["outcome"] == "permitted"
    assert told["ruling"]["grounds"][0]["sentence"]
    assert {offer["action"] for offer in told["actions"]} == {"submit", "withdraw"}


def test_a_change_keeps_what_was_not_sent(scene: Scene) -> None:
    officer = caller("j.alvarez")
    reference = drafted(officer)
    told = officer.patch(f"/requests/{reference}", {"subject": "Bearings", "version": 1}).json()
    assert (told["subject"], told["asked"], told["version"]) == ("Bearings", DRAFT.asked, 2)
    stale = officer.patch(f"/requests/{reference}", {"subject": "Again", "version": 1})
    problem_of(stale, 409, "stale_version")


def test_a_request_leaves_by_four_eyes_and_a_fresh_sign_in(scene: Scene) -> None:
    scene.settle_assessment()
    drafter, approver = caller("j.alvarez"), caller("m.chen")
    reference = drafted(drafter)
    assert drafter.post(f"/requests/{reference}/submit").json()["state"] == "submitted"
    path = f"/requests/{reference}/approve"
    read = {"version": approver.get(f"/requests/{reference}").json()["version"]}
    problem_of(approver.post(path, read), 403, "sign_in_afresh")
    assert approver.sign_in_afresh("wrong").status_code == 400
    problem_of(approver.post(path, read), 403, "sign_in_afresh")
    assert approver.sign_in_afresh().status_code == 200
    assert approver.get("/me").json()["signed_in_afresh_at"] is not None
    told = approver.post(path, read).json()
    assert (told["state"], told["ruling"]["outcome"]) == ("sent", "permitted")
    assert [fact["code"] for fact in told["timeline"]][:2] == ["fact.recorded", "fact.delivered"]
    assert Outbound.objects.count() == 1


def test_a_ruling_that_stands_against_it_comes_with_the_problem(scene: Scene) -> None:
    drafter, approver = caller("j.alvarez"), caller("m.chen")
    reference = drafted(drafter)
    drafter.post(f"/requests/{reference}/submit")
    approver.sign_in_afresh()
    path = f"/requests/{reference}/approve"
    told = problem_of(approver.post(path, {"version": 2}), 403, "ruling_stands_against")
    assert (told["ruling"]["outcome"], told["ruling"]["to"]) == ("referred", "treaty_desk")


def test_nothing_leaves_but_the_version_that_was_read(scene: Scene) -> None:
    scene.settle_assessment()
    drafter, approver = caller("j.alvarez"), caller("m.chen")
    ours, theirs = drafted(drafter), scene.received()
    drafter.post(f"/requests/{ours}/submit")
    scene.accept(theirs)
    drafter.post(f"/requests/{theirs}/answer", asdict(ANSWER))
    drafter.post(f"/requests/{theirs}/answer", {**asdict(ANSWER), "text": "Another price."})
    approver.sign_in_afresh()
    for path in (f"/requests/{ours}/approve", f"/requests/{theirs}/release"):
        told = problem_of(approver.post(path), 422, "invalid")
        assert [(p["code"], p["field"]) for p in told["problems"]] == [("missing", "version")]
        told = problem_of(approver.post(path, b""), 422, "invalid")
        assert [(p["code"], p["field"]) for p in told["problems"]] == [("missing", "body")]
        told = problem_of(approver.post(path, {"version": 1}), 409, "stale_version")
        assert "Read it again" in told["detail"]
    assert not Outbound.objects.filter(type="assistance.answer").exists()
    assert Request.objects.get(reference=ours).state == "submitted"
    assert Request.objects.get(reference=theirs).state == "answer_drafted"


def test_no_draft_gets_a_reference_that_no_address_can_hold(scene: Scene) -> None:
    officer = caller("j.alvarez")
    reference = drafted(officer)
    for answer in (
        officer.post("/requests", {"partner": "U/"}),
        officer.patch(f"/requests/{reference}", {"partner": "U/"}),
    ):
        told = problem_of(answer, 422, "invalid")
        assert [(p["code"], p["field"]) for p in told["problems"]] == [
            ("unknown_country", "partner")
        ]
    assert [row["reference"] for row in officer.get("/requests").json()["items"]] == [reference]


def test_an_answer_with_an_unknown_code_is_not_kept(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.received()
    scene.accept(reference)
    officer = caller("j.alvarez")
    for field, value in [
        ("onward", "perhaps"),
        ("onward", ""),
        ("handling", "H9"),
        ("purposes", ["curiosity"]),
        ("proceedings", ["duel"]),
    ]:
        answer = officer.post(f"/requests/{reference}/answer", {**asdict(ANSWER), field: value})
        told = problem_of(answer, 422, "invalid")
        assert [problem["field"] for problem in told["problems"]] == [field]
    assert officer.get(f"/requests/{reference}").json()["answer"] is None


def test_why_a_partner_would_not_take_a_message_is_told_in_our_words(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.sent()
    Courier(scene.keys, scene.partner, clock=lambda: scene.now).pass_once()
    for code, words in [
        ("message_body_invalid", "does not fit its type: …"),
        ("call_this_number", "a cause that this node does not know"),
    ]:
        Outbound.objects.update(refused=code)
        told = caller("j.alvarez").get(f"/requests/{reference}").json()["timeline"][-1]
        assert told["code"] == "fact.not_taken"
        assert words in told["sentence"]
        assert code not in told["sentence"]


def test_returning_and_withdrawing(scene: Scene) -> None:
    drafter, approver = caller("j.alvarez"), caller("m.chen")
    reference = drafted(drafter)
    drafter.post(f"/requests/{reference}/submit")
    told = approver.post(f"/requests/{reference}/return", {"reason": "Say why."}).json()
    assert (told["state"], told["return_reason"]) == ("draft", "Say why.")
    assert drafter.post(f"/requests/{reference}/withdraw").json()["state"] == "withdrawn"
    problem_of(drafter.post(f"/requests/{reference}/submit"), 409, "step_not_allowed")


def test_a_partners_request_is_accepted_answered_and_released(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.received()
    central, officer, approver = caller("c.unit"), caller("j.alvarez"), caller("m.chen")
    problem_of(officer.get(f"/requests/{reference}"), 404, "not_found")
    told = central.post(f"/requests/{reference}/accept", {"agency": "CBP"}).json()
    assert (told["state"], told["agency"]) == ("accepted", "CBP")
    uploaded = officer.post(
        f"/requests/{reference}/exhibits?file_name=invoice.pdf&media_type=application/pdf"
        "&source=declaration%20file",
        b"%PDF-1.7 invoice",
        content_type="application/octet-stream",
    )
    assert uploaded.status_code == 201, uploaded.content
    assert uploaded.json()["size"] == 16
    told = officer.post(f"/requests/{reference}/answer", asdict(ANSWER)).json()
    assert told["answer"]["handling"] == "H1"
    returned = approver.post(f"/requests/{reference}/return-answer", {"reason": "Date it."})
    assert returned.json()["state"] == "accepted"
    officer.post(f"/requests/{reference}/answer", asdict(ANSWER))
    approver.sign_in_afresh()
    read = {"version": approver.get(f"/requests/{reference}").json()["answer"]["version"]}
    told = approver.post(f"/requests/{reference}/release", read).json()
    assert (told["state"], told["ruling"]["outcome"]) == ("answered", "permitted")
    assert told["answer"]["limits"]["supplier"] == "US"


def test_a_partners_request_is_refused_on_a_ground(scene: Scene) -> None:
    reference = scene.received()
    central = caller("c.unit")
    path = f"/requests/{reference}/refuse"
    told = problem_of(central.post(path, {"ground": "mood"}), 422, "invalid")
    assert {problem["field"] for problem in told["problems"]} == {"ground", "reasons"}
    told = central.post(path, {"ground": "ex.burden", "reasons": "A year of work."}).json()
    assert (told["state"], told["decision_ground"]) == ("refused", "ex.burden")


def test_the_answer_is_opened_used_and_the_request_closed(scene: Scene) -> None:
    scene.settle_assessment()
    reference = scene.sent()
    scene.accepted_there(reference)
    told = exhibit_told()
    scene.answered_there(reference, exhibits=[told], lines=(line_of(told),))
    officer = caller("j.alvarez")
    seen = officer.get(f"/requests/{reference}").json()
    assert (seen["answer"], seen["answer_waits"], seen["enclosures"]) == (None, True, [])
    use = {"purpose": "immigration", "proceedings": "administrative"}
    problem_of(officer.post(f"/requests/{reference}/uses", use), 409, "answer_not_opened")
    seen = officer.post(f"/requests/{reference}/open").json()
    assert (seen["state"], seen["enclosures"][0]["held"]) == ("opened", False)
    used = officer.post(f"/requests/{reference}/uses", use)
    assert (used.status_code, used.json()["outcome"]) == (201, "refused")
    path = f"/exhibits/{seen['enclosures'][0]['id']}/content"
    problem_of(officer.get(path, reason="to read"), 409, "exhibit_not_held")
    assert officer.post(f"/requests/{reference}/close").json()["state"] == "closed"


def test_an_exhibit_is_a_download_with_a_reason_and_never_shown_inline(scene: Scene) -> None:
    exhibit = scene.attach(scene.draft(), b"<script>alert(1)</script>")
    officer = caller("j.alvarez")
    path = f"/exhibits/{exhibit.id}"
    problem_of(officer.get(f"{path}/content"), 422, "invalid")
    answer = officer.get(f"{path}/content", reason="to compare")
    assert content_of(answer) == b"<script>alert(1)</script>"
    assert answer["Content-Type"] == "application/octet-stream"
    assert answer["Content-Disposition"] == 'attachment; filename="invoice.pdf"'
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert "sandbox" in answer["Content-Security-Policy"]
    assert answer["Cache-Control"] == "no-store"
    custody = officer.get(path).json()["custody"]
    assert [event["kind"] for event in custody] == ["taken_in", "copied"]
    problem_of(caller("d.reyes").get(path), 404, "not_found")


def test_another_sites_link_takes_no_copy(scene: Scene) -> None:
    exhibit = scene.attach(scene.draft(), b"content")
    officer = caller("j.alvarez")
    path = f"/api/v1/exhibits/{exhibit.id}/content?reason=theirs"
    headers = {"X-Session-Token": officer.token, "Sec-Fetch-Site": "cross-site"}
    problem_of(officer.client.get(path, headers=headers), 403, "csrf_failed")
    assert exhibit.custody.count() == 1


def test_an_exhibit_is_left_out_of_a_draft(scene: Scene) -> None:
    reference = scene.draft()
    exhibit = scene.attach(reference, b"content")
    officer = caller("j.alvarez")
    assert officer.delete(f"/requests/{reference}/exhibits/{exhibit.id}").status_code == 204
    assert officer.get(f"/requests/{reference}").json()["enclosures"] == []


def test_the_inbox_and_lists_show_what_one_may_see(scene: Scene) -> None:
    reference = scene.draft(reply_wanted_on="2026-12-24")
    told = caller("j.alvarez").get("/inbox", tab="mine").json()
    assert [row["reference"] for row in told["items"]] == [reference]
    assert told["counts"] == {
        "mine": 1,
        "my_unit": 1,
        "to_approve": 0,
        "from_partners": 0,
        "watching": 0,
    }
    other, asked = scene.draft(), {"page_size": 1, "partner": "UA"}
    first = caller("a.hale").get("/requests", **asked).json()
    second = caller("a.hale").get("/requests", **asked, before=first["before"]).json()
    assert [row["reference"] for row in first["items"] + second["items"]] == [other, reference]
    assert second["before"] == ""
    assert caller("d.reyes").get("/requests").json()["items"] == []


def test_multipart_uploads_are_taken_as_well(scene: Scene) -> None:
    officer, reference = caller("j.alvarez"), scene.draft()
    file = SimpleUploadedFile("declaration.pdf", b"%PDF", "application/pdf")
    answer = officer.client.post(
        f"/api/v1/requests/{reference}/exhibits?source=file",
        {"file": file},
        headers={"X-Session-Token": officer.token},
    )
    assert answer.status_code == 201, answer.content
    assert answer.json()["file_name"] == "declaration.pdf"


def test_a_web_session_needs_the_csrf_token_to_write(scene: Scene) -> None:
    browser = Client(enforce_csrf_checks=True)
    browser.force_login(
        Officer.objects.get(username="j.alvarez"),
        backend="allauth.account.auth_backends.AuthenticationBackend",
    )
    assert browser.get("/api/v1/me").json()["name"] == "j.alvarez"
    problem_of(
        browser.post("/api/v1/requests", "{}", content_type="application/json"),
        403,
        "csrf_failed",
    )
