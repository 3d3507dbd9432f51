"""Officers sign in by the administration's own provider, and nobody else does."""

import json
import os
import subprocess
import sys
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pydantic import ValidationError

from comity.kernel.errors import NotAllowedError
from comity.node.provider import SecretFileError, provider_apps
from comity.node.sign_in_settings import ProviderSettings, SignInSettings
from comity.officers.services import link_to_provider, strike_off, unlink_from_provider
from comity.officers.terms import SubjectNotTakenError
from tests.integration.officers.people import SECURITY, entries

AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
BEGIN = "/accounts/provider/administration/"
ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Provider:
    """The provider of the administration, and who it says comes."""

    issuer: str
    wish: Path

    def say(self, subject: str, **wrong: str) -> None:
        self.wish.write_text(json.dumps({"sub": subject, **wrong}))

    def sign_in(self, browser: Client) -> Any:
        """Press the button, go to the provider as a browser would, and come back."""
        there = browser.post(BEGIN)["Location"]
        assert there.startswith(self.issuer)
        back = urllib.request.build_opener(Stay).open(there).headers["Location"]
        return browser.get(back.removeprefix("http://testserver"))


class Stay(urllib.request.HTTPRedirectHandler):
    def http_error_302(self, _request: Any, answer: Any, *_: Any) -> Any:
        return answer


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    wish = tmp_path_factory.mktemp("provider") / "wish.json"
    command = [sys.executable, "-m", "tests.integration.officers.provider", "node", "secret"]
    process = subprocess.Popen(
        [*command, f"http://testserver{BEGIN}back/"],
        env=os.environ | {"COMITY_TEST_SUBJECT": str(wish), "PYTHONPATH": str(ROOT)},
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout is not None
    yield Provider(process.stdout.readline().strip(), wish)
    process.terminate()
    process.wait()
    process.stdout.close()


@pytest.fixture
def linked(person: Any, provider: Provider, settings: Any, tmp_path: Path) -> Any:
    """A node that knows the provider, and an officer linked to subject `17`."""
    (tmp_path / "provider-secret").write_text("secret\n")
    (tmp_path / "provider-secret").chmod(0o600)
    told = ProviderSettings(issuer=provider.issuer, client_id="node", name="Customs ID")
    settings.SOCIALACCOUNT_PROVIDERS = provider_apps(told, tmp_path)
    administrator = person("n.okafor").officer.as_viewer()
    link_to_provider("m.chen", subject="17", by=administrator, at=AT)
    return person


def signed_in(browser: Client) -> bool:
    return browser.get("/accounts/login/").status_code == 302


def test_the_provider_signs_the_linked_officer_in(linked: Any, provider: Provider) -> None:
    officer = linked("m.chen")
    assert "Customs ID" in officer.browser.get("/accounts/login/").content.decode()
    provider.say("17")
    assert provider.sign_in(officer.browser)["Location"] == "/"
    assert signed_in(officer.browser)
    # The provider was not said to ask two factors, so one is set up here.
    assert officer.browser.get("/requests/")["Location"] == SECURITY


def test_a_provider_that_asks_two_factors_spares_the_second_here(
    linked: Any, provider: Provider, settings: Any
) -> None:
    told = SignInSettings(provider=ProviderSettings(two_factors=True))
    settings.NODE = settings.NODE.model_copy(update={"sign_in": told})
    officer = linked("m.chen")
    provider.say("17")
    provider.sign_in(officer.browser)
    assert officer.browser.get("/requests/").status_code == 200


def test_an_unknown_subject_is_told_whom_to_ask(linked: Any, provider: Provider) -> None:
    stranger = linked("m.chen").browser
    provider.say("somebody-else")
    answer = provider.sign_in(stranger)
    assert answer.status_code == 403
    page = answer.content.decode()
    assert "Ask an administrator of this node" in page
    assert "somebody-else" in page
    assert not signed_in(stranger)
    assert SocialAccount.objects.count() == 1


@pytest.mark.parametrize(
    "wrong",
    [{"iss": "http://127.0.0.1:1"}, {"aud": "another"}, {"lasts": "-60"}, {"key": "another"}],
    ids=["issuer", "audience", "expired", "signature"],
)
def test_a_token_that_is_wrong_opens_nothing(
    linked: Any, provider: Provider, wrong: dict[str, str]
) -> None:
    browser = linked("m.chen").browser
    provider.say("17", **wrong)
    answer = provider.sign_in(browser)
    assert "did not say who you are" in answer.content.decode()
    assert not signed_in(browser)


def test_an_answer_that_nobody_asked_for_opens_nothing(linked: Any, provider: Provider) -> None:
    browser = linked("m.chen").browser
    for query in ("", "?code=x", "?code=x&state=y", "?error=access_denied&state=y"):
        assert browser.get(f"{BEGIN}back/{query}").status_code == 502
    assert not signed_in(browser)


def test_nobody_links_themselves(linked: Any, provider: Provider) -> None:
    officer = linked("j.alvarez").enrol()
    provider.say("99")
    there = officer.browser.post(f"{BEGIN}?process=connect")["Location"]
    back = urllib.request.build_opener(Stay).open(there).headers["Location"]
    assert officer.browser.get(back.removeprefix("http://testserver")).status_code == 502
    assert not SocialAccount.objects.filter(uid="99").exists()


def test_who_was_struck_off_is_not_let_in_by_the_provider(linked: Any, provider: Provider) -> None:
    strike_off("m.chen", by=linked("n.okafor").officer.as_viewer(), at=AT)
    browser = linked("m.chen").browser
    provider.say("17")
    provider.sign_in(browser)
    assert not signed_in(browser)


def test_linking_and_unlinking_is_an_administrators_and_recorded(person: Any) -> None:
    administrator, officer = (person(n).officer.as_viewer() for n in ("n.okafor", "m.chen"))
    with pytest.raises(NotAllowedError):
        link_to_provider("m.chen", subject="17", by=officer, at=AT)
    link_to_provider("m.chen", subject="17", by=administrator, at=AT)
    for taken in ("17", "", "x" * 200, "a\nb"):
        with pytest.raises(SubjectNotTakenError):
            link_to_provider("j.alvarez", subject=taken, by=administrator, at=AT)
    unlink_from_provider("m.chen", by=administrator, at=AT)
    assert len(entries("officer.linked_to_provider")) == 1
    assert len(entries("officer.unlinked_from_provider")) == 1


def test_without_a_provider_the_addresses_are_not_there(person: Any) -> None:
    browser = person("m.chen").browser
    assert browser.post(BEGIN).status_code == 404
    assert browser.get(f"{BEGIN}back/?code=x&state=y").status_code == 404
    assert "provider" not in browser.get("/accounts/login/").content.decode()


def test_the_secret_is_a_file_that_only_the_node_reads(tmp_path: Path) -> None:
    told = ProviderSettings(issuer="https://id.example", client_id="node")
    with pytest.raises(SecretFileError):
        provider_apps(told, tmp_path)
    (tmp_path / "provider-secret").write_text("secret")
    (tmp_path / "provider-secret").chmod(0o644)
    with pytest.raises(SecretFileError):
        provider_apps(told, tmp_path)


@pytest.mark.parametrize("issuer", ["http://id.example", "ftp://id", "https://a@b", "https://x?y"])
def test_an_issuer_is_reached_by_https(issuer: str) -> None:
    with pytest.raises(ValidationError):
        ProviderSettings(issuer=issuer, client_id="node")
