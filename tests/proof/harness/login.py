"""A login server: it signs tokens, and tells the key to check them by, as OpenID Connect has it."""

import base64
import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import padding, rsa

from tests.proof.harness.outside import Asked, Outside, Reply
from tests.proof.harness.rewrite import Template

PUBLISHED = "https://login.example.com"
"""The issuer that the patterns name."""
HOUR = 3_600


class Login:
    """Signs tokens; unless told otherwise, for the audience of the cinema's app."""

    def __init__(self, server: Outside) -> None:
        self._server = server
        self._key = _key()
        server.answer = self._answer

    def token(self, visitor: str, *, audience: str = "cinema-app", lasts: int = HOUR, **claims: str) -> dict[str, str]:
        """The header that a visitor sends."""
        return self._header({"sub": visitor, "aud": audience, "exp": int(time.time()) + lasts} | claims, self._key)

    def forged(self, visitor: str) -> dict[str, str]:
        """The same, signed by somebody else."""
        return self._header({"sub": visitor, "aud": "cinema-app", "exp": int(time.time()) + HOUR}, _key())

    def install(self, template: Template) -> None:
        """Be the issuer in the place of the one that the pattern names."""
        changed = json.loads(json.dumps(template).replace(PUBLISHED, self._server.url))
        template.clear()
        template.update(changed)

    def _header(self, claims: dict[str, Any], key: rsa.RSAPrivateKey) -> dict[str, str]:
        said = ({"alg": "RS256", "kid": "one"}, claims | {"iss": self._server.url})
        signed = ".".join(_encoded(json.dumps(part).encode()) for part in said)
        signature = key.sign(signed.encode(), padding.PKCS1v15(), hashes.SHA256())
        return {"Authorization": f"Bearer {signed}.{_encoded(signature)}"}

    def _answer(self, asked: Asked) -> Reply:
        if asked.path.endswith("openid-configuration"):
            return 200, {"issuer": self._server.url, "jwks_uri": f"{self._server.url}/keys"}
        public = self._key.public_key().public_numbers()
        numbers = {name: _encoded(value.to_bytes(-(-value.bit_length() // 8), "big")) for name, value in _both(public)}
        return 200, {"keys": [{"kid": "one", "kty": "RSA", "alg": "RS256", "use": "sig"} | numbers]}


@contextmanager
def login_server() -> Iterator[Login]:
    """A login server on the loopback."""
    with Outside() as server:
        yield Login(server)


def _key() -> rsa.RSAPrivateKey:
    return rsa.generate_private_key(public_exponent=65_537, key_size=2_048)


def _both(public: rsa.RSAPublicNumbers) -> tuple[tuple[str, int], tuple[str, int]]:
    return ("n", public.n), ("e", public.e)


def _encoded(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")
