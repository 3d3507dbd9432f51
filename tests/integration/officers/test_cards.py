"""Smart cards: the proxy's word counts from the proxy, with its secret, where enabled."""

from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from pydantic import ValidationError

from comity.kernel.errors import NotAllowedError
from comity.node.provider import SecretFileError, card_secret
from comity.node.sign_in_settings import CardSettings, SignInSettings
from comity.officers.services import give_card, strike_off, take_card
from comity.officers.terms import SubjectNotTakenError
from tests.integration.officers.people import SECURITY, entries
from tests.integration.rest.client import problem_of

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
PROXY, SECRET = "10.0.0.1", "shared-by-proxy-and-node"
HOLDER = "CN=Chen M,OU=CBP,O=US customs,C=US"
SIGN_IN = f"{SECURITY}card/"


@pytest.fixture
def cards(person: Any, settings: Any) -> Any:
    """A node that takes cards from its proxy, and an officer with one."""
    told = SignInSettings(proxies=(PROXY,), card=CardSettings(enabled=True))
    settings.NODE = settings.NODE.model_copy(update={"sign_in": told})
    settings.CARD_SECRET = SECRET
    administrator = person("n.okafor").officer.as_viewer()
    give_card("m.chen", holder=HOLDER, by=administrator, at=AT)
    return person


def browser(said: str | None = f"{SECRET} {HOLDER}", *, peer: str = PROXY, **more: Any) -> Client:
    """What comes to the node from `peer`, with a card's header."""
    header = {} if said is None else {"HTTP_X_COMITY_CARD": said}
    return Client(**{"REMOTE_ADDR": peer, **header, **more})


def signed_in(client: Client) -> bool:
    return client.get("/accounts/login/").status_code == 302


def test_the_card_signs_its_officer_in_and_is_both_factors(cards: Any) -> None:
    desk = browser()
    assert "Sign in by the smart card" in desk.get("/accounts/login/").content.decode()
    assert desk.post(SIGN_IN)["Location"] == "/"
    assert desk.get("/requests/").status_code == 200
    assert desk.get("/api/v1/me").json()["username"] == "m.chen"


def test_without_a_card_the_proxy_says_nothing_and_the_rest_goes_on(cards: Any) -> None:
    for said in (None, f"{SECRET} ", SECRET):
        desk = browser(said)
        assert desk.get("/accounts/login/").status_code == 200
        assert desk.post(SIGN_IN)["Location"] == "/accounts/login/"
        assert not signed_in(desk)


@pytest.mark.parametrize(
    ("said", "peer", "code"),
    [
        (f"{SECRET} {HOLDER}", "10.0.0.2", "card_not_from_proxy"),
        (f"{SECRET} {HOLDER}", "127.0.0.1", "card_not_from_proxy"),
        (HOLDER, PROXY, "card_secret_wrong"),
        (f"guess {HOLDER}", PROXY, "card_secret_wrong"),
        (f"{HOLDER},{SECRET} {HOLDER}", PROXY, "card_secret_wrong"),
    ],
)
def test_anybody_elses_word_is_refused_and_recorded(
    cards: Any, said: str, peer: str, code: str
) -> None:
    desk = browser(said, peer=peer)
    for answer in (desk.get("/"), desk.post(SIGN_IN), desk.get("/accounts/login/")):
        assert answer.status_code == 403
    problem_of(desk.get("/api/v1/me"), 403, code)
    (entry,) = entries("sign_in.card_refused")
    assert code in bytes(entry.body).decode()
    cache.clear()
    assert not signed_in(browser(None))


def test_a_callers_claim_to_come_by_the_proxy_is_not_believed(cards: Any) -> None:
    claims = {"HTTP_X_FORWARDED_FOR": PROXY, "HTTP_X_REAL_IP": PROXY, "HTTP_FORWARDED": PROXY}
    assert browser(peer="10.0.0.2", **claims).post(SIGN_IN).status_code == 403


def test_where_cards_are_not_enabled_no_header_signs_anybody_in(cards: Any, settings: Any) -> None:
    for told in (SignInSettings(), SignInSettings(proxies=(PROXY,))):
        settings.NODE = settings.NODE.model_copy(update={"sign_in": told})
        settings.CARD_SECRET = ""
        for said in (f"{SECRET} {HOLDER}", f" {HOLDER}", HOLDER):
            desk = browser(said)
            assert desk.post(SIGN_IN).status_code == 403
            problem_of(desk.get("/api/v1/me"), 403, "card_not_enabled")
    assert len(entries("sign_in.card_refused")) == 1


def test_an_unknown_card_and_a_struck_off_officers_open_nothing(cards: Any) -> None:
    strike_off("m.chen", by=cards("n.okafor").officer.as_viewer(), at=AT)
    for holder in (HOLDER, "CN=Somebody"):
        desk = browser(f"{SECRET} {holder}")
        page = desk.post(SIGN_IN, follow=True).content.decode()
        assert "This card is nobody's here." in page.replace("&#x27;", "'")
        assert not signed_in(desk)


def test_cards_are_given_by_an_administrator_and_recorded(person: Any) -> None:
    administrator, officer = (person(n).officer.as_viewer() for n in ("n.okafor", "m.chen"))
    with pytest.raises(NotAllowedError):
        give_card("m.chen", holder=HOLDER, by=officer, at=AT)
    give_card("m.chen", holder=HOLDER, by=administrator, at=AT)
    for taken in (HOLDER, "", "x" * 301):
        with pytest.raises(SubjectNotTakenError):
            give_card("j.alvarez", holder=taken, by=administrator, at=AT)
    take_card("m.chen", by=administrator, at=AT)
    assert len(entries("officer.card_given")) == len(entries("officer.card_taken")) == 1


def test_the_proxy_tells_the_callers_address_and_https(cards: Any) -> None:
    desk = browser(HTTP_X_FORWARDED_FOR=f"1.1.1.1, 203.0.113.9, {PROXY}")
    desk.post(SIGN_IN)
    page = desk.get(SECURITY).content.decode()
    assert "203.0.113.9" in page
    assert "1.1.1.1" not in page


def test_cards_need_a_proxy_and_a_secret_that_only_the_node_reads(tmp_path: Path) -> None:
    with pytest.raises(ValidationError):
        SignInSettings(card=CardSettings(enabled=True))
    with pytest.raises(SecretFileError):
        card_secret(CardSettings(enabled=True), tmp_path)
    assert card_secret(CardSettings(), tmp_path) == ""
