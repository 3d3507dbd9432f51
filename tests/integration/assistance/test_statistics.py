"""What was asked and answered with a partner is counted, and released as it stood."""

import csv
import io
from datetime import date, timedelta
from importlib import import_module

import pytest
from django.db import connection, transaction
from django.test import Client
from django.test.utils import CaptureQueriesContext

from comity.assistance.models import Feedback, Request
from comity.assistance.queries.statistics import pair_statistics, release, releases
from comity.assistance.services.statistics import digest_of_figures, release_statistics
from comity.assistance.terms import Party, StaleVersionError
from comity.assistance.terms.statistics import (
    Direction,
    PairStatistics,
    Result,
    Stretch,
    figures_from_json,
    figures_in_json,
    median_of,
)
from comity.interfaces.pair_figures import hand_out_figures
from comity.kernel.errors import InvalidDraftError, NotAllowedError
from comity.kernel.rulings import Role
from comity.ledger.models import LedgerEntry
from comity.officers.terms import FreshSignInNeededError, Viewer
from tests.integration.assistance.replying import put_question, write_question
from tests.integration.assistance.scene import AT, ON, PASSWORD, Scene
from tests.integration.letters import seals
from tests.integration.rest.client import Caller, content_of, problem_of

YEAR = Stretch(date(2026, 1, 1), ON + timedelta(days=30))


@pytest.fixture
def scene(scene: Scene) -> Scene:
    scene.settle_assessment()
    return scene


def counted(scene: Scene, stretch: Stretch = YEAR, who: str = "c.unit") -> PairStatistics:
    return pair_statistics("UA", stretch, seen_by=scene.officer(who))


def later(scene: Scene, days: int) -> None:
    scene.now += timedelta(days=days)


def released(scene: Scene, who: str = "m.chen") -> int:
    digest = digest_of_figures(counted(scene, who=who))
    with transaction.atomic(durable=True):
        made = release_statistics(
            "UA",
            YEAR,
            digest=digest,
            officer=scene.officer(who),
            signed_in_afresh_at=scene.now,
            at=scene.now,
        )
    return made.pk


def test_nothing_is_counted_where_nothing_was_asked(scene: Scene) -> None:
    assert counted(scene) == PairStatistics("UA", YEAR, Direction(0, 0), Direction(0, 0))


def test_requests_answers_and_refusals_count_on_their_days(scene: Scene) -> None:
    answered, refused = scene.sent(), scene.sent()
    scene.sent()
    later(scene, 3)
    scene.accepted_there(answered)
    scene.tell(
        "assistance.refused", {"reference": refused, "ground": "ex.secret", "reasons": "No."}
    )
    later(scene, 9)
    scene.answered_there(answered)
    told = counted(scene).ours
    assert (told.asked, told.answered, told.refused) == (3, 1, (("ex.secret", 1),))
    (days,) = told.days
    assert (days.under, days.answered, days.median) == ("us-ua-2016", 1, 12)
    before = Stretch(date(2026, 1, 1), ON - timedelta(days=1))
    assert counted(scene, before).ours == Direction(0, 0)
    the_day = Stretch(ON, ON)
    assert (counted(scene, the_day).ours.asked, counted(scene, the_day).ours.answered) == (3, 0)


def test_an_answer_given_before_a_question_still_counts_and_the_next_from_the_question(
    scene: Scene,
) -> None:
    reference = scene.sent()
    later(scene, 2)
    scene.accepted_there(reference)
    scene.answered_there(reference)
    scene.open(reference)
    until_then = Stretch(YEAR.since, scene.now.date())
    before = counted(scene, until_then).ours
    assert before.answered == 1
    later(scene, 3)
    write_question(scene, reference)
    put_question(scene, reference)
    assert counted(scene, until_then).ours == before
    later(scene, 4)
    scene.accepted_there(reference)
    scene.answered_there(reference)
    assert counted(scene, until_then).ours == before
    told = counted(scene).ours
    (days,) = told.days
    assert (told.asked, told.answered, days.answered, days.median) == (1, 2, 2, 2)
    assert counted(scene, Stretch(scene.now.date(), scene.now.date())).ours.days[0].median == 4


def test_an_answer_of_ours_still_counts_after_a_partners_question(scene: Scene) -> None:
    reference = scene.received()
    scene.accept(reference)
    scene.write_answer(reference)
    scene.release(reference)
    scene.tell("assistance.opened", {"reference": reference})
    before = counted(scene).theirs
    assert before.answered == 1
    scene.tell(
        "assistance.question", {"reference": reference, "question": "Who signed?", "reopens": True}
    )
    assert counted(scene).theirs == before


def test_what_a_partner_asked_is_the_other_direction(scene: Scene) -> None:
    scene.received()
    told = counted(scene)
    assert (told.ours.asked, told.theirs.asked) == (0, 1)


def test_the_figures_are_those_of_the_requests_themselves(scene: Scene) -> None:
    """A census by hand, over whatever the scene holds, comes to the same."""
    for days in (1, 4, 8):
        reference = scene.sent()
        later(scene, days)
        scene.accepted_there(reference)
        scene.answered_there(reference)
    rows = Request.objects.filter(side=Party.REQUESTING.value, answered_at__isnull=False)
    stands = [(row.answered_at, row.sent_at) for row in rows]
    taken = sorted((came.date() - went.date()).days for came, went in stands if came and went)
    (days_taken,) = counted(scene).ours.days
    assert (days_taken.answered, days_taken.median) == (len(taken), taken[len(taken) // 2])


def test_results_are_what_was_said_and_still_stands(scene: Scene) -> None:
    request = Request.objects.get(reference=scene.sent())
    said = {"request": request, "partner": "UA", "at": scene.now}
    ours = {**said, "side": Party.REQUESTING.value}
    Feedback.objects.create(code="duty_assessed", amount="100.50", currency="USD", **ours)
    Feedback.objects.create(code="duty_assessed", amount="1.25", currency="USD", **ours)
    Feedback.objects.create(code="duty_assessed", amount="7", currency="EUR", **ours)
    Feedback.objects.create(code="not_useful", stands=False, **ours)
    Feedback.objects.create(code="background", side=Party.REQUESTED.value, **said)
    told = counted(scene)
    assert told.ours.results == (Result("duty_assessed", 3, (("EUR", "7.00"), ("USD", "101.75"))),)
    assert told.theirs.results == (Result("background", 1),)
    assert figures_from_json(figures_in_json(told)) == told
    text = b"".join(hand_out_figures(told, form="csv", name_of=str, at=scene.now).pieces).decode()
    assert "requesting,result_amount,duty_assessed USD,101.75" in text


@pytest.mark.parametrize(
    ("since", "until", "code"),
    [
        (date(2026, 2, 1), date(2026, 1, 31), "days_in_wrong_order"),
        (date(2025, 1, 1), date(2026, 1, 2), "more_than_a_year"),
    ],
)
def test_days_that_are_not_counted_are_refused(
    scene: Scene, since: date, until: date, code: str
) -> None:
    with pytest.raises(InvalidDraftError) as refused:
        counted(scene, Stretch(since, until))
    assert [each.code for each in refused.value.problems] == [code]


def test_a_leap_year_is_counted_whole(scene: Scene) -> None:
    assert counted(scene, Stretch(date(2024, 1, 1), date(2024, 12, 31))).ours.asked == 0


@pytest.mark.parametrize("role", sorted(Role))
def test_internal_figures_are_seen_by_few_and_released_by_the_head_of_a_unit(
    scene: Scene, role: Role
) -> None:
    viewer = Viewer(1, "X", "CBP", frozenset({role}))
    if role in {Role.CENTRAL_UNIT, Role.AUDITOR, Role.APPROVER}:
        pair_statistics("UA", YEAR, seen_by=viewer)
    else:
        with pytest.raises(NotAllowedError):
            pair_statistics("UA", YEAR, seen_by=viewer)
    if role is not Role.APPROVER:
        with pytest.raises(NotAllowedError):
            release_statistics("UA", YEAR, digest="", officer=viewer, signed_in_afresh_at=AT, at=AT)


def test_a_release_stands_as_it_was_whatever_comes_after(scene: Scene) -> None:
    scene.sent()
    number = released(scene)
    scene.sent()
    kept = release(number, seen_by=scene.officer("j.alvarez"))
    assert kept.told.ours.asked == 1
    assert counted(scene).ours.asked == 2
    assert kept.digest == digest_of_figures(kept.told)
    entry = LedgerEntry.objects.get(event="statistics.released")
    assert dict(entry.facts())["digest"] == kept.digest


def test_what_changed_since_it_was_read_is_not_released(scene: Scene) -> None:
    digest = digest_of_figures(counted(scene))
    scene.sent()
    with pytest.raises(StaleVersionError):
        release_statistics(
            "UA",
            YEAR,
            digest=digest,
            officer=scene.officer("m.chen"),
            signed_in_afresh_at=scene.now,
            at=scene.now,
        )
    assert releases(seen_by=scene.officer("m.chen")) == []


def test_releasing_asks_for_a_fresh_sign_in(scene: Scene) -> None:
    digest = digest_of_figures(counted(scene))
    with pytest.raises(FreshSignInNeededError):
        release_statistics(
            "UA",
            YEAR,
            digest=digest,
            officer=scene.officer("m.chen"),
            signed_in_afresh_at=None,
            at=scene.now,
        )


def test_who_holds_no_office_sees_no_release(scene: Scene) -> None:
    released(scene)
    assert releases(seen_by=scene.officer("nobody")) == []


def test_frozen_figures_read_back_as_they_were(scene: Scene) -> None:
    reference = scene.sent()
    scene.accepted_there(reference)
    scene.answered_there(reference)
    told = counted(scene)
    assert figures_from_json(figures_in_json(told)) == told


def test_the_median_is_a_number_that_stands_there() -> None:
    assert median_of([(5, 1)]) == 5
    assert median_of([(9, 1), (1, 1)]) == 1
    assert median_of([(1, 2), (3, 1), (10, 4)]) == 10
    with pytest.raises(ValueError, match="nothing"):
        median_of([])


def test_csv_has_every_figure_and_no_formula(scene: Scene) -> None:
    scene.sent()
    handed = hand_out_figures(counted(scene), form="csv", name_of=str, at=scene.now)
    text = b"".join(handed.pieces).decode()
    rows = list(csv.DictReader(io.StringIO(text)))
    asked = [row["value"] for row in rows if row["figure"] == "asked"]
    assert asked == ["1", "0"]
    assert handed.name.endswith("-internal.csv")


def test_what_is_released_is_a_sealed_pdf_and_what_is_internal_a_plain_one(scene: Scene) -> None:
    seals.furnish(scene.keys)
    kept = release(released(scene), seen_by=scene.officer("c.unit"))
    plain = hand_out_figures(kept.told, form="pdf", name_of=str, at=scene.now)
    sealed = hand_out_figures(kept.told, form="pdf", name_of=str, at=scene.now, released=kept)
    plain_bytes, sealed_bytes = b"".join(plain.pieces), b"".join(sealed.pieces)
    assert plain_bytes.startswith(b"%PDF-1.7")
    assert b"/Sig" not in plain_bytes
    assert b"/ETSI.CAdES.detached" in sealed_bytes


def test_the_days_an_answer_took_follow_from_the_instants_that_are_stored(scene: Scene) -> None:
    reference = scene.sent()
    later(scene, 2)
    scene.accepted_there(reference)
    assert Request.objects.get(reference=reference).days_taken is None
    scene.answered_there(reference)
    stored = Request.objects.get(reference=reference)
    assert stored.answered_at is not None
    assert stored.sent_at is not None
    assert stored.days_taken == (stored.answered_at.date() - stored.sent_at.date()).days == 2
    scene.open(reference)
    later(scene, 3)
    write_question(scene, reference)
    put_question(scene, reference)
    assert Request.objects.get(reference=reference).days_taken is None
    theirs = scene.received()
    scene.accept(theirs)
    assert not Request.objects.exclude(days_taken=None).exists()


def test_an_older_node_counts_the_days_of_its_answers_when_it_is_upgraded(scene: Scene) -> None:
    took = []
    for days in (0, 3):
        took.append(scene.sent())
        later(scene, days)
        scene.accepted_there(took[-1])
        scene.answered_there(took[-1])
    open_still = scene.sent()
    told = counted(scene)
    Request.objects.update(days_taken=None)
    upgrade = import_module("comity.assistance.migrations.0028_facts")
    upgrade.count_days(None, connection.schema_editor())
    stored = dict(Request.objects.values_list("reference", "days_taken"))
    assert [stored[each] for each in (*took, open_still)] == [0, 3, None]
    assert counted(scene) == told


def test_each_figure_is_one_walk_along_an_index(scene: Scene) -> None:
    viewer = scene.officer("c.unit")
    with CaptureQueriesContext(connection) as asked:
        pair_statistics("UA", YEAR, seen_by=viewer)
    walks = {"assistance_request": (6, "COVERING INDEX pair_")}
    walks["assistance_question"] = (2, "INDEX question_brought_back")
    for table, (number, index) in walks.items():
        of_table = [q["sql"] for q in asked.captured_queries if f'FROM "{table}"' in q["sql"]]
        assert len(of_table) == number
        for sql in of_table if connection.vendor == "sqlite" else ():
            with connection.cursor() as cursor:
                cursor.execute(f"EXPLAIN QUERY PLAN {sql}")
                plan = " ".join(row[3] for row in cursor.fetchall())
            assert f"USING {index}" in plan, plan
            assert "TEMP B-TREE FOR ORDER" not in plan


def test_the_pages_show_and_hand_out(scene: Scene, client: Client) -> None:
    seals.furnish(scene.keys)
    number = released(scene)
    assert client.login(username="m.chen", password=PASSWORD)
    overview = client.get("/statistics/").content.decode()
    assert "/statistics/UA/" in overview
    assert f"/statistics/released/{number}/" in overview
    days = "since=2026-01-01&until=2026-12-31"
    shown = client.get(f"/statistics/UA/?{days}")
    assert shown.status_code == 200
    assert client.get(f"/statistics/UA/csv/?{days}")["Content-Type"].startswith("text/csv")
    kept = release(number, seen_by=scene.officer("m.chen"))
    assert kept.digest in client.get(f"/statistics/released/{number}/").content.decode()
    assert content_of(client.get(f"/statistics/released/{number}/pdf/")).startswith(b"%PDF")
    for nowhere in ("/statistics/XX/", "/statistics/UA/doc/", "/statistics/released/99/"):
        assert client.get(nowhere).status_code == 404
    assert "Write the day" in client.get("/statistics/UA/?since=yesterday").content.decode()


def test_by_page_it_is_released_after_signing_in_afresh(scene: Scene, client: Client) -> None:
    assert client.login(username="m.chen", password=PASSWORD)
    form = {"since": "2026-01-01", "until": "2026-12-21", "digest": "0" * 64}
    asked = client.post("/statistics/UA/release/", form)
    assert asked.status_code == 302
    assert releases(seen_by=scene.officer("m.chen")) == []


def test_the_api_counts_and_releases_what_was_read(scene: Scene) -> None:
    scene.sent()
    head = Caller("m.chen").sign_in()
    asked = "?since=2026-01-01&until=2026-12-21"
    seen = head.get(f"/statistics/UA{asked}").json()
    assert (seen["requesting"]["asked"], seen["requested"]["asked"]) == (1, 0)
    body = {name: seen[name] for name in ("since", "until", "digest")}
    problem_of(head.post("/statistics/UA/releases", body), 403, "sign_in_afresh")
    head.sign_in_afresh()
    problem_of(
        head.post("/statistics/UA/releases", {**body, "digest": "0" * 64}), 409, "stale_version"
    )
    made = head.post("/statistics/UA/releases", body).json()
    assert made["digest"] == seen["digest"]
    reader = Caller("j.alvarez").sign_in()
    problem_of(reader.get("/statistics/UA"), 403, "not_allowed")
    (listed,) = reader.get("/statistics-releases").json()["items"]
    assert listed["number"] == made["number"]
    assert reader.get(f"/statistics-releases/{made['number']}").json() == made
    file = content_of(reader.get(f"/statistics-releases/{made['number']}/file?form=csv"))
    assert file.startswith(b"direction,figure,of,value")


def test_an_officer_sees_what_is_released_and_nothing_else(scene: Scene, client: Client) -> None:
    number = released(scene)
    assert client.login(username="j.alvarez", password=PASSWORD)
    assert b"/statistics/UA/" not in client.get("/statistics/").content
    assert client.get("/statistics/UA/").status_code == 403
    assert client.get(f"/statistics/released/{number}/").status_code == 200
