"""The icons of the kinds, as SVG symbols: AWS's own from the npm package `aws-icons`, or a glyph where there is none.

AWS's fills stay as they are, but for the dark ink of a few line drawings: that becomes `currentColor`, or nobody would
see them on a dark page.
"""

import re
from functools import cache
from html import escape
from pathlib import Path
from xml.etree import ElementTree

from app.diagram.theme import FONT
from app.kinds import kinds
from app.model import Family, Kind
from app.settings import get_settings

SPRITE_URL = "/diagram/icons.svg"
"""Where the site serves `icon_sprite()`, unless `draw` is told otherwise."""

_SVG = "{http://www.w3.org/2000/svg}"
_INK = re.compile(r"#232f3[de]", re.IGNORECASE)
_TINTS = {
    Family.API: "#8c4fff",
    Family.COMPUTE: "#d45b07",
    Family.MESSAGING: "#e7157b",
    Family.STREAMING: "#8c4fff",
    Family.ORCHESTRATION: "#e7157b",
    Family.STORAGE: "#c925d1",
    Family.OPERATIONS: "#e7157b",
}
"""AWS's colours by category, behind a white glyph. What is outside has only an outline."""


def symbol_id(kind: str, prefix: str = "") -> str:
    """The id of a kind's symbol."""
    return f"{prefix}icon-{kind}"


def icon_folder() -> Path:
    """Where the npm package keeps its icons, if it is installed."""
    return get_settings().static / "node_modules" / "aws-icons" / "icons"


def symbol(kind_id: str, prefix: str = "") -> str:
    """A kind's icon as a <symbol>; one that nobody knows gets a question mark."""
    return _symbol(kind_id, prefix, icon_folder())


@cache
def _symbol(kind_id: str, prefix: str, folder: Path) -> str:
    kind = kinds().get(kind_id)
    drawn = _official(kind, folder, prefix) if kind is not None and kind.icon else None
    view, inner = drawn or (_GLYPH_VIEW, _glyph(kind))
    return f'<symbol id="{escape(symbol_id(kind_id, prefix))}" viewBox="{view}">{inner}</symbol>'


def icon_sprite() -> str:
    """One SVG file with a symbol `icon-{kind}` for every kind."""
    return f'<svg xmlns="http://www.w3.org/2000/svg">{"".join(symbol(kind) for kind in kinds())}</svg>'


def _official(kind: Kind, folder: Path, prefix: str) -> tuple[str, str] | None:
    try:
        root = ElementTree.parse(folder / f"{kind.icon}.svg").getroot()  # noqa: S314 - files of an npm package locked by hash, never a user's
    except (OSError, ElementTree.ParseError):
        return None
    names: dict[str, str] = {}
    for parent in list(root.iter()):
        for child in list(parent):
            if child.tag in {f"{_SVG}title", f"{_SVG}desc", f"{_SVG}metadata", f"{_SVG}script", f"{_SVG}style"}:
                parent.remove(child)
    for part in root.iter():
        if (own := part.get("id")) is not None:
            names[own] = f"{prefix}icon-{kind.id}-{own}"
            part.set("id", names[own])
    for part in root.iter():
        part.tag = part.tag.removeprefix(_SVG)
        for attribute, value in list(part.attrib.items()):
            if attribute.startswith("on") or attribute == "style":
                del part.attrib[attribute]
                continue
            for old, new in names.items():
                value = value.replace(f"url(#{old})", f"url(#{new})")
                value = f"#{new}" if value == f"#{old}" else value
            part.set(attribute, _INK.sub("currentColor", value))
    view = root.get("viewBox") or "0 0 64 64"
    inner = "".join(ElementTree.tostring(child, encoding="unicode") for child in root)
    return view, re.sub(r"\s*\n\s*", " ", inner).strip()


_GLYPH_VIEW = "0 0 48 48"


def _glyph(kind: Kind | None) -> str:
    glyph = kind.glyph if kind else "?"
    tint = _TINTS.get(kind.family) if kind else None
    size = {1: 26, 2: 20}.get(len(glyph), 15)
    face = (
        f'<rect width="48" height="48" fill="{tint}"/>'
        if tint
        else '<rect x="3" y="3" width="42" height="42" rx="9" fill="none" stroke="currentColor" stroke-width="2.5"/>'
    )
    return (
        f'{face}<text x="24" y="{24 + size * 0.36:g}" text-anchor="middle" font-family="{FONT}" font-size="{size}" '
        f'font-weight="700" fill="{"#ffffff" if tint else "currentColor"}">{escape(glyph)}</text>'
    )
