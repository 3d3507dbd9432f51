"""Officers sign in by npm `oidc-provider`, a provider that others wrote; a campaign of its own.

It needs Node.js 20 or later with npm, and the network: what is fetched is held to the hashes of
the lock beside it, no script of it is run, and nothing of it is kept.
"""

import shutil
import subprocess
import urllib.parse
import urllib.request
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from http.client import HTTPMessage
from http.cookiejar import CookieJar
from pathlib import Path
from typing import IO, Any

import pytest
from allauth.socialaccount.models import SocialAccount
from django.test import Client

from comity.node.provider import provider_apps
from comity.node.sign_in_settings import ProviderSettings
from comity.officers.services import link_to_provider

pytestmark = pytest.mark.campaign
AT = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
BEGIN = "/accounts/provider/administration/"
HERE = "http://testserver"
SOURCES = Path(__file__).with_name("oidc")


class BackHereError(Exception):
    """The provider sends the browser back to the node."""


class UntilHere(urllib.request.HTTPRedirectHandler):
    """Follows the provider's own redirects, and stops at the one that leads back."""

    def redirect_request(
        self,
        req: urllib.request.Request,
        fp: IO[bytes],
        code: int,
        msg: str,
        headers: HTTPMessage,
        newurl: str,
    ) -> urllib.request.Request | None:
        if newurl.startswith(HERE):
            raise BackHereError(newurl.removeprefix(HERE))
        return super().redirect_request(req, fp, code, msg, headers, newurl)


@dataclass
class Provider:
    """The provider, at its address."""

    issuer: str

    def sign_in(self, browser: Client, subject: str) -> Any:
        """Go there as a browser would, type a name, agree, and come back."""
        there = browser.post(BEGIN)["Location"]
        assert there.startswith(self.issuer)
        cookies = urllib.request.HTTPCookieProcessor(CookieJar())
        walk = urllib.request.build_opener(UntilHere, cookies)
        page = walk.open(there).geturl()
        typed = {"prompt": "login", "login": subject, "password": "anything"}
        page = walk.open(page, urllib.parse.urlencode(typed).encode()).geturl()
        with pytest.raises(BackHereError) as back:
            walk.open(page, b"prompt=consent")
        return browser.get(str(back.value))


@pytest.fixture(scope="module")
def provider(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Provider]:
    folder = tmp_path_factory.mktemp("oidc") / "provider"
    shutil.copytree(SOURCES, folder)
    fetched = ["npm", "ci", "--ignore-scripts", "--no-audit", "--no-fund", "--silent"]
    subprocess.run(fetched, cwd=folder, check=True, timeout=300)
    process = subprocess.Popen(
        ["node", "provider.mjs", "node", "secret", f"{HERE}{BEGIN}back/"],
        cwd=folder,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    )
    assert process.stdout is not None
    issuer = process.stdout.readline().strip()
    assert issuer, "oidc-provider did not start"
    yield Provider(issuer)
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


def test_it_signs_the_linked_officer_in(linked: Any, provider: Provider) -> None:
    browser = linked("m.chen").browser
    assert provider.sign_in(browser, "17")["Location"] == "/"
    assert browser.get("/accounts/login/").status_code == 302


def test_somebody_it_knows_and_the_node_does_not_is_told_whom_to_ask(
    linked: Any, provider: Provider
) -> None:
    browser = linked("m.chen").browser
    answer = provider.sign_in(browser, "somebody-else")
    assert answer.status_code == 403
    assert "Ask an administrator of this node" in answer.content.decode()
    assert browser.get("/accounts/login/").status_code == 200
    assert SocialAccount.objects.count() == 1


def test_an_answer_of_its_that_was_used_opens_nothing_again(
    linked: Any, provider: Provider
) -> None:
    first, second = linked("m.chen").browser, Client()
    back = provider.sign_in(first, "17").wsgi_request.get_full_path()
    assert second.get(back).status_code == 502
    assert second.get("/accounts/login/").status_code == 200
