"""The public register: all that is marked, nothing that is not, and the same bytes every time."""

import csv
import io
import json
import re
from dataclasses import replace
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from posixpath import dirname, join, normpath
from typing import Any
from urllib.parse import unquote, urlsplit
from xml.etree import ElementTree

import fastjsonschema
import pytest

from comity.agreements.terms import (
    Authority,
    Event,
    EventType,
    Instrument,
    InstrumentKind,
    Parent,
    Party,
    PublishedCount,
    PublishedFigure,
    Register,
    Settled,
    Source,
    Template,
)
from comity.interfaces.maps import MapStatus
from comity.interfaces.public import Edition, NotOurFolderError, files_of, public_part, publish
from comity.interfaces.public.listing import NOT_YET
from comity.kernel.codes import CountryCode
from tests.spec.language import SHIPPED, agreement, own_law, settlement

ON = date(2026, 11, 22)
EDITION = Edition("Register of customs agreements", "The customs of Kenya", ON)
ATOM = "{http://www.w3.org/2005/Atom}"
KE, UA = CountryCode("KE"), CountryCode("UA")


@pytest.fixture(scope="module")
def shipped() -> dict[str, bytes]:
    return files_of(public_part(SHIPPED), edition=EDITION)


def marked(reference: str = "ke-ua", **told: Any) -> Instrument:
    instrument = agreement(reference, covers={"Art. 4": "info.assessment"})
    return replace(instrument, public=True, sources=(Source("gazette"),), **told)


class Links(HTMLParser):
    """What a page points to, and the anchors it holds."""

    def __init__(self, page: bytes) -> None:
        super().__init__()
        self.to: list[str] = []
        self.ids: list[str] = []
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.feed(page.decode())

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = dict(attrs)
        self.tags.add(tag)
        self.attributes |= told.keys()
        self.to += [told[name] or "" for name in ("href", "src") if name in told]
        self.ids += [told["id"] or ""] if "id" in told else []


def pages(files: dict[str, bytes]) -> dict[str, Links]:
    return {path: Links(body) for path, body in files.items() if path.endswith(".html")}


def test_nothing_leaks_that_is_not_marked_public() -> None:
    secret = "S3CRET"
    settled = Settled(source=secret, by=secret, on=ON)
    hidden = replace(agreement("ke-cn"), reference="ke-cn-s3cret", title=secret, short_title=secret)
    told = marked(
        note=secret,
        open_points=(secret,),
        parent=Parent(title=secret),
        digest=secret,
        events=(
            Event(EventType.SUPERSEDED, by="ke-cn-s3cret", on=ON, source="gazette"),
            Event(EventType.SIGNED, on=ON, source=secret, settled=settled),
        ),
    )
    child = marked("ke-us", parent=Parent(reference="ke-cn-s3cret", title=secret))
    figure = PublishedFigure(7, on=ON, made_by=("ke-cn-s3cret",), source="gazette")
    counts = PublishedCount("c", KE, InstrumentKind.CMAA, "Counts", "Coverage.", (figure,))
    law = replace(own_law("KE"), title=secret)
    acts = (
        settlement("ke-ua", "event", event="signed", event_on=ON),
        settlement("domestic/ke", "own-law"),
    )
    register = Register(
        files=(told, child, hidden),
        own_laws=(law,),
        templates=(Template("model", secret, ()),),
        counts=(counts,),
        settlements=tuple(replace(each, states=secret, source=secret, by=secret) for each in acts),
    )
    files = files_of(public_part(register), edition=EDITION)
    for path, body in files.items():
        assert secret.lower() not in path.lower()
        assert secret.lower() not in body.decode().lower(), path
        assert "a reader" not in body.decode(), f"{path} names who read a text"
    assert "administrations/CN.html" not in files, "that there is one with China is not told"


def test_what_an_article_permits_stays_behind(shipped: dict[str, bytes]) -> None:
    readers = {
        provision.provenance.by
        for instrument in SHIPPED.files
        for provision in instrument.provisions
        if hasattr(provision.provenance, "by")
    }
    assert readers
    for path, body in shipped.items():
        assert not [name for name in readers if name in body.decode()], path


def test_an_unmarked_register_gives_pages_that_say_so(tmp_path: Path) -> None:
    register = Register(files=(replace(marked(), public=False),))
    assert publish(register, tmp_path / "public", edition=EDITION) == 0
    assert "No agreement has been marked public" in (tmp_path / "public/index.html").read_text()


def test_the_same_register_gives_the_same_bytes(shipped: dict[str, bytes]) -> None:
    files, unions = tuple(reversed(SHIPPED.files)), tuple(reversed(SHIPPED.unions))
    turned = Register(files=files, counts=SHIPPED.counts, unions=unions)
    assert files_of(public_part(turned), edition=EDITION) == shipped


def test_every_link_leads_to_a_file_of_the_register(shipped: dict[str, bytes]) -> None:
    known = pages(shipped)
    for path, links in known.items():
        for link in links.to:
            parts = urlsplit(link)
            assert not parts.scheme and not parts.netloc and not link.startswith("/"), link
            target = normpath(join(dirname(path), unquote(parts.path))) if parts.path else path
            assert target in shipped, f"{path} → {link}"
            assert not parts.fragment or parts.fragment in known[target].ids, f"{path} → {link}"


def test_pages_run_no_script_and_ask_nobody(shipped: dict[str, bytes]) -> None:
    for path, links in pages(shipped).items():
        assert not links.tags & {"script", "style", "iframe", "img", "base"}, path
        assert not [name for name in links.attributes if name == "style" or name.startswith("on")]
    rules = shipped["register.css"].decode()
    assert "url(" not in rules
    assert "@import" not in rules
    assert not re.search(r"(?<![-\w])(?:left|right)\s*:|-(?:left|right)\b", rules)


def test_every_page_says_its_language_direction_title_and_day(shipped: dict[str, bytes]) -> None:
    titles = []
    for path, body in shipped.items():
        if path.endswith(".html"):
            page = body.decode()
            assert '<html lang="en" dir="ltr">' in page, path
            assert "As of" in page
            titles += re.findall("<title>(.*?)</title>", page)[:1]
    assert len(titles) == len(set(titles)), "two pages share a title"


def test_another_language_turns_the_page(shipped: dict[str, bytes]) -> None:
    register = Register(files=(marked(),))
    arabic = files_of(public_part(register), edition=replace(EDITION, language="ar"))
    page = arabic["instruments/ke-ua.html"].decode()
    assert '<html lang="ar" dir="rtl">' in page
    assert "أوكرانيا" in page
    assert 'xml:lang="ar"' in arabic["feed.xml"].decode()


def test_a_signing_says_who_where_for_whom_and_which_number(shipped: dict[str, bytes]) -> None:
    page = " ".join(re.sub("<[^>]+>", " ", shipped["signings/us-ke-2014.html"].decode()).split())
    for words in ("6 Aug 2014", "Washington", "Henry Rotich (Treasury) Kenya", "71 (", "between"):
        assert words in page
    assert "U.S. Customs and Border Protection" in page
    assert "own list" in page, "the reason for the difference stands beside the number"


def test_each_signing_has_a_page(shipped: dict[str, bytes]) -> None:
    signed = [
        each.reference
        for each in SHIPPED.files
        for event in each.events
        if event.what is EventType.SIGNED
    ]
    assert {path for path in shipped if path.startswith("signings/")} == {
        f"signings/{reference}.html" for reference in signed
    }


def test_a_second_signature_has_a_page_of_its_own() -> None:
    twice = marked(events=(Event(EventType.SIGNED, on=ON), Event(EventType.SIGNED, on=ON)))
    files = files_of(public_part(Register(files=(twice,))), edition=EDITION)
    assert {"signings/ke-ua.html", "signings/ke-ua.2.html"} <= files.keys()


def test_a_former_service_is_told_with_its_end() -> None:
    from_to = replace(agreement("ke-ua").parties[0], authorities=(Authority("Old service"),))
    one = marked(parties=(from_to, Party(UA)))
    files = files_of(public_part(Register(files=(one,))), edition=EDITION)
    assert b"Old service" in files["instruments/ke-ua.html"]


def test_every_kind_and_standing_can_be_filtered_by() -> None:
    rules = (Path(__file__).resolve().parents[3] / "src/comity/interfaces/public/assets").glob("*")
    css = "".join(path.read_text() for path in rules)
    for kind in InstrumentKind:
        assert f"#kind-{kind}:checked) .row:not(.kind-{kind})" in css
    for standing in (*(s for s in MapStatus if s is not MapStatus.OWN), NOT_YET):
        assert f"#standing-{standing}:checked) .row:not(.standing-{standing})" in css


def test_the_feed_is_valid_atom(shipped: dict[str, bytes]) -> None:
    feed = ElementTree.fromstring(shipped["feed.xml"])  # noqa: S314  our own text, just made
    assert feed.tag == f"{ATOM}feed"
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 100
    for each in (feed, *entries):
        for required in ("id", "title", "updated"):
            assert len(each.findall(f"{ATOM}{required}")) == 1, required
            assert each.findtext(f"{ATOM}{required}")
        instant = each.findtext(f"{ATOM}updated") or ""
        assert re.fullmatch(r"\d{4}-\d\d-\d\dT00:00:00Z", instant)
        assert (each.findtext(f"{ATOM}id") or "").startswith("urn:uuid:")
    assert feed.findtext(f"{ATOM}author/{ATOM}name") == "The customs of Kenya"
    rels = [link.get("rel") for link in feed.findall(f"{ATOM}link")]
    assert rels == ["self", "alternate"]
    ids = [entry.findtext(f"{ATOM}id") for entry in entries]
    assert len(set(ids)) == len(ids)
    days = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert days == sorted(days, reverse=True)
    links = [link for entry in entries for link in entry.findall(f"{ATOM}link")]
    assert len(links) == len(entries)
    assert all(link.get("href", "") in shipped for link in links)


def test_the_ids_of_the_feed_do_not_change_with_its_address(shipped: dict[str, bytes]) -> None:
    moved = replace(EDITION, base_url="https://customs.example/register/")
    there = files_of(public_part(SHIPPED), edition=moved)["feed.xml"].decode()
    find = re.compile("<id>(.*?)</id>")
    assert find.findall(there) == find.findall(shipped["feed.xml"].decode())
    assert 'href="https://customs.example/register/feed.xml"' in there


def test_nothing_of_tomorrow_stands_in_the_feed() -> None:
    coming = marked(events=(Event(EventType.ENTERED_INTO_FORCE, on=date(2027, 1, 1)),))
    feed = files_of(public_part(Register(files=(coming,))), edition=EDITION)["feed.xml"]
    assert b"<entry>" not in feed


def test_no_title_makes_the_feed_unreadable() -> None:
    one = marked(short_title="Kenya\ufffe and\uffff Ukraine", title="\x0b")
    feed = files_of(public_part(Register(files=(one,))), edition=EDITION)["feed.xml"]
    assert b"Kenya and Ukraine" in ElementTree.tostring(ElementTree.fromstring(feed))  # noqa: S314  our own text, just made


def test_the_table_holds_every_agreement_and_no_formula() -> None:
    one = marked(short_title="=HYPERLINK(1)")
    files = files_of(public_part(Register(files=(one,))), edition=EDITION)
    (row,) = csv.DictReader(io.StringIO(files["register.csv"].decode(), newline=""))
    assert row["title"] == "'=HYPERLINK(1)"
    broken = marked(short_title="\n=HYPERLINK(1)")
    table = files_of(public_part(Register(files=(broken,))), edition=EDITION)["register.csv"]
    assert b"'\n=HYPERLINK(1)" in table
    assert (row["parties"], row["in_force_on"], row["standing"]) == (
        "KE;UA",
        "2020-01-01",
        "in-force",
    )


def test_the_data_keeps_to_its_schema(shipped: dict[str, bytes]) -> None:
    document = json.loads(shipped["register.json"])
    fastjsonschema.compile(json.loads(shipped["register.schema.json"]))(document)
    assert len(document["instruments"]) == len(SHIPPED.files)
    (states,) = [each for each in document["administrations"] if each["of"] == "US"]
    printed = {each["number"]: each["own_count"] for each in states["compared"]}
    assert printed[71]["on"] == "2014-08-06"


def test_hostile_words_stay_words() -> None:
    one = marked(short_title="<script>alert(1)</script>", title="</title><b>")
    files = files_of(public_part(Register(files=(one,))), edition=EDITION)
    for path, links in pages(files).items():
        assert not links.tags & {"script", "b"}, path


def test_a_new_edition_takes_the_place_of_the_one_before(tmp_path: Path) -> None:
    folder = tmp_path / "public"
    publish(Register(files=(marked("ke-ua"),)), folder, edition=EDITION)
    publish(Register(files=(marked("ke-us"),)), folder, edition=EDITION)
    assert (folder / "instruments/ke-us.html").exists()
    assert not (folder / "instruments/ke-ua.html").exists()
    assert [path.name for path in tmp_path.iterdir()] == ["public"], "nothing is left behind"
    assert (folder.stat().st_mode & 0o777, (folder / "index.html").stat().st_mode & 0o777) == (
        0o755,
        0o644,
    )


def test_a_folder_with_other_files_is_not_touched(tmp_path: Path) -> None:
    (tmp_path / "thesis.txt").write_text("years of work")
    with pytest.raises(NotOurFolderError):
        publish(Register(files=(marked(),)), tmp_path, edition=EDITION)
    assert [path.name for path in tmp_path.iterdir()] == ["thesis.txt"]
