"""What we compute and read agrees with the specifications and with other implementations."""

import base64
import hashlib
import json
import zlib
from datetime import UTC, datetime
from io import BytesIO
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PublicKey

from comity.crypto import age, checkpoints, merkle, notes
from comity.crypto.age_text import identity_text, read_identity, read_recipient, recipient_text
from comity.crypto.errors import NotForThisKeyError
from comity.crypto.keys import SealingKey, SigningKey
from comity.crypto.signing import HybridVerifier
from comity.kernel.errors import ComityError

VECTORS = Path(__file__).parent / "vectors"
STOCK = json.loads((VECTORS / "age_stock.json").read_text())
CCTV = json.loads((VECTORS / "age_cctv.json").read_text())
COSIGNED = json.loads((VECTORS / "cosignature.json").read_text())

# The leaves and roots that Certificate Transparency's implementations test RFC 6962 §2.1 with;
# RFC 9162 hashes the same way.
LEAVES = (
    "",
    "00",
    "10",
    "2021",
    "3031",
    "40414243",
    "5051525354555657",
    "606162636465666768696a6b6c6d6e6f",
)
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)

# The example of Go's `note` package, from which C2SP signed-note comes.
GO_KEY = "PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW"
GO_NOTE = (
    "If you think cryptography is the answer to your problem,\n"
    "then you don't know what your problem is.\n"
    "\n"
    "— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpR"
    "Zb6KE6RyyBwJnAM=\n"
)


@pytest.mark.parametrize("size", range(len(ROOTS)))
def test_the_roots_of_certificate_transparency_are_reached(size: int) -> None:
    leaves = [merkle.leaf_hash(bytes.fromhex(leaf)) for leaf in LEAVES[:size]]
    assert merkle.root_of(leaves).hex() == ROOTS[size]


def test_the_note_of_go_reads_and_verifies() -> None:
    name, identifier, encoded = GO_KEY.split("+", 2)
    key = base64.b64decode(encoded)
    note = notes.parse(GO_NOTE.encode(), limit=1000)
    (line,) = note.signatures
    assert note.to_bytes() == GO_NOTE.encode()
    assert notes.key_id(name, kind=key[:1], public=key[1:]) == line.key_id
    assert line.key_id.hex() == identifier
    Ed25519PublicKey.from_public_bytes(key[1:]).verify(line.value, note.text)


def test_a_cosignature_put_together_from_the_specification_is_accepted() -> None:
    verifier = HybridVerifier(
        COSIGNED["name"],
        ed25519=bytes.fromhex(COSIGNED["ed25519"]),
        mldsa44=bytes.fromhex(COSIGNED["mldsa44"]),
    )
    opened = checkpoints.open_cosignature(
        COSIGNED["note"].encode(), verifier, origin=COSIGNED["origin"]
    )
    assert opened.at == datetime.fromtimestamp(COSIGNED["seconds"], tz=UTC)
    assert opened.checkpoint.size == COSIGNED["size"]
    assert opened.checkpoint.root.hex() == COSIGNED["root"]


def test_our_keys_from_the_same_seeds_are_the_same_keys() -> None:
    seed = bytes.fromhex(COSIGNED["seed"])
    public = SigningKey(COSIGNED["name"], seed, seed).public()
    assert public.ed25519.hex() == COSIGNED["ed25519"]
    assert public.mldsa44.hex() == COSIGNED["mldsa44"]


def test_an_age_identity_has_the_recipient_that_stock_tools_compute() -> None:
    key = read_identity(STOCK["identity"])
    assert recipient_text(key.public()) == STOCK["recipient"]
    assert read_recipient(STOCK["recipient"]) == key.public()
    assert identity_text(key) == STOCK["identity"]


@pytest.mark.parametrize("vector", STOCK["files"], ids=lambda vector: f"{vector['size']} bytes")
def test_files_sealed_by_a_stock_tool_open(vector: dict[str, object]) -> None:
    key = read_identity(STOCK["identity"])
    opened = age.open_bytes(base64.b64decode(str(vector["file"])), key, limit=100_000)
    assert opened == bytes(i % 251 for i in range(int(str(vector["size"]))))


def _cctv(name: str) -> tuple[dict[str, str], bytes]:
    """Return what a vector says of itself, and its file."""
    told, _, file = base64.b64decode(CCTV[name]).partition(b"\n\n")
    facts = dict(line.split(": ", 1) for line in told.decode().split("\n"))
    return facts, zlib.decompress(file) if "compressed" in facts else file


def _opened(facts: dict[str, str], file: bytes) -> bytes:
    """Open a vector's file, with its X-Wing identity or else with the file key it tells."""
    stream, out = BytesIO(file), BytesIO()
    header = age.read_header(stream)
    if "-PQ-" in facts.get("identity", ""):
        file_key = age.unwrap(header, read_identity(facts["identity"]))
    else:
        file_key = bytes.fromhex(facts["file key"])
        age.check_header(header, file_key)
    age.decrypt_payload(file_key, stream, out)
    return out.getvalue()


@pytest.mark.parametrize("name", sorted(CCTV))
def test_the_age_vectors_of_the_community(name: str) -> None:
    facts, file = _cctv(name)
    if facts["expect"] == "success":
        assert hashlib.sha256(_opened(facts, file)).hexdigest() == facts["payload"]
    else:
        with pytest.raises(ComityError) as refused:
            _opened(facts, file)
        assert refused.value.code.startswith(FAILURES.get(name, FAILURES[facts["expect"]]))


FAILURES = {
    "header failure": "seal_header_malformed",
    "HMAC failure": "seal_header_altered",
    "no match": "seal_not_for_this_key",
    "payload failure": "seal_payload_",
    # A share that no honest sender makes opens nothing: we say so rather than judge the header.
    "hybrid_identity": "seal_not_for_this_key",
    "hybrid_low_order": "seal_not_for_this_key",
    # Not our recipient type, so it is passed over.
    "hybrid_x25519_arg": "seal_not_for_this_key",
    # The payload's nonce is part of the payload here.
    "stream_no_nonce": "seal_payload_truncated",
    "stream_short_nonce": "seal_payload_truncated",
}


def test_a_file_sealed_to_somebody_else_does_not_open() -> None:
    sealed = base64.b64decode(STOCK["files"][1]["file"])
    with pytest.raises(NotForThisKeyError):
        age.open_bytes(sealed, SealingKey.generate(), limit=100)
