"""The floor of an exhibit: the same passes over the same bytes, and no line of the product.

    here     read the sealed file, TLS
    there    TLS, write, fsync; then read, SHA-256 of the sealed, open each 64 KiB, SHA-256 of that

`serve` is the one end, `fetch` the other; `fetch` prints the CPU seconds of both.
"""

import hashlib
import os
import resource
import socket
import ssl
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

from cryptography.hazmat.primitives.ciphers.aead import ChaCha20Poly1305

PIECE, CHUNK, TAG = 1 << 18, 1 << 16, 16
KEY = bytes(32)


def seal(source: str, target: str) -> None:
    """Seal a file chunk by chunk, with both digests; print the CPU seconds it took."""
    begun = time.process_time()
    aead, plain, sealed = ChaCha20Poly1305(KEY), hashlib.sha256(), hashlib.sha256()
    with Path(source).open("rb") as file, Path(target).open("wb") as out:
        number = 0
        while chunk := file.read(CHUNK):
            plain.update(chunk)
            done = aead.encrypt(number.to_bytes(12), chunk, None)
            sealed.update(done)
            out.write(done)
            number += 1
        out.flush()
        os.fsync(out.fileno())
    print(time.process_time() - begun)


def serve(port: str, folder: str, file: str) -> None:
    """Send the file once, then the CPU seconds used."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.minimum_version = ssl.TLSVersion.TLSv1_3
    context.load_cert_chain(Path(folder) / "certificate.pem", Path(folder) / "key.pem")
    with socket.create_server(("127.0.0.1", int(port))) as listening:
        line, _ = listening.accept()
    with context.wrap_socket(line, server_side=True) as safe, Path(file).open("rb") as content:
        begun = time.process_time()
        while piece := content.read(PIECE):
            safe.sendall(piece)
        safe.sendall(f"{time.process_time() - begun:024.6f}".encode())


def fetch(port: str, folder: str, size: str, target: str) -> None:
    """Take the file, keep it, check it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT)
    context.check_hostname = False
    context.load_verify_locations(Path(folder) / "certificate.pem")
    line = _connected(int(port))
    begun, started = time.process_time(), time.monotonic()
    with context.wrap_socket(line) as safe:
        left = int(size)
        with Path(target).open("wb") as out:
            while left:
                piece = safe.recv(min(left, PIECE))
                out.write(piece)
                left -= len(piece)
            out.flush()
            os.fsync(out.fileno())
        there = bytearray()
        while piece := safe.recv(64):
            there += piece
    aead, plain, sealed = ChaCha20Poly1305(KEY), hashlib.sha256(), hashlib.sha256()
    for number, chunk in enumerate(_chunks(target)):
        sealed.update(chunk)
        plain.update(aead.decrypt(number.to_bytes(12), chunk, None))
    print(time.process_time() - begun + float(there), time.monotonic() - started)
    print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)


def _connected(port: int) -> socket.socket:
    until = time.monotonic() + 30
    while time.monotonic() < until:
        try:
            return socket.create_connection(("127.0.0.1", port))
        except ConnectionRefusedError:
            time.sleep(0.05)
    raise TimeoutError(f"nobody serves on port {port}")


def _chunks(target: str) -> Iterator[bytes]:
    with Path(target).open("rb") as file:
        while chunk := file.read(CHUNK + TAG):
            yield chunk


if __name__ == "__main__":
    parts: dict[str, Callable[..., None]] = {"seal": seal, "serve": serve, "fetch": fetch}
    parts[sys.argv[1]](*sys.argv[2:])
