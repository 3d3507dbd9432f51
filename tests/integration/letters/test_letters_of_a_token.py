"""A node whose letters are sealed in a token: by it or not at all, and health says why by name."""

import io
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.hazmat.primitives.serialization import Encoding
from django.test import Client
from pyhanko.pdf_utils.reader import PdfFileReader

from comity.interfaces import letters
from comity.interfaces.diagnosis import check_json
from comity.kernel.checks import Check, Tone
from comity.ledger.models import LedgerEntry
from comity.letters import token as tokens
from comity.letters.checking import check_letter
from comity.node import letter_seal
from comity.node.configuration import NodeSettings
from comity.node.health.letter_seal import check_letter_seal
from comity.node.health.report import health
from comity.node.letter_seal import seal_letter
from comity.node.letter_seal_settings import LetterSealSettings
from comity.node.settings_shown import shown_settings
from comity.node.watching_settings import HealthSettings
from comity.officers.models import Officer
from tests.integration.assistance.scene import Scene
from tests.integration.assistance.test_statistics import released
from tests.integration.rest.client import Caller, content_of
from tests.soft_token import LABEL, MODULE, PIN, UNTIL, SoftToken, certificate_of, soft_token

KEY = ec.generate_private_key(ec.SECP256R1())
CERTIFICATE = certificate_of(KEY)
TOLD = LetterSealSettings(module=MODULE, token=LABEL, key="seal", certificate="seal")
LIMITS = HealthSettings()


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoftToken]:
    with soft_token(tmp_path_factory.mktemp("token")) as made:
        made.key("seal", KEY)
        made.certificate("seal", CERTIFICATE)
        yield made


@pytest.fixture(autouse=True)
def pin(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The PIN as the machine gives it."""
    monkeypatch.setattr(tokens, "_refused", set())
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(tmp_path))
    (tmp_path / "comity-letter-pin").write_text(f"{PIN}\n")
    return tmp_path / "comity-letter-pin"


@pytest.fixture
def house(scene: Scene, token: SoftToken, monkeypatch: pytest.MonkeyPatch) -> Iterator[Scene]:
    for name in ("module", "token", "key", "certificate"):
        told = str(getattr(TOLD, name))
        monkeypatch.setenv(f"COMITY_LETTER_SEAL__{name.upper()}", told)
    letters.furnish(seal_letter)
    scene.settle_assessment()
    yield scene


def looked_at(told: LetterSealSettings, at: datetime | None = None) -> Check:
    return check_letter_seal(told, LIMITS, at=at or datetime.now(UTC))


def cause_of(told: LetterSealSettings, at: datetime | None = None) -> str:
    found = looked_at(told, at)
    assert (found.code, found.tone) == ("health_letter_seal_fails", Tone.STOP)
    assert found.cause is not None
    shown = check_json(found)
    assert "{" not in shown["sentence"] + shown["cause"]["sentence"]
    assert "nothing was changed" in shown["cause"]["sentence"]
    return found.cause.code


def changed(**change: object) -> LetterSealSettings:
    return LetterSealSettings.model_validate(TOLD.model_dump() | change)


def test_the_page_and_the_api_hand_out_a_letter_of_the_token(house: Scene, client: Client) -> None:
    reference = house.sent()
    client.force_login(Officer.objects.get(username="j.alvarez"))
    answer = client.post(f"/requests/{reference}/letter/", {"first": "en", "second": "uk"})
    found = check_letter(content_of(answer))
    assert found.whole
    assert found.certificate == CERTIFICATE.fingerprint(hashes.SHA256()).hex()
    again = Caller("j.alvarez").sign_in().post(f"/requests/{reference}/letters", {"second": "uk"})
    assert check_letter(content_of(again)).certificate == found.certificate


def test_without_the_token_nothing_is_sealed_and_nothing_is_on_record(
    house: Scene, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    reference = house.sent()
    entries = LedgerEntry.objects.count()
    monkeypatch.setenv("COMITY_LETTER_SEAL__TOKEN", "Elsewhere")
    client.force_login(Officer.objects.get(username="j.alvarez"))
    page = client.post(f"/requests/{reference}/letter/", {"first": "en", "second": "uk"})
    assert page.status_code == 200
    assert "Elsewhere" in page.content.decode()
    assert "nothing was changed" in page.content.decode()
    answer = Caller("j.alvarez").sign_in().post(f"/requests/{reference}/letters", {"second": "uk"})
    assert answer.status_code == 503
    assert answer.json()["code"] == "letter_token_missing"
    assert LedgerEntry.objects.count() == entries
    monkeypatch.setenv("COMITY_LETTER_SEAL__TOKEN", LABEL)
    whole = client.post(f"/requests/{reference}/letter/", {"first": "en", "second": "uk"})
    assert check_letter(content_of(whole)).whole


def test_released_figures_bear_the_same_seal_or_none(
    house: Scene, client: Client, monkeypatch: pytest.MonkeyPatch
) -> None:
    number = released(house)
    client.force_login(Officer.objects.get(username="m.chen"))
    sealed = content_of(client.get(f"/statistics/released/{number}/pdf/"))
    (seal,) = PdfFileReader(io.BytesIO(sealed)).embedded_signatures
    assert seal.signer_cert.dump() == CERTIFICATE.public_bytes(Encoding.DER)
    monkeypatch.setenv("COMITY_LETTER_SEAL__TOKEN", "Elsewhere")
    page = client.get(f"/statistics/released/{number}/pdf/")
    assert page.status_code == 503
    assert "Elsewhere" in page.content.decode()


def test_health_names_the_token_and_until_when_it_seals(token: SoftToken) -> None:
    assert looked_at(LetterSealSettings()).code == "health_letter_seal_own"
    good = looked_at(TOLD)
    assert (good.code, good.tone) == ("health_letter_seal_token", Tone.GOOD)
    soon = looked_at(TOLD, UNTIL - timedelta(days=10))
    assert (soon.code, soon.tone) == ("health_letter_seal_ends_soon", Tone.WATCH)
    assert dict(soon.facts)["days"] == "10"
    assert cause_of(TOLD, UNTIL + timedelta(days=1)) == "letter_token_certificate_not_valid"


def test_health_tells_by_name_what_is_wrong(token: SoftToken, pin: Path, tmp_path: Path) -> None:
    assert cause_of(changed(module="/absent.so")) == "letter_token_module_missing"
    assert cause_of(changed(token="Elsewhere")) == "letter_token_missing"
    assert cause_of(changed(key="absent")) == "letter_token_key_missing"
    assert cause_of(changed(certificate="absent")) == "letter_token_certificate_missing"
    file = tmp_path / "seal.pem"
    in_file = changed(certificate="", certificate_file=str(file))
    assert cause_of(in_file) == "letter_token_certificate_missing"
    file.write_bytes(b"no certificate")
    assert cause_of(in_file) == "letter_token_certificate_missing"
    other = certificate_of(ec.generate_private_key(ec.SECP256R1()))
    file.write_bytes(other.public_bytes(Encoding.PEM))
    assert cause_of(in_file) == "letter_token_certificate_differs"
    file.write_bytes(CERTIFICATE.public_bytes(Encoding.PEM))
    assert looked_at(in_file).tone is Tone.GOOD


def test_health_tells_by_name_what_is_wrong_with_the_pin(token: SoftToken, pin: Path) -> None:
    pin.write_text("000000")
    assert cause_of(TOLD) == "letter_token_pin_wrong"
    pin.write_text("two\nlines")
    assert cause_of(TOLD) == "letter_token_pin_unreadable"
    pin.unlink()
    assert cause_of(TOLD) == "letter_token_pin_missing"


def test_a_pin_in_the_home_folder_is_not_taken(
    token: SoftToken, home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("CREDENTIALS_DIRECTORY", str(home / "keys"))
    beside = home / "keys" / "comity-letter-pin"
    beside.write_text(PIN)
    try:
        assert cause_of(TOLD) == "letter_token_pin_unreadable"
    finally:
        beside.unlink()


def test_a_node_without_what_speaks_pkcs11_says_what_to_install(
    token: SoftToken, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(letter_seal, "find_spec", lambda name: None)
    assert cause_of(TOLD) == "letter_token_support_missing"


def test_the_seal_is_among_what_is_looked_at_and_no_setting_shows_the_pin(house: Scene) -> None:
    found = {check.name: check for check in health(datetime.now(UTC))}
    assert found["letter_seal"].code == "health_letter_seal_token"
    shown = shown_settings()
    assert any(each.name == "letter_seal.token" and each.value == LABEL for each in shown)
    assert not any(PIN in each.value for each in shown)
    assert NodeSettings().letter_seal == TOLD
