"""Any text, as a literal or a comment that nothing in it can end."""

import re
import textwrap
from collections.abc import Iterator
from functools import lru_cache

COMMENT_WIDTH = 100
_NAMED = {"\n": "\\n", "\r": "\\r", "\t": "\\t", "\\": "\\\\"}
_WORDS = (
    re.compile(r"([a-z\d])([A-Z])"),
    re.compile(r"([A-Z]+)([A-Z][a-z]+)"),
)


def escaped(text: str, special: str, wide: str) -> str:
    """The inside of a literal: what `special` lists gets a backslash, what is invisible its number, by `wide` where
    four digits do not hold it.
    """
    if text.isprintable() and "\\" not in text and not any(mark in text for mark in special):
        return text
    return "".join(_escaped(character, special, wide) for character in text)


def _escaped(character: str, special: str, wide: str) -> str:
    if character in _NAMED:
        return _NAMED[character]
    if character in special:
        return "\\" + character
    # Separators and marks of direction would end a line, or show it in another order than it is read.
    if not character.isprintable():
        return f"\\u{ord(character):04x}" if ord(character) <= 0xFFFF else wide.format(ord(character))
    return character


def comment(text: str, mark: str, indent: int) -> Iterator[str]:
    """Lines of a comment."""
    for line in text.splitlines():
        bare = "".join(character for character in line if character.isprintable())
        for piece in textwrap.wrap(bare, COMMENT_WIDTH - indent) or [""]:
            yield f"{' ' * indent}{mark} {piece}".rstrip()


@lru_cache(maxsize=4096)
def snake(name: str) -> str:
    """`queueArn` → `queue_arn`, as jsii names things in Python."""
    for words in _WORDS:
        name = words.sub(r"\1_\2", name)
    return name.lower()


def kebab(name: str) -> str:
    """`ordersStack` → `orders-stack`."""
    return snake(name).replace("_", "-")


def camel(name: str) -> str:
    """`DBClusterIdentifier` → `dbClusterIdentifier`, as CDK names CloudFormation's properties."""
    first, *rest = snake(name).split("_")
    return first + "".join(word[:1].upper() + word[1:] for word in rest)
