"""What complaints need: the nearest valid word, and which characters no text may hold."""

import re
from collections.abc import Iterable
from difflib import get_close_matches


def nearest(word: object, valid: Iterable[str]) -> str:
    """`; did you mean 'queue'?`, or the list where it is short, or nothing: to be put behind a complaint."""
    words = sorted(set(valid))
    if close := get_close_matches(str(word), words, n=1, cutoff=0.6):
        return f"; did you mean {close[0]!r}?"
    if 0 < len(words) <= 12:
        return f"; valid: {', '.join(words)}"
    return ""


def unprintable(text: str) -> str | None:
    """What is wrong with a text that no screen shows and no XML document may hold; None if nothing is."""
    if (found := _UNPRINTABLE.search(text)) is None:
        return None
    return f"the character U+{ord(found[0]):04X} cannot be shown: remove it"


_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")
