"""Which automatic revisions are kept: all of the last while, then fewer the older they are.

The canvas saves every few seconds. Of an hour's work one wants each minute, of last month's each day.
"""

from collections.abc import Iterable, Mapping

NEWEST = 20
"""So many are kept whatever their age: they are what a merge or a slip of the hand needs."""

_SECOND = 1_000_000
STEPS: tuple[tuple[int, int], ...] = (
    (3_600 * _SECOND, 60 * _SECOND),
    (86_400 * _SECOND, 3_600 * _SECOND),
    (30 * 86_400 * _SECOND, 86_400 * _SECOND),
)
"""(up to this age, one of each so long), in microseconds; each length divides the next, so thinning twice is thinning
once.
"""
BEYOND = 7 * 86_400 * _SECOND
"""Of what is older, one a week."""


def superfluous(created: Mapping[int, int], now: int, kept: Iterable[int] = ()) -> set[int]:
    """The numbers of the revisions to remove, given each one's time; of each stretch of time the last one stays.

    `kept` are the named ones, which are never removed and stand for nothing.
    """
    numbers = sorted(created.keys() - set(kept), reverse=True)
    seen: set[tuple[int, int]] = set()
    gone: set[int] = set()
    for number in numbers[NEWEST:]:
        length = next((length for age, length in STEPS if now - created[number] <= age), BEYOND)
        stretch = (length, created[number] // length)
        if stretch in seen:
            gone.add(number)
        seen.add(stretch)
    return gone
