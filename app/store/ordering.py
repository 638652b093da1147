"""Merging two orders that came of a third."""

from collections.abc import Hashable, Sequence
from typing import TypeVar

Key = TypeVar("Key", bound=Hashable)


def merged_order(base: Sequence[Key], mine: Sequence[Key], theirs: Sequence[Key], kept: set[Key]) -> list[Key]:
    """The keys of `kept` in one order. Symmetric in `mine` and `theirs`; each of `kept` occurs in at least one of them.

    Where one side left base's order alone, the other's counts; where both changed it, one of the two is chosen by
    content, because no order is worth a question. What a side added stays behind what it was added behind.
    """
    common = _common(base, mine, theirs, kept)
    anchored = [_added(side, set(common), kept) for side in (mine, theirs)]
    result: list[Key] = []
    for anchor in (None, *common):
        if anchor is not None:
            result.append(anchor)
        for group in sorted((groups.get(anchor, []) for groups in anchored), key=repr):
            result.extend(group)
    return result


def _common(base: Sequence[Key], mine: Sequence[Key], theirs: Sequence[Key], kept: set[Key]) -> list[Key]:
    """What both sides have, in the order of the side that changed it."""
    both = set(mine) & set(theirs) & kept
    one, other = ([key for key in side if key in both] for side in (mine, theirs))
    before = [key for key in base if key in both]
    known = set(before)
    one_known, other_known = ([key for key in side if key in known] for side in (one, other))
    if one_known != before == other_known:
        return one
    if other_known != before == one_known:
        return other
    return min(one, other, key=repr)


def _added(side: Sequence[Key], common: set[Key], kept: set[Key]) -> dict[Key | None, list[Key]]:
    """What only this side has, by the common key that it stands behind; None for the beginning."""
    groups: dict[Key | None, list[Key]] = {}
    anchor: Key | None = None
    for key in side:
        if key in common:
            anchor = key
        elif key in kept:
            groups.setdefault(anchor, []).append(key)
    return groups
