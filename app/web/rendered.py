"""A finished answer, kept as bytes, and how it is sent: whole, compressed, or as "you have it already"."""

from dataclasses import dataclass
from functools import lru_cache
from gzip import compress
from hashlib import sha256

from starlette.datastructures import Headers
from starlette.responses import Response
from starlette.types import Receive, Scope, Send

FOREVER = "public, max-age=31536000, immutable"
"""For addresses that hold a hash of the content."""
ASK_FIRST = "no-cache"
"""The browser keeps it and asks each time whether it still holds."""

WORTH_COMPRESSING = 600
"""Bytes; below that the compressed answer needs as many packets."""
_TEXT = ("text/", "application/json", "application/problem+json", "image/svg+xml")

RawHeaders = list[tuple[bytes, bytes]]


@dataclass(frozen=True)
class Rendered:
    """Bytes with everything that is sent before them."""

    body: bytes
    headers: RawHeaders
    etag: bytes
    zipped: bytes | None
    zipped_headers: RawHeaders
    zipped_etag: bytes
    unchanged_headers: RawHeaders

    @property
    def size(self) -> int:
        """The memory that it takes, in bytes, near enough."""
        return len(self.body) + len(self.zipped or b"")


def rendered(
    body: bytes, media_type: str, *, cache_control: str = ASK_FIRST, headers: dict[str, str] | None = None
) -> Rendered:
    """Prepare an answer: compress it where that pays and name it by a hash of its content."""
    name = sha256(body).hexdigest()[:24]
    # A strong ETag promises the same bytes, so the compressed form needs a name of its own (RFC 9110, 8.8.3.3).
    etag, zipped_etag = f'"{name}"'.encode(), f'"{name}-gz"'.encode()
    zipped = None
    if len(body) >= WORTH_COMPRESSING and media_type.startswith(_TEXT):
        zipped = compress(body, 9, mtime=0)
    common = [(b"cache-control", cache_control.encode())]
    if zipped is not None:
        common.append((b"vary", b"accept-encoding"))
    common += [(key.lower().encode(), value.encode()) for key, value in (headers or {}).items()]
    kind = (b"content-type", media_type.encode())
    return Rendered(
        body=body,
        headers=[kind, (b"content-length", str(len(body)).encode()), (b"etag", etag), *common],
        etag=etag,
        zipped=zipped,
        zipped_headers=[
            kind,
            (b"content-length", str(len(zipped or b"")).encode()),
            (b"content-encoding", b"gzip"),
            (b"etag", zipped_etag),
            *common,
        ],
        zipped_etag=zipped_etag,
        unchanged_headers=common,
    )


@lru_cache(maxsize=256)
def _takes_gzip(accepted: bytes) -> bool:
    for offer in accepted.decode("latin-1").lower().split(","):
        coding, _, weight = offer.partition(";")
        if coding.strip() in ("gzip", "*"):
            return weight.replace(" ", "") not in ("q=0", "q=0.0", "q=0.00", "q=0.000")
    return False


async def send_rendered(answer: Rendered, scope: Scope, send: Send) -> None:
    """Send it in the form that the client takes, or 304 where it holds that form already."""
    accepted = known = b""
    for key, value in scope["headers"]:
        if key == b"accept-encoding":
            accepted = value
        elif key == b"if-none-match":
            known = value
    zipped = answer.zipped if answer.zipped is not None and _takes_gzip(accepted) else None
    if known and _names(known, answer):
        etag = answer.etag if zipped is None else answer.zipped_etag
        headers = [(b"etag", etag), *answer.unchanged_headers]
        await send({"type": "http.response.start", "status": 304, "headers": headers})
        await send({"type": "http.response.body", "body": b""})
        return
    headers = list(answer.headers if zipped is None else answer.zipped_headers)
    body = answer.body if zipped is None else zipped
    await send({"type": "http.response.start", "status": 200, "headers": headers})
    await send({"type": "http.response.body", "body": b"" if scope["method"] == "HEAD" else body})


def _names(known: bytes, answer: Rendered) -> bool:
    # If-None-Match compares weakly: a proxy may have put W/ before the name (RFC 9110, 13.1.2).
    names = {name.strip().removeprefix(b"W/") for name in known.split(b",")}
    return b"*" in names or answer.etag in names or answer.zipped_etag in names


class Held(Response):
    """A rendered answer as Starlette's Response, for routes to return."""

    def __init__(self, answer: Rendered) -> None:
        super().__init__(status_code=200)
        self.answer = answer

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:  # noqa: ARG002 - ASGI's signature
        """Send it."""
        await send_rendered(self.answer, scope, send)


def header(answer: Rendered, name: str) -> str | None:
    """One header of the uncompressed form."""
    return Headers(raw=answer.headers).get(name)
