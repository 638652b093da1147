"""Routes of APIs: what `POST /orders/{id}` means, and how it is written into a backend's address."""

import re
from dataclasses import dataclass

from app.graph import Arrow, Handle, Route, Site, Sub, Text

_PLACEHOLDER = re.compile(r"\{[A-Za-z0-9._-]+\+?\}")
_PART = re.compile(r"[A-Za-z0-9._~-]+")

EVERYTHING = (Route("ANY", "/"), Route("ANY", "/{proxy+}"))
"""`$default`, where an API has no such route or the path must be passed on."""


@dataclass(frozen=True)
class Written:
    """What an arrow's `route` says: one route, or everything that no other route takes."""

    route: Route
    default: bool


def written(arrow: Arrow, site: Site) -> Written | None:
    """The route of an arrow; None, and a finding, if its path cannot be one."""
    said: str = arrow.said("route")
    if said == "$default":
        return Written(EVERYTHING[1], default=True)
    method, _, path = said.partition(" ")
    parts = [part for part in path.split("/") if part]
    names = [part.strip("{}+") for part in parts if part.startswith("{")]
    if (
        any(not (_PLACEHOLDER.fullmatch(part) or _PART.fullmatch(part)) for part in parts)
        or any("+" in part for part in parts[:-1])
        or len(names) != len(set(names))
    ):
        site.refuse(
            "route",
            f"{path!r} is no path of an API",
            "Write whole parts in braces, each name once, and a plus in the last one only: `/orders/{id}/{rest+}`.",
            arrow.id,
        )
        return None
    return Written(Route(method, "/" + "/".join(parts)), default=False)


def check_headers(arrow: Arrow, target: Handle, site: Site) -> None:
    """Refuse `headers` where no queue could keep them with its message."""
    if arrow.said("headers") and target.component.kind not in ("queue", "microservice"):
        site.refuse(
            "headers",
            f"the headers of a request cannot go on to {target.component.id!r}, which keeps no attributes of messages",
            "Send the request to a queue, or leave `headers` out.",
            arrow.id,
        )


def address(base: Text, route: Route) -> Sub:
    """Where a request goes on the backend: the same path below its base."""
    return Sub.of(base, re.sub(r"\+\}", "}", route.path))
