"""A letter sealed with a key in a token: whole for every judge, and by that key or not at all."""

import io
import subprocess
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec, ed25519, rsa
from cryptography.hazmat.primitives.serialization import Encoding
from pyhanko.keys import load_certs_from_pemder_data
from pyhanko.pdf_utils.reader import PdfFileReader
from pyhanko.sign.validation import validate_pdf_signature
from pyhanko_certvalidator import ValidationContext

from comity.letters import token as tokens
from comity.letters.checking import check_letter
from comity.letters.terms import Finding
from comity.letters.token import opened
from comity.letters.token_sealing import seal_in_token
from comity.letters.token_terms import Token, TokenError
from tests.soft_token import (
    FROM,
    LABEL,
    MODULE,
    PIN,
    UNTIL,
    Private,
    SoftToken,
    authority,
    certificate_of,
    soft_token,
)
from tests.unit.letters.matters import AT, MATTER, set_letter

CURVE = ec.generate_private_key(ec.SECP256R1())
LARGE = ec.generate_private_key(ec.SECP384R1())
RSA = rsa.generate_private_key(public_exponent=65537, key_size=2048)
KEYS: dict[str, Private] = {"curve": CURVE, "large": LARGE, "rsa": RSA}
CERTIFICATES = {name: certificate_of(key) for name, key in KEYS.items()}


def der(certificate: x509.Certificate) -> bytes:
    return certificate.public_bytes(Encoding.DER)


def told(name: str = "curve", **change: Any) -> Token:
    base = Token(module=str(MODULE), label=LABEL, key=name, certificate=name, pin=PIN)
    return replace(base, **change)


@pytest.fixture(scope="module")
def token(tmp_path_factory: pytest.TempPathFactory) -> Iterator[SoftToken]:
    with soft_token(tmp_path_factory.mktemp("token")) as made:
        for number, (name, key) in enumerate(KEYS.items(), start=1):
            made.key(name, key, f"0{number}")
            made.certificate(name, CERTIFICATES[name])
        yield made


@pytest.fixture(autouse=True)
def none_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(tokens, "_refused", set())


@pytest.fixture(scope="module")
def letter() -> bytes:
    return set_letter()


def sealed(letter: bytes, token: Token) -> bytes:
    return seal_in_token(letter, token=token, reference=MATTER.reference, at=AT)


def refusal(token: Token, moved: timedelta = timedelta()) -> TokenError:
    with pytest.raises(TokenError) as refused, opened(token, at=AT + moved):
        pass
    return refused.value


@pytest.mark.parametrize("name", KEYS)
def test_every_kind_of_key_makes_a_seal_that_holds(
    token: SoftToken, letter: bytes, name: str
) -> None:
    made = sealed(letter, told(name))
    found = check_letter(made)
    assert (found.finding, found.sealed_by) == (Finding.WHOLE, "United States customs")
    (seal,) = PdfFileReader(io.BytesIO(made)).embedded_signatures
    assert seal.signer_cert.dump() == der(CERTIFICATES[name])
    trusted = ValidationContext(trust_roots=[seal.signer_cert], allow_fetching=False)
    assert validate_pdf_signature(seal, signer_validation_context=trusted).bottom_line
    assert seal.sig_object["/SubFilter"] == "/ETSI.CAdES.detached"
    # What lifts the version would leave PDF/A-3 behind.
    assert "/Version" not in PdfFileReader(io.BytesIO(made)).root


@pytest.mark.parametrize("name", KEYS)
def test_poppler_finds_the_seal_valid_and_one_changed_byte(
    token: SoftToken, letter: bytes, name: str, tmp_path: Path
) -> None:
    made = sealed(letter, told(name))
    place = made.index(b"stream") + 40
    changed = made[:place] + bytes([made[place] ^ 1]) + made[place + 1 :]

    def judged(content: bytes) -> str:
        (tmp_path / "letter.pdf").write_bytes(content)
        command = ["pdfsig", "-nocert", str(tmp_path / "letter.pdf")]
        return subprocess.run(command, capture_output=True, text=True).stdout

    assert "Signature is Valid." in judged(made)
    assert "Total document signed" in judged(made)
    assert "Signature is Valid." not in judged(changed)


def test_a_certificate_from_a_file_brings_those_that_vouch_for_it(
    token: SoftToken, letter: bytes
) -> None:
    root, signing = authority()
    own = certificate_of(CURVE, by=(root, signing))
    made = sealed(letter, told(certificate="", chain=(der(own), der(root))))
    (seal,) = PdfFileReader(io.BytesIO(made)).embedded_signatures
    (trusted,) = load_certs_from_pemder_data(der(root))
    context = ValidationContext(trust_roots=[trusted], allow_fetching=False)
    assert validate_pdf_signature(seal, signer_validation_context=context).bottom_line
    assert der(root) in {each.dump() for each in seal.other_embedded_certs}
    assert check_letter(made).whole


@pytest.mark.parametrize(
    ("change", "code"),
    [
        ({"module": "/usr/lib/softhsm/absent.so"}, "letter_token_module_missing"),
        ({"module": __file__}, "letter_token_module_missing"),
        ({"label": "Another"}, "letter_token_missing"),
        ({"pin": ""}, "letter_token_pin_missing"),
        ({"pin": "000000"}, "letter_token_pin_wrong"),
        ({"key": "absent"}, "letter_token_key_missing"),
        ({"certificate": "absent"}, "letter_token_certificate_missing"),
        ({"certificate": "", "chain": (b"no certificate",)}, "letter_token_certificate_missing"),
        ({"certificate": "large"}, "letter_token_certificate_differs"),
        ({"certificate": "rsa"}, "letter_token_certificate_differs"),
        ({"key": "rsa"}, "letter_token_certificate_differs"),
    ],
)
def test_what_is_wrong_with_a_token_is_told_by_name(
    token: SoftToken, change: dict[str, Any], code: str
) -> None:
    assert refusal(told(**change)).code == code


def test_a_certificate_of_another_key_of_the_same_kind_differs(token: SoftToken) -> None:
    for kind in (ec.generate_private_key(ec.SECP256R1()), ed25519.Ed25519PrivateKey.generate()):
        if isinstance(kind, ed25519.Ed25519PrivateKey):
            other = _of_ed25519(kind)
        else:
            other = der(certificate_of(kind))
        found = refusal(told(certificate="", chain=(other,)))
        assert found.code == "letter_token_certificate_differs"


def _of_ed25519(private: ed25519.Ed25519PrivateKey) -> bytes:
    name = x509.Name([])
    public = private.public_key()
    return der(x509.CertificateBuilder(name, name, public, 1, FROM, UNTIL).sign(private, None))


def test_a_certificate_that_is_over_or_not_begun_seals_nothing(
    token: SoftToken, letter: bytes
) -> None:
    for moved in (timedelta(days=37_000), timedelta(days=-700)):
        found = refusal(told(), moved)
        assert found.code == "letter_token_certificate_not_valid"
    ended = certificate_of(CURVE, ends=AT - timedelta(seconds=1))
    with pytest.raises(TokenError):
        sealed(letter, told(certificate="", chain=(der(ended),)))


def test_a_wrong_pin_is_tried_once_and_not_until_the_token_locks(tmp_path: Path) -> None:
    with soft_token(tmp_path / "pins") as made:
        made.key("curve", CURVE)
        made.certificate("curve", CERTIFICATES["curve"])
        wrong = told(pin="111111")
        assert refusal(wrong).code == "letter_token_pin_wrong"
        made.change_pin("111111")
        # It would be taken now; that it is not shows that the token was not asked.
        assert refusal(wrong).code == "letter_token_pin_wrong"
        tokens._refused.clear()
        with opened(wrong, at=AT) as ready:
            assert ready.ends == UNTIL


def test_two_keys_of_one_name_are_none(tmp_path: Path) -> None:
    with soft_token(tmp_path / "twice") as made:
        for number in ("01", "02"):
            made.key("twice", ec.generate_private_key(ec.SECP256R1()), number)
        assert refusal(told("twice")).code == "letter_token_key_missing"


def test_a_token_that_is_taken_away_and_brought_back_seals_again(
    tmp_path: Path, letter: bytes
) -> None:
    with soft_token(tmp_path / "moved") as made:
        made.key("curve", CURVE)
        made.certificate("curve", CERTIFICATES["curve"])
        assert check_letter(sealed(letter, told())).whole
        place = made.folder / "tokens"
        place.rename(made.folder / "away")
        place.mkdir()
        with pytest.raises(TokenError) as refused:
            sealed(letter, told())
        assert refused.value.code == "letter_token_missing"
        place.rmdir()
        (made.folder / "away").rename(place)
        assert check_letter(sealed(letter, told())).whole


def test_a_token_that_goes_while_it_is_asked_is_told(token: SoftToken, letter: bytes) -> None:
    with pytest.raises(TokenError) as refused, opened(told(), at=AT) as ready:
        ready.session.close()
        ready.session.generate_random(64)
    assert refused.value.code == "letter_token_fails"
    assert dict(refused.value.facts)["token"] == LABEL


def test_no_word_about_a_token_holds_its_pin(token: SoftToken) -> None:
    assert PIN not in repr(told())
    for change in ({"label": "Another"}, {"key": "absent"}, {"pin": "999999"}):
        found = str(refusal(told(**change)))
        assert PIN not in found
        assert "999999" not in found
