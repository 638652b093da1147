"""The nearest valid word, for complaints about one that is not."""

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
