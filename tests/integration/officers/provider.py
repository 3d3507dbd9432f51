"""A small OpenID Connect provider, run as a process of its own: discovery, code flow, PKCE.

    python -m tests.integration.officers.provider CLIENT_ID CLIENT_SECRET CALLBACK

It prints its address. Whoever comes to `authorize` is signed in at once, as `login_hint` or as
the file named by `COMITY_TEST_SUBJECT` says; the file may also ask for a token that is wrong.
"""

import base64
import hashlib
import json
import os
import secrets
import sys
import time
from http.server import BaseHTTPRequestHandler, HTTPServer, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlencode, urlsplit

import jwt
from cryptography.hazmat.primitives.asymmetric import rsa

CLIENT_ID, CLIENT_SECRET, CALLBACK = sys.argv[1:4]
TOLD = Path(os.environ["COMITY_TEST_SUBJECT"])
KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
STRANGERS_KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
CODES: dict[str, dict[str, str]] = {}


def told() -> dict[str, str]:
    return dict(json.loads(TOLD.read_text()))


def identity(issuer: str) -> str:
    now, wish = int(time.time()), told()
    claims = {
        "iss": wish.get("iss", issuer),
        "aud": wish.get("aud", CLIENT_ID),
        "sub": wish["sub"],
        "iat": now,
        "exp": now + int(wish.get("lasts", "300")),
    }
    key = STRANGERS_KEY if wish.get("key") == "another" else KEY
    return jwt.encode(claims, key, algorithm="RS256", headers={"kid": "one"})


class Provider(BaseHTTPRequestHandler):
    @property
    def issuer(self) -> str:
        assert isinstance(self.server, HTTPServer)
        return f"http://127.0.0.1:{self.server.server_port}"

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        match url.path:
            case "/.well-known/openid-configuration":
                self.answer(self.description())
            case "/jwks":
                public = jwt.algorithms.RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True)
                self.answer({"keys": [{**public, "kid": "one", "alg": "RS256", "use": "sig"}]})
            case "/authorize":
                self.authorize({name: each[0] for name, each in parse_qs(url.query).items()})
            case _:
                self.send_error(404)

    def description(self) -> dict[str, Any]:
        return {
            "issuer": self.issuer,
            "authorization_endpoint": f"{self.issuer}/authorize",
            "token_endpoint": f"{self.issuer}/token",
            "jwks_uri": f"{self.issuer}/jwks",
            "token_endpoint_auth_methods_supported": ["client_secret_post"],
        }

    def authorize(self, asked: dict[str, str]) -> None:
        known = asked["client_id"] == CLIENT_ID and asked["redirect_uri"] == CALLBACK
        if not known or asked.get("code_challenge_method") != "S256":
            self.send_error(400)
            return
        code = secrets.token_urlsafe()
        CODES[code] = asked
        self.send_response(302)
        back = urlencode({"code": code, "state": asked["state"]})
        self.send_header("Location", f"{CALLBACK}?{back}")
        self.end_headers()

    def do_POST(self) -> None:
        raw = self.rfile.read(int(self.headers["Content-Length"]))
        sent = {name: each[0] for name, each in parse_qs(raw.decode()).items()}
        asked = CODES.pop(sent.get("code", ""), None)
        digest = hashlib.sha256(sent.get("code_verifier", "").encode()).digest()
        challenge = base64.urlsafe_b64encode(digest).rstrip(b"=").decode()
        if (
            asked is None
            or challenge != asked["code_challenge"]
            or sent.get("client_secret") != CLIENT_SECRET
        ):
            self.answer({"error": "invalid_grant"}, status=400)
            return
        self.answer(
            {"access_token": "x", "token_type": "Bearer", "id_token": identity(self.issuer)}
        )

    def answer(self, body: dict[str, Any], *, status: int = 200) -> None:
        raw = json.dumps(body).encode()
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(raw)))
        self.end_headers()
        self.wfile.write(raw)

    def log_message(self, *told: Any) -> None:
        """Say nothing."""


def main() -> None:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Provider)
    print(f"http://127.0.0.1:{server.server_port}", flush=True)
    server.serve_forever()


if __name__ == "__main__":
    main()
