"""Logical ids: letters and digits, unique in a stack, made from component ids."""

from collections.abc import Iterator


def pascal(identifier: str) -> str:
    """`dead-letters` → `DeadLetters`."""
    return "".join(word[:1].upper() + word[1:] for word in identifier.split("-"))


def stem(component: str, kind: str) -> str:
    """The logical id that a component would like: its id, and its kind where the id does not say it already.

    `events` of kind `queue` gives `EventsQueue`, `api` of kind `rest-api` gives `RestApi`.
    """
    own, suffix = pascal(component), pascal(kind)
    if own.endswith(suffix):
        return own
    return suffix if suffix.endswith(own) else own + suffix


class Names:
    """The logical ids that are taken."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def claim(self, wanted: str) -> str:
        """The wanted id, numbered if somebody has it."""
        name = next(name for name in _numbered(wanted) if name not in self._taken)
        self._taken.add(name)
        return name


def _numbered(wanted: str) -> Iterator[str]:
    yield wanted
    number = 2
    while True:
        yield f"{wanted}{number}"
        number += 1
