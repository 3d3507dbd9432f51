"""Changing the register on the pages: its parts in forms, its text, four eyes, a new one."""

import shutil
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from comity.agreements.models import Proposal
from comity.agreements.queries import current_register, file_of
from comity.agreements.register_files import instrument_from_text
from comity.interfaces.web.agreements.change_shown import rows_between
from comity.ledger.models import LedgerEntry
from comity.officers.models import Officer
from tests.integration.assistance.scene import AGREEMENT, PASSWORD, REGISTER, Scene

IMPORT = "/agreements/changes/import/"
WHY = {"reason": "The Gazette of 2016 prints the day; read on page 12."}
HEAD = {"kind": "cmaa", "reading": "part", "scope": "", "short_title": "The 2016 agreement"}


def browser(username: str) -> Client:
    client = Client()
    client.force_login(Officer.objects.get(username=username))
    return client


def approve(client: Client, change: Proposal) -> Any:
    """Press the button, give the password, and be led on as a browser is."""
    told = {"revision": change.revision}
    asked = client.post(f"/agreements/changes/{change.pk}/approve/", told)
    return client.post(asked["Location"], {"password": PASSWORD}, follow=True)


def page(answer: Any) -> str:
    return str(answer.content.decode())


def begun(client: Client, reference: str = AGREEMENT) -> Proposal:
    assert client.post(f"/agreements/{reference}/edit/").status_code == 302
    return Proposal.objects.get(reference=reference, state="draft")


def write(client: Client, change: Proposal, part: str, **typed: Any) -> Any:
    change.refresh_from_db()
    address = f"/agreements/changes/{change.pk}/{part}/"
    return client.post(address, {"revision": change.revision, "action": "write", **typed})


def proposed(client: Client) -> Proposal:
    change = begun(client)
    title = "Agreement on mutual assistance, as printed"
    assert write(client, change, "head/0", title=title, **HEAD).status_code == 302
    client.post(f"/agreements/changes/{change.pk}/propose/", WHY)
    change.refresh_from_db()
    assert change.state == "proposed"
    return change


def test_a_form_changes_its_own_lines_and_keeps_every_remark(scene: Scene) -> None:
    client = browser("t.brooks")
    change = begun(client)
    before = change.text
    event = {
        "what": "signed",
        "on": "2016-05-23",
        "place": "Kyiv, Ukraine",
        "source": "CBP release",
    }
    assert write(client, change, "events/0", **event).status_code == 302
    change.refresh_from_db()
    old, new = before.splitlines(), change.text.splitlines()
    assert [row for row in old if row.startswith("#")] == [r for r in new if r.startswith("#")]
    assert set(new) - set(old) == {'place = "Kyiv, Ukraine"', 'source = "CBP release"'}


def test_what_the_reader_refuses_stands_beside_its_field_and_nothing_is_lost(scene: Scene) -> None:
    client = browser("t.brooks")
    change = begun(client)
    typed = {"what": "signed", "on": "23 May 2016", "source": "CBP", "place": "Kyiv by night"}
    refused = page(write(client, change, "events/0", **typed))
    assert 'id="id_on_error"' in refused
    assert 'value="23 May 2016"' in refused
    assert "Kyiv by night" in refused
    change.refresh_from_db()
    assert change.text == file_of(AGREEMENT).text


def test_an_event_is_put_where_its_day_belongs(scene: Scene) -> None:
    client = browser("t.brooks")
    change = begun(client)
    event = {"what": "amended", "on": "2016-06-01", "source": "Exchange of notes"}
    assert write(client, change, "events/new", **event).status_code == 302
    change.refresh_from_db()
    read = instrument_from_text(change.text, among=current_register())
    assert [each.what for each in read.events][:3] == ["signed", "amended", "entered-into-force"]


def test_a_provision_asks_what_its_kind_wants_to_know(scene: Scene) -> None:
    client = browser("t.brooks")
    change = begun(client)
    address = f"/agreements/changes/{change.pk}/provisions/new/"
    assert "What is the article about?" in page(client.get(address))
    form = page(client.get(address, {"kind": "use.proceedings"}))
    assert 'name="parameters-criminal"' in form
    known = {"verified-by": "T. Brooks", "verified-on": "2026-11-20", "verified-against": "UNTS"}
    told = {"kind": "use.proceedings", "article": "Art. 9(2)", "parameters-criminal": "consent"}
    assert write(client, change, "provisions/new", **told, **known).status_code == 302
    change.refresh_from_db()
    read = instrument_from_text(change.text, among=current_register())
    assert read.provisions[-1].parameters == (("criminal", "consent"),)
    assert read.provisions[-1].article == "Art. 9(2)"


def test_a_party_keeps_its_authorities_and_gains_one(scene: Scene) -> None:
    client = browser("t.brooks")
    change = begun(client)
    typed = {
        "code": "UA",
        "authorities-0-name": "State Fiscal Service of Ukraine",
        "authorities-0-until": "2019-12-08",
        "authorities-1-name": "State Customs Service of Ukraine",
        "authorities-1-from": "2019-12-08",
        "authorities-1-succeeds": "State Fiscal Service of Ukraine",
    }
    assert write(client, change, "parties/1", **typed).status_code == 302
    change.refresh_from_db()
    read = instrument_from_text(change.text, among=current_register())
    assert [str(each.period.end or "") for each in read.parties[1].authorities] == [
        "2019-12-08",
        "",
    ]


def test_the_whole_text_is_kept_right_or_wrong_and_faults_are_told_by_line(scene: Scene) -> None:
    client = browser("t.brooks")
    change = begun(client)
    address = f"/agreements/changes/{change.pk}/text/"
    wrong = change.text.replace("on = 2016-05-23", "on = 2016-05-32")
    kept = page(client.post(address, {"text": wrong, "revision": change.revision}))
    assert "2016-05-32" in kept
    assert "There is no such day" in kept
    assert client.get(f"/agreements/changes/{change.pk}/events/0/")["Location"].endswith("/text/")
    refused = client.post(f"/agreements/changes/{change.pk}/propose/", WHY)
    assert "What the strict reader refuses" in page(refused)
    assert WHY["reason"] in page(refused)


def test_a_place_that_cannot_be_is_a_page_that_is_not(scene: Scene) -> None:
    client = browser("t.brooks")
    change = begun(client)
    for place in ("9" * 5000, "99", "-1"):
        assert client.get(f"/agreements/changes/{change.pk}/events/{place}/").status_code == 404


def test_a_text_that_makes_no_sense_is_still_shown(scene: Scene) -> None:
    client = browser("t.brooks")
    change = begun(client)
    for text in ("[[parties]]\nauthorities = 5\n", "parties = 1\n", f"{'a.' * 500}a = 1\n"):
        Proposal.objects.filter(pk=change.pk).update(text=text)
        assert client.get(f"/agreements/changes/{change.pk}/").status_code == 200


def test_two_very_long_texts_are_laid_over_one_another_at_once() -> None:
    old, new = "#\n" * 100_000, "#\n#\n" * 60_000
    rows = rows_between(old, new)
    assert sum(row.sign == "-" for row in rows) == 100_000
    assert sum(row.sign == "+" for row in rows) == 120_000
    assert rows_between(old, old) == ()


def test_an_old_window_does_not_overwrite_a_new_one(scene: Scene) -> None:
    client = browser("t.brooks")
    change = begun(client)
    address = f"/agreements/changes/{change.pk}/text/"
    client.post(address, {"text": change.text + "# one\n", "revision": 1})
    late = page(client.post(address, {"text": change.text + "# two\n", "revision": 1}))
    assert "written in since the page was opened" in late
    assert "# two" in late
    change.refresh_from_db()
    assert "# two" not in change.text


def test_four_eyes_make_a_version_and_the_author_is_not_the_second_pair(scene: Scene) -> None:
    author, other = browser("t.brooks"), browser("l.grant")
    change = proposed(author)
    own = page(author.get(f"/agreements/changes/{change.pk}/"))
    assert "/approve/" not in own
    judged = page(other.get(f"/agreements/changes/{change.pk}/"))
    assert "as printed" in judged
    assert "rulings rest on it" in page(approve(other, change))
    assert current_register().instrument(AGREEMENT).title.endswith("as printed")
    versions = page(author.get(f"/agreements/{AGREEMENT}/versions/"))
    assert "approved by <bdi>l.grant</bdi>" in versions
    kinds = list(LedgerEntry.objects.order_by("-pk").values_list("event", flat=True)[:2])
    assert kinds == ["register.approved", "register.proposed"]


def test_approving_asks_for_a_fresh_sign_in(scene: Scene) -> None:
    change = proposed(browser("t.brooks"))
    address = f"/agreements/changes/{change.pk}/approve/"
    asked = browser("l.grant").post(address, {"revision": change.revision})
    assert "/accounts/reauthenticate/" in asked["Location"]
    change.refresh_from_db()
    assert change.state == "proposed"


def test_a_change_is_sent_back_with_a_reason_and_proposed_again(scene: Scene) -> None:
    author, other = browser("t.brooks"), browser("l.grant")
    change = proposed(author)
    address = f"/agreements/changes/{change.pk}/return/"
    assert "Say why" in page(other.post(address, {"reason": " "}))
    other.post(address, {"reason": "Name the page of the Gazette."})
    seen = page(author.get(f"/agreements/changes/{change.pk}/"))
    assert "Name the page of the Gazette." in seen
    author.post(f"/agreements/changes/{change.pk}/propose/", WHY)
    change.refresh_from_db()
    assert change.state == "proposed"


def test_a_new_instrument_begins_with_what_its_template_assumes(scene: Scene) -> None:
    client = browser("t.brooks")
    typed = {
        "reference": "us-fj-2026",
        "kind": "cmaa",
        "title": "Agreement with Fiji",
        "short_title": "United States–Fiji agreement",
        "one": "US",
        "other": "FJ",
        "template": "us-model",
        "source": "Draft of the department",
    }
    wrong = page(client.post("/agreements/changes/new/", typed | {"reference": "US FJ"}))
    assert "Small letters, figures and hyphens only." in wrong
    taken = page(client.post("/agreements/changes/new/", typed | {"reference": AGREEMENT}))
    assert "already has a file of this name" in taken
    assert client.post("/agreements/changes/new/", typed).status_code == 302
    change = Proposal.objects.get(reference="us-fj-2026")
    read = instrument_from_text(change.text, path=change.path, among=current_register())
    assert read.provisions
    assert all(each.is_assumed for each in read.provisions)


@pytest.mark.parametrize("who", ["j.alvarez", "a.hale"])
def test_only_the_treaty_desk_changes_the_register(scene: Scene, who: str) -> None:
    change = proposed(browser("t.brooks"))
    client = browser(who)
    client.post(f"/agreements/{AGREEMENT}/edit/")
    client.post(f"/agreements/changes/{change.pk}/approve/", {"revision": change.revision})
    assert Proposal.objects.count() == 1
    seen = client.get(f"/agreements/changes/{change.pk}/")
    assert seen.status_code == (200 if who == "a.hale" else 404)
    assert "/approve/" not in page(seen)


def test_nobody_sees_what_was_not_proposed(scene: Scene) -> None:
    change = begun(browser("t.brooks"))
    for who in ("l.grant", "a.hale"):
        client = browser(who)
        assert client.get(f"/agreements/changes/{change.pk}/").status_code == 404
        assert AGREEMENT not in page(client.get("/agreements/changes/"))


# ---- the folder on the disk


def test_the_folder_is_told_before_it_is_imported(
    scene: Scene, settings: Any, tmp_path: Path
) -> None:
    settings.REGISTER_FOLDER = tmp_path / "register"
    shutil.copytree(REGISTER, settings.REGISTER_FOLDER)
    client = browser("t.brooks")
    assert "brings nothing new" in page(client.get(IMPORT))
    file = settings.REGISTER_FOLDER / "bilateral" / "us-ke-2014.toml"
    file.write_text(file.read_text() + "# the folder moved on\n")
    assert "bilateral/us-ke-2014.toml" in page(client.get(IMPORT))
    assert confirmed(client, "import")
    assert file_of("us-ke-2014").text.endswith("moved on\n")
    file.write_text("reference = 1")
    assert "refused as it stands" in page(client.get(IMPORT))


def test_a_conflict_is_named_and_only_replacement_is_offered(
    scene: Scene, settings: Any, tmp_path: Path
) -> None:
    settings.REGISTER_FOLDER = tmp_path / "register"
    shutil.copytree(REGISTER, settings.REGISTER_FOLDER)
    author = browser("t.brooks")
    approve(browser("l.grant"), proposed(author))
    file = settings.REGISTER_FOLDER / "bilateral" / f"{AGREEMENT}.toml"
    file.write_text(file.read_text() + "# the folder's own\n")
    told = page(author.get(IMPORT))
    assert "changed in the folder too" in told
    assert 'value="import"' not in told
    confirmed(author, "import")
    assert not file_of(AGREEMENT).text.endswith("own\n")
    author.post(IMPORT, {"action": "replace"})
    assert file_of(AGREEMENT).text.endswith("own\n")


def confirmed(client: Client, action: str) -> bool:
    asked = client.post(IMPORT, {"action": action})
    return client.post(asked["Location"], {"password": PASSWORD}, follow=True).status_code == 200


def test_a_page_that_writes_the_register_is_short_to_read_and_never_a_page_of_a_case(
    scene: Scene,
) -> None:
    desk, officer = browser("t.brooks"), browser("j.alvarez")
    new = "/agreements/changes/new/"
    assert desk.get(new, headers={"accept-encoding": "gzip"})["Content-Encoding"] == "gzip"
    assert not desk.get(new).has_header("Content-Encoding")
    refused = desk.post(new, {}, headers={"accept-encoding": "gzip"})
    assert refused.status_code == 200
    assert not refused.has_header("Content-Encoding")
    for address in ("/", "/requests/", "/requests/new/", "/records/"):
        answer = officer.get(address, headers={"accept-encoding": "gzip"})
        assert answer.status_code == 200, address
        assert not answer.has_header("Content-Encoding"), address
