"""Styles, scripts, fonts and the icon sprite, read once and served from memory.

Vite's manifest says under which hashed name each source was built. Without a build the plain style sheets are served as
they are, no script is, and every page says so at its end.
"""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from hashlib import sha256
from mimetypes import guess_type
from pathlib import Path
from typing import Any

from app.web.rendered import ASK_FIRST, FOREVER, Rendered, rendered

MOUNT = "/static"
_TYPES = {".js": "text/javascript; charset=utf-8", ".css": "text/css; charset=utf-8", ".svg": "image/svg+xml"}


@dataclass(frozen=True)
class Assets:
    """What a page links to, and the files behind those addresses."""

    styles: tuple[str, ...]
    early_scripts: tuple[str, ...]
    """Run before the page is painted: the theme, which would flash otherwise."""
    scripts: tuple[str, ...]
    fonts: tuple[str, ...]
    """Worth fetching before the style sheet asks for them."""
    icons: str
    favicon: str
    files: Mapping[str, Rendered]
    """By address."""
    fault: str
    """Why there are no scripts; empty where there are."""


def _type(path: Path) -> str:
    return _TYPES.get(path.suffix) or guess_type(path.name)[0] or "application/octet-stream"


def _hashed(name: str, suffix: str, body: bytes, files: dict[str, Rendered]) -> str:
    address = f"{MOUNT}/{name}-{sha256(body).hexdigest()[:12]}{suffix}"
    files[address] = rendered(body, _type(Path(address)), cache_control=FOREVER)
    return address


def load_assets(static: Path, sprite: str) -> Assets:
    """Read the built front end, or the plain style sheets where there is none. `sprite` is the icons' SVG."""
    files: dict[str, Rendered] = {}
    icons = _hashed("icons", ".svg", sprite.encode(), files)
    favicon = _hashed("favicon", ".svg", (static / "favicon.svg").read_bytes(), files)
    dist = static / "dist"
    manifest = dist / ".vite" / "manifest.json"
    failed = dist / "BUILD_FAILED.txt"
    if manifest.is_file() and not failed.is_file():
        built: Mapping[str, Any] = json.loads(manifest.read_text(encoding="utf-8"))
        address = {source: f"{MOUNT}/{entry['file']}" for source, entry in built.items()}
        for entry in built.values():
            path = dist / entry["file"]
            files[f"{MOUNT}/{entry['file']}"] = rendered(path.read_bytes(), _type(path), cache_control=FOREVER)
        return Assets(
            styles=(address["styles/built.css"],),
            early_scripts=(address["src/theme-early.ts"],),
            scripts=(address["src/main.ts"],),
            fonts=tuple(sorted(place for place in address.values() if place.endswith(".woff2"))),
            icons=icons,
            favicon=favicon,
            files=files,
            fault="",
        )
    for path in sorted((static / "styles").glob("*.css")):
        files[f"{MOUNT}/styles/{path.name}"] = rendered(path.read_bytes(), _type(path), cache_control=ASK_FIRST)
    return Assets(
        styles=(f"{MOUNT}/styles/site.css",),
        early_scripts=(),
        scripts=(),
        fonts=(),
        icons=icons,
        favicon=favicon,
        files=files,
        fault=_fault(failed),
    )


def _fault(failed: Path) -> str:
    """The line of the build's message that names the fault, or what to do where nothing was built."""
    if not failed.is_file():
        return "static/dist is missing; `make run` builds it"
    lines = [line.strip() for line in failed.read_text(encoding="utf-8").splitlines() if line.strip()]
    telling = [line for line in lines if "error" in line.lower() and not line.lower().startswith("error during")]
    return (telling or lines or ["static/dist/BUILD_FAILED.txt is empty"])[0][:300]
