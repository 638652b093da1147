"""How wide text is, by fixed metrics, so that a layout never depends on the fonts of the machine that computes it.

The widths are Helvetica's (Adobe Font Metrics, in thousandths of the font size), which Arial, Liberation Sans and Arimo
share; `SAFETY` leaves room for a reader's other font.
"""

import re
from functools import lru_cache
from unicodedata import category, combining, east_asian_width, normalize

SAFETY = 1.04
ELLIPSIS = "…"

_PLAIN = (
    "278 278 355 556 556 889 667 191 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 278 278 "
    "584 584 584 556 1015 667 667 722 722 667 611 778 722 278 500 667 556 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 278 278 278 469 556 333 556 556 500 556 556 278 556 556 222 222 500 222 833 556 556 556 556 333 500 "
    "278 556 500 722 500 500 500 334 260 334 584"
)
_BOLD = (
    "278 333 474 556 556 889 722 238 333 333 389 584 278 333 278 278 556 556 556 556 556 556 556 556 556 556 333 333 "
    "584 584 584 611 975 722 722 722 722 667 611 778 722 278 556 722 611 833 722 778 667 778 722 667 611 722 667 944 "
    "667 667 611 333 278 333 584 556 333 556 611 556 611 556 333 611 611 278 278 556 278 889 611 611 611 611 389 556 "
    "333 611 556 778 556 556 500 389 280 389 584"
)
_WIDTHS = tuple({chr(32 + at): int(width) for at, width in enumerate(row.split())} for row in (_PLAIN, _BOLD))
_WIDE = 1000
_PICTURE = 1400
_OTHER = 760
"""Cyrillic and Greek capitals come near this; most letters are narrower."""

_UNSHOWABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
_STEERING = re.compile("[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\ufeff]")


def shown(text: str) -> str:
    """The text as one line that XML may hold, without marks that would turn around what stands beside it."""
    return " ".join(_STEERING.sub("", _UNSHOWABLE.sub("", text)).split())


@lru_cache(maxsize=4096)
def _thousandths(character: str, bold: bool) -> int:
    table = _WIDTHS[bold]
    if (width := table.get(character)) is not None:
        return width
    if combining(character) or category(character) in {"Mn", "Me", "Cf"}:
        return 0
    if category(character) == "So" or character >= "\U0001f000":
        return _PICTURE
    if east_asian_width(character) in "WF":
        return _WIDE
    return table.get(normalize("NFD", character)[0], _OTHER)


def width(text: str, size: float, *, bold: bool = False) -> float:
    """The width of a line in px, at a font size in px."""
    return sum(_thousandths(character, bold) for character in text) * size * SAFETY / 1000


def fit(text: str, room: float, size: float, *, bold: bool = False) -> str:
    """The text, or as much of its beginning as fits, followed by an ellipsis."""
    if width(text, size, bold=bold) <= room:
        return text
    kept = ""
    for character in text:
        if width(kept + character + ELLIPSIS, size, bold=bold) > room:
            break
        kept += character
    return kept.rstrip(" ,;:-\u2013\u2014") + ELLIPSIS


def _pieces(text: str, room: float, size: float, bold: bool) -> list[str]:
    """Words; those too long for a line are cut where a name has its joints, or else anywhere."""
    found: list[str] = []
    for word in text.split(" "):
        rest = word
        while width(rest, size, bold=bold) > room:
            end = 1
            while end < len(rest) and width(rest[: end + 1], size, bold=bold) <= room:
                end += 1
            joint = max((at for at in range(2, end + 1) if rest[at - 1] in "-_/.:@"), default=end)
            found.append(rest[:joint])
            rest = rest[joint:]
            if len(found) > 400:
                break
        found.append(rest)
    return found


def wrap(text: str, room: float, size: float, lines: int, *, bold: bool = False) -> tuple[str, ...]:
    """At most that many lines, none wider than `room`; what does not fit ends in an ellipsis."""
    text = shown(text)
    if not text:
        return ()
    rows: list[str] = []
    previous = ""
    for piece in _pieces(text, room, size, bold):
        glue = "" if previous and not previous.endswith(" ") and _was_cut(text, previous, piece) else " "
        joined = f"{rows[-1]}{glue}{piece}" if rows else piece
        if rows and glue == " " and width(joined, size, bold=bold) <= room:
            rows[-1] = joined
        else:
            rows.append(piece)
        previous = piece
    if len(rows) > lines:
        rest = " ".join(rows[lines - 1 :])
        rows = [*rows[: lines - 1], fit(rest, room, size, bold=bold)]
        if not rows[-1].endswith(ELLIPSIS):
            rows[-1] = fit(rows[-1] + ELLIPSIS, room, size, bold=bold)
    return tuple(rows)


def _was_cut(text: str, before: str, after: str) -> bool:
    return before + after in text and f"{before} {after}" not in text


def balanced(text: str, room: float, size: float, lines: int, *, bold: bool = False) -> tuple[str, ...]:
    """As `wrap`, in the same number of lines, but with lines of like width."""
    best = wrap(text, room, size, lines, bold=bold)
    if len(best) < 2 or best[-1].endswith(ELLIPSIS):
        return best
    low, high = 0.0, room
    for _ in range(7):
        middle = (low + high) / 2
        rows = wrap(text, middle, size, lines, bold=bold)
        words_whole = all(row in shown(text) for row in rows) and not rows[-1].endswith(ELLIPSIS)
        if len(rows) == len(best) and words_whole and not _cuts_word(rows, text):
            best, high = rows, middle
        else:
            low = middle
    return best


def _cuts_word(rows: tuple[str, ...], text: str) -> bool:
    return " ".join(rows) != shown(text)
