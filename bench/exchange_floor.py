"""The floor: what any such exchange must do for each parcel, and no line of the product.

    sender      sign the head with two signatures, seal, post over TLS, verify the receipt, commit
    receiver    verify both signatures, open, store durably, sign the receipt with two signatures

`serve` runs the receiver, `send` the sender; each prints or writes the CPU seconds it used.
"""

import hashlib
import http.client
import os
import sqlite3
import ssl
import sys
import time
from collections.abc import Callable
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from cryptography.hazmat.primitives.asymmetric.mldsa import MLDSA44PrivateKey
from cryptography.hazmat.primitives.asymmetric.mlkem import MLKEM768PrivateKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey
from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305
from cryptography.hazmat.primitives.hpke import AEAD, KDF, KEM, MLKEM768X25519PrivateKey, Suite

SUITE = Suite(KEM.MLKEM768_X25519, KDF.HKDF_SHA256, AEAD.CHACHA20_POLY1305)
WRAPPED = 1120 + 32 + 16
NONCE = bytes(12)
ED, ML = 64, 2420
# Both ends make the same keys from fixed seeds: there is nobody to keep them from.
ED25519 = Ed25519PrivateKey.from_private_bytes(bytes(32))
ML_DSA = MLDSA44PrivateKey.from_seed_bytes(bytes(32))
X_WING = MLKEM768X25519PrivateKey(
    MLKEM768PrivateKey.from_seed_bytes(bytes(64)), X25519PrivateKey.from_private_bytes(bytes(32))
)
SEALING = X_WING.public_key()


def sign(text: bytes) -> bytes:
    return ED25519.sign(text) + ML_DSA.sign(text)


def verify(text: bytes, signatures: bytes) -> None:
    ED25519.public_key().verify(signatures[:ED], text)
    ML_DSA.public_key().verify(signatures[ED : ED + ML], text)


def seal(content: bytes) -> bytes:
    key = os.urandom(32)
    return SUITE.encrypt(key, SEALING) + ChaCha20Poly1305(key).encrypt(NONCE, content, None)


def unseal(sealed: bytes) -> bytes:
    key = SUITE.decrypt(sealed[:WRAPPED], X_WING)
    return ChaCha20Poly1305(key).decrypt(NONCE, sealed[WRAPPED:], None)


def table(path: str) -> sqlite3.Connection:
    database = sqlite3.connect(path, isolation_level=None)
    database.execute("PRAGMA journal_mode=WAL")
    database.execute("PRAGMA synchronous=FULL")
    database.execute("CREATE TABLE IF NOT EXISTS message (id INTEGER PRIMARY KEY, body BLOB)")
    database.execute("CREATE TABLE IF NOT EXISTS receipt (id INTEGER PRIMARY KEY, raw BLOB)")
    return database


def store(database: sqlite3.Connection, bodies: list[bytes]) -> None:
    database.execute("BEGIN IMMEDIATE")
    database.executemany("INSERT INTO message (body) VALUES (?)", [(body,) for body in bodies])
    database.execute("COMMIT")


class Receiver(BaseHTTPRequestHandler):
    """Verify, open, store, sign."""

    protocol_version = "HTTP/1.1"
    size = 0
    database: sqlite3.Connection

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        head, signatures, sealed = raw[:32], raw[32 : 32 + ED + ML], raw[32 + ED + ML :]
        verify(head, signatures)
        content = unseal(sealed)
        bodies = [content[at : at + self.size] for at in range(0, len(content), self.size)]
        digest = hashlib.sha256()
        for body in bodies:
            digest.update(hashlib.sha256(body).digest())
        if digest.digest() != head:
            raise ValueError("the content is not what was signed")
        store(self.database, bodies)
        receipt = sign(b"held" + head)
        self.database.execute("INSERT INTO receipt (raw) VALUES (?)", (receipt,))
        self.send_response(200)
        self.send_header("Content-Length", str(len(receipt)))
        self.end_headers()
        self.wfile.write(receipt)

    def do_GET(self) -> None:
        told = str(time.process_time()).encode()
        self.send_response(200)
        self.send_header("Content-Length", str(len(told)))
        self.end_headers()
        self.wfile.write(told)

    def log_message(self, *_: object) -> None:
        """Say nothing."""


def serve(port: str, folder: str, size: str) -> None:
    """Receive until killed."""
    Receiver.size = int(size)
    Receiver.database = table(str(Path(folder) / "received.sqlite3"))
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(Path(folder) / "certificate.pem", Path(folder) / "key.pem")
    server = HTTPServer(("127.0.0.1", int(port)), Receiver)
    server.socket = context.wrap_socket(server.socket, server_side=True)
    server.serve_forever()


def send(port: str, folder: str, size: str, parcels: str, messages: str) -> None:
    """Send parcels of so many messages; print the CPU seconds of both ends."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.load_verify_locations(Path(folder) / "certificate.pem")
    connection = http.client.HTTPSConnection("127.0.0.1", int(port), context=context)
    database = table(str(Path(folder) / "sent.sqlite3"))
    body = bytes(int(size))
    connection.request("GET", "/")
    there = float(connection.getresponse().read())
    begun = time.process_time()
    for _ in range(int(parcels)):
        bodies = [body] * int(messages)
        store(database, bodies)
        digest = hashlib.sha256()
        for each in bodies:
            digest.update(hashlib.sha256(each).digest())
        head = digest.digest()
        connection.request("POST", "/", body=head + sign(head) + seal(b"".join(bodies)))
        receipt = connection.getresponse().read()
        verify(b"held" + head, receipt)
        database.execute("INSERT INTO receipt (raw) VALUES (?)", (receipt,))
    here = time.process_time() - begun
    connection.request("GET", "/")
    print(here + float(connection.getresponse().read()) - there)


if __name__ == "__main__":
    parts: dict[str, Callable[..., None]] = {"serve": serve, "send": send}
    parts[sys.argv[1]](*sys.argv[2:])
