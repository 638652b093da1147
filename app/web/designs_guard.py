"""Before a route of the designs: no other site may make a browser change anything. After it: the store's errors, told.

There is no cookie and no login, but whoever can reach the site through a victim's browser could change designs with
it. A browser says where a request comes from (Sec-Fetch-Site, Origin), and asks before it sends JSON elsewhere; the
site's Host check keeps out names that were made to point here (DNS rebinding).
"""

from collections.abc import Callable, Coroutine
from typing import Any
from urllib.parse import urlsplit

from fastapi import Depends, Request
from fastapi.params import Depends as Dependency
from fastapi.responses import Response
from fastapi.routing import APIRoute

from app.documents import DocumentError
from app.store import (
    BinnedError,
    CursorError,
    LimitError,
    NewerSchemaError,
    NotBinnedError,
    StaleError,
    StoreError,
    UnavailableError,
    UnknownError,
)
from app.web.designs_http import ProblemError, findings_json, stale_answer
from app.web.errors import problem

READS = ("GET", "HEAD", "OPTIONS")
RETRY_SECONDS = 5
_TOLD: dict[type[StoreError], tuple[int, str]] = {
    UnknownError: (404, "unknown"),
    BinnedError: (409, "in-bin"),
    NotBinnedError: (409, "not-in-bin"),
    LimitError: (409, "limit"),
    NewerSchemaError: (409, "newer-schema"),
    CursorError: (422, "cursor"),
    UnavailableError: (503, "unavailable"),
}
"""Status and `reason`, by which a program tells the errors of one status apart."""


def _from_here(request: Request) -> bool:
    site = request.headers.get("sec-fetch-site")
    if site is not None and site not in ("same-origin", "none"):
        return False
    origin = request.headers.get("origin")
    # Names and ports are compared, not the scheme: behind a proxy that speaks TLS ours is plain HTTP.
    return origin is None or urlsplit(origin).netloc == request.headers.get("host")


def _check_origin(request: Request) -> None:
    if request.method not in READS and not _from_here(request):
        raise ProblemError(403, "a page of another site asked for this, so it was not done", reason="other-site")


def guarded() -> Dependency:
    """The dependency that refuses what another site's page asks for."""
    dependency: Dependency = Depends(_check_origin)
    return dependency


class ProblemRoute(APIRoute):
    """A route whose errors are answered as RFC 9457 problem documents."""

    def get_route_handler(self) -> Callable[[Request], Coroutine[Any, Any, Response]]:
        """The handler, with the store's errors turned into answers."""
        handler = super().get_route_handler()

        async def told(request: Request) -> Response:
            try:
                return await handler(request)
            except ProblemError as error:
                return problem(error.status, error.detail, request, **error.more)
            except DocumentError as error:
                return problem(422, str(error.findings[0]), request, findings=findings_json(error.findings))
            except StaleError as error:
                return stale_answer(request, error, None)
            except StoreError as error:
                status, reason = _TOLD[type(error)]
                answer = problem(status, str(error), request, reason=reason)
                if status == 503:
                    answer.headers["Retry-After"] = str(RETRY_SECONDS)
                return answer

        return told
