"""We call the primitives as their specifications mean them to be called.

The vectors are a few of those that pyca/cryptography ships for its own tests (cryptography_vectors
50.0.2, Apache-2.0 OR BSD-3-Clause): ML-DSA-44 and ML-KEM-768 from the known answers of FIPS 204
and FIPS 203, HPKE base mode from RFC 9180 and from draft-ietf-hpke-pq for X-Wing.
"""

import json
from pathlib import Path
from typing import Any

import pytest
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, Suite

from comity.crypto.errors import NotForThisKeyError, SignatureWrongError
from comity.crypto.keys import SealingKey, SigningKey
from comity.crypto.sealing import ENCAPSULATED_SIZE, seal_to
from comity.crypto.signing import HybridVerifier

TOLD = json.loads((Path(__file__).parent / "vectors" / "primitives.json").read_text())
SEED = bytes(32)


def raw(text: str) -> bytes:
    return bytes.fromhex(text)


@pytest.mark.parametrize("vector", TOLD["mldsa44"])
def test_mldsa44_of_fips_204(vector: dict[str, str]) -> None:
    key = SigningKey("vectors/sender", SEED, raw(vector["xi"])).public()
    assert key.mldsa44 == raw(vector["pk"])
    message, context = raw(vector["msg"]), raw(vector["ctx"])
    signature = raw(vector["sm"])[: -len(message)]
    key.check_mldsa44(message, signature, context=context)
    for other in (message + b"x", b""):
        with pytest.raises(SignatureWrongError):
            key.check_mldsa44(other, signature, context=context)
    with pytest.raises(SignatureWrongError):
        key.check_mldsa44(message, signature, context=context + b"x")


@pytest.mark.parametrize("vector", TOLD["mlkem768"])
def test_mlkem768_of_fips_203(vector: dict[str, str]) -> None:
    key = MLKEM768PrivateKey.from_seed_bytes(raw(vector["d"]) + raw(vector["z"]))
    assert key.public_key().public_bytes_raw() == raw(vector["pk"])
    assert key.decapsulate(raw(vector["ct"])) == raw(vector["ss"])


def sealed_with_the_keys_of(told: dict[str, Any]) -> bytes:
    """What a sender with the vector's key and nonce seals without further data, as we do.

    The vector's own ciphertext has further data, which the library's single call takes none of; it
    shows here that key, nonce and content are those of the vector.
    """
    first, aead = told["encryption"], ChaCha20Poly1305(raw(told["key"]))
    nonce, content = raw(told["base_nonce"]), raw(first["pt"])
    assert aead.encrypt(nonce, content, raw(first["aad"])) == raw(first["ct"])
    return raw(told["enc"]) + aead.encrypt(nonce, content, None)


def test_hpke_base_mode_of_rfc_9180() -> None:
    told = TOLD["hpke_x25519"]
    suite = Suite(KEM.X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
    key = X25519PrivateKey.from_private_bytes(raw(told["skRm"]))
    assert key.public_key().public_bytes_raw() == raw(told["pkRm"])
    opened = suite.decrypt(sealed_with_the_keys_of(told), key, raw(told["info"]))
    assert opened == raw(told["encryption"]["pt"])


def test_hpke_with_x_wing_from_the_same_seed() -> None:
    told = TOLD["hpke_xwing"]
    key = SealingKey(raw(told["skRm"]))
    assert key.public() == raw(told["pkRm"])
    sealed, info = sealed_with_the_keys_of(told), raw(told["info"])
    opened = key.open(sealed[:ENCAPSULATED_SIZE], sealed[ENCAPSULATED_SIZE:], info=info)
    assert opened == raw(told["encryption"]["pt"])
    # What is sealed for one thing does not open for another.
    encapsulated, wrapped = seal_to(key.public(), b"sixteen bytes ok", info=b"for this")
    assert key.open(encapsulated, wrapped, info=b"for this") == b"sixteen bytes ok"
    with pytest.raises(NotForThisKeyError):
        key.open(encapsulated, wrapped, info=b"for that")


def test_a_public_key_of_the_vectors_makes_a_verifier() -> None:
    vector = TOLD["mldsa44"][0]
    ed25519 = SigningKey("vectors/sender", SEED, SEED).public().ed25519
    verifier = HybridVerifier("vectors/sender", ed25519=ed25519, mldsa44=raw(vector["pk"]))
    message = raw(vector["msg"])
    verifier.check_mldsa44(message, raw(vector["sm"])[: -len(message)], context=raw(vector["ctx"]))
