"""Pages in each language: no English left standing, and that a machine translated is said."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from html.parser import HTMLParser

import pytest
from django.test import Client
from django.utils import translation

from comity.agreements.comparison import differences
from comity.agreements.terms import Assumed, Event, EventType, Verified
from comity.interfaces.languages import LOCALES
from comity.interfaces.languages.reviews import is_translated, read_catalogue, sentences
from comity.interfaces.names import within_sentence
from comity.interfaces.sentences import SENTENCES
from comity.interfaces.web.telling import listed, tell, tell_difference
from comity.interfaces.web.templatetags.desk import day, moment
from comity.kernel.codes import CountryCode
from comity.kernel.languages import LANGUAGES, SOURCE
from comity.officers.models import Officer
from tests.integration.assistance.scene import Scene
from tests.spec.language import agreement

TRANSLATED = [code for code in LANGUAGES if code != SOURCE]
PLACE = re.compile(r"%\(\w+\)[sd]|\{\w+\}|</?\w+[^>]*>")
# Read aloud or shown in place of the text.
SPOKEN = {"alt", "aria-label", "data-label", "placeholder", "title"}
# What somebody wrote, and names, stand as they are.
THEIRS = {"script", "style", "bdi", "textarea"}
VOID = {"meta", "link", "input", "img", "br", "hr"}
# A word of one's own that is the same in English is no English left standing.
LEAST = 12
PAGES = (
    ("", "/accounts/login/"),
    ("j.alvarez", "/"),
    ("j.alvarez", "/requests/"),
    ("j.alvarez", "/requests/new/"),
    ("j.alvarez", "{request}"),
    ("m.chen", "{request}approve/"),
    ("t.brooks", "/agreements/"),
    ("t.brooks", "/agreements/?view=timeline"),
    ("t.brooks", "/agreements/?view=map"),
    ("t.brooks", "/agreements/us-ua-2016/"),
    ("t.brooks", "/agreements/compare/?one=us-mx-2000&other=us-ke-2014&show=all"),
    (
        "t.brooks",
        "/agreements/may/?requesting=UA&requested=KE&kind=special-surveillance&on=2026-11-21",
    ),
    ("t.brooks", "/agreements/gaps/"),
    ("t.brooks", "/own-law/"),
    ("t.brooks", "/own-law/instructions/new/"),
    ("a.hale", "/records/"),
    ("n.okafor", "/links/"),
    ("j.alvarez", "/languages/"),
    ("j.alvarez", "/requests/US-UA-2026-99999/"),
)


class Told(HTMLParser):
    """Gathers what a page says in its own words."""

    def __init__(self) -> None:
        super().__init__()
        self.texts: list[str] = []
        self._open: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.texts += [value for name, value in attrs if name in SPOKEN and value]
        if tag not in VOID:
            self._open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        while tag in self._open and self._open.pop() != tag:
            pass

    def handle_data(self, data: str) -> None:
        if data.strip() and not THEIRS & set(self._open):
            self.texts.append(" ".join(data.split()))


@lru_cache
def english_left(language: str) -> tuple[tuple[str, re.Pattern[str]], ...]:
    """Return each sentence that reads otherwise in a language: its longest words, and all of it."""
    found = []
    for message in filter(is_translated, sentences(read_catalogue(LOCALES / language))):
        said = [message.string] if isinstance(message.string, str) else [*(message.string or ())]
        ids = [message.id] if isinstance(message.id, str) else message.id
        pairs = [(each, said[-1]) for each in ids]
        for english, told in pairs:
            words = [part.strip() for part in PLACE.split(english)]
            longest = max(words, key=len)
            if told != english and len(longest) >= LEAST and " " in longest:
                whole = ".*?".join(re.escape(" ".join(part.split())) for part in words)
                found.append((" ".join(longest.split()), re.compile(whole)))
    return tuple(found)


def still_english(page: str, language: str) -> Iterator[str]:
    told = Told()
    told.feed(page)
    everything = "\n".join(told.texts)
    for words, whole in english_left(language):
        if words in everything:
            yield from (text for text in told.texts if whole.fullmatch(text))


@pytest.mark.parametrize("language", TRANSLATED)
def test_no_page_is_left_in_english(scene: Scene, language: str) -> None:
    scene.settle_assessment(own_law=True)
    reference = scene.draft()
    scene.submit(reference)
    request = f"/requests/{reference}/"
    left = {}
    for username, address in PAGES:
        client = Client(headers={"Accept-Language": language})
        if username:
            client.force_login(Officer.objects.get(username=username))
        page = client.get(address.format(request=request)).content.decode()
        assert f'<html lang="{language}"' in page, address
        if found := sorted(set(still_english(page, language))):
            left[address] = found
    assert left == {}


def test_the_search_for_english_finds_it() -> None:
    page = '<p title="Skip to the content">Увійти</p><p>Увійти <bdi>Skip to the content</bdi></p>'
    assert list(still_english(page, "uk")) == ["Skip to the content"]


# ---- which languages there are, and that a machine made them


def test_every_language_is_offered_by_its_own_name_to_strangers_too(scene: Scene) -> None:
    page = Client().get("/accounts/login/").content.decode()
    for code, name in LANGUAGES.items():
        assert re.search(rf'value="{code}" lang="{code}"[^>]*>{name}</button>', page)


@pytest.mark.parametrize(
    ("language", "mark"),
    [
        ("fr", "traduction automatique, non relue"),
        ("uk", "машинний переклад, не перевірено"),
        ("ar", "ترجمة آلية لم تُراجَع"),
    ],
)
def test_an_unreviewed_language_says_so_on_every_page(
    scene: Scene, language: str, mark: str
) -> None:
    client = Client(headers={"Accept-Language": language})
    assert mark in client.get("/accounts/login/").content.decode()
    client.force_login(Officer.objects.get(username="j.alvarez"))
    assert mark in client.get("/").content.decode()


def test_english_was_translated_by_nobody(scene: Scene) -> None:
    assert "machine translation" not in Client().get("/accounts/login/").content.decode()


def test_how_far_each_language_is_stands_on_a_page_for_officers(scene: Scene) -> None:
    stranger = Client().get("/languages/")
    assert stranger.status_code == 302
    client = Client()
    client.force_login(Officer.objects.get(username="j.alvarez"))
    page = client.get("/languages/").content.decode()
    assert page.count("machine translation, not reviewed") == len(TRANSLATED)
    assert 'href="/languages/"' in client.get("/").content.decode()


def test_the_api_answers_in_the_language_it_is_asked_in(scene: Scene) -> None:
    told = Client(headers={"Accept-Language": "es"}).get("/api/v1/inbox").json()
    with translation.override("es"):
        assert told["detail"] == translation.gettext(SENTENCES["sign_in_needed"])
    assert told["detail"] != SENTENCES["sign_in_needed"]


# ---- days, countries, lists


@pytest.mark.parametrize(
    ("language", "told"),
    [
        ("en", "1 Dec 2026"),
        ("fr", "1 déc. 2026"),
        ("es", "1 dic 2026"),
        ("uk", "1 грудня 2026"),
        ("sw", "1 Dis 2026"),
        ("ar", "1 ديسمبر 2026"),
    ],
)
def test_a_day_is_never_told_in_figures_only(language: str, told: str) -> None:
    with translation.override(language):
        assert f"<bdi>{told}</bdi>" in str(day("2026-12-01"))
        instant = re.sub(r"<[^>]+>", "", str(moment("2026-12-01T14:03:00+00:00")))
        sentences = [
            tell("health_worker_works", (("when", written),))
            for written in ("2026-12-01 14:03 UTC", "2026-12-01T14:03:00Z")
        ]
        to_the_second = tell("health_worker_works", (("when", "2026-12-01T14:03:07.5Z"),))
        no_instant = tell("health_worker_works", (("when", "2026-12-41 14:03 UTC"),))
    assert instant.startswith(told)
    assert instant.endswith("14:03 UTC")
    for sentence in sentences:
        assert told in sentence and "14:03 UTC" in sentence
    assert told in to_the_second and "14:03:07 UTC" in to_the_second
    assert "2026-12-41 14:03 UTC" in no_instant


@pytest.mark.parametrize("hostile", ["9999-12-31T23:59-12:00", "0001-01-01T00:00+14:00"])
def test_an_instant_at_an_end_of_the_calendar_is_told_as_it_came(hostile: str) -> None:
    assert hostile in tell("health_worker_works", (("when", hostile),))
    assert moment(hostile)


def test_only_english_puts_an_article_before_a_country() -> None:
    assert within_sentence("Seychelles", translate=str) == "the Seychelles"
    with translation.override("fr"):
        told = within_sentence("Seychelles", translate=translation.gettext)
    assert told == "Seychelles"


def test_names_keep_their_direction_within_an_arabic_sentence() -> None:
    with translation.override("ar"):
        told = tell("event_only_in_first", (("subject", "us-ua-2016"),))
        assert "\u2068us-ua-2016\u2069" in told
        assert listed(["CBP", "ICE"]) == "CBP، ICE"
    with translation.override("uk"):
        assert "\u2068" not in tell("event_only_in_first", (("subject", "us-ua-2016"),))


def test_a_difference_is_told_in_the_readers_language_to_its_last_value() -> None:
    read = Verified("Kovalenko", date(2020, 1, 1), "gazette")
    known = agreement(covers={"Art. 4": "info.assessment"})
    one = replace(known, provisions=(replace(known.provisions[0], provenance=read),))
    assumed = replace(known.provisions[0], provenance=Assumed("model", "model, Article 4"))
    (found,) = differences(one, replace(known, provisions=(assumed,)))
    with translation.override("fr"):
        told = tell_difference(found)
    assert told.startswith("renseignements pour la détermination des droits (Art. 4)")
    assert "vérifié par Kovalenko le 1 jan. 2020 d’après gazette" in told
    assert "présumé d’après model, Article 4" in told


def test_a_party_of_an_event_is_named_in_the_readers_language() -> None:
    signed = Event(EventType.SIGNED, date(2020, 1, 1), party=CountryCode("UA"))
    (found,) = differences(agreement(), replace(agreement(), events=(signed,)))[-1:]
    with translation.override("uk"):
        assert "Україна" in tell_difference(found)


def test_what_a_fault_wants_is_told_in_the_readers_language() -> None:
    with translation.override("es"):
        told = tell("wrong_type", (("key", "on"), ("wanted", "list of texts")))
        kind = tell("provision_without_article", (("kind", "use.proceedings"),))
    assert "lista de textos" in told
    assert "use.proceedings" not in kind
