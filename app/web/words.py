"""How things of the model are called in addresses and on pages."""

import re
from urllib.parse import quote

from app.model import Communication, Semantics

COMMUNICATION = {
    Communication.SYNC: "Synchronous",
    Communication.ASYNC: "Asynchronous",
    Communication.STREAM: "Stream",
    Communication.SCHEDULE: "Schedule",
}
SEMANTICS = {
    Semantics.SYNC: "synchronous: waits for the answer",
    Semantics.ASYNC: "asynchronous: hands over and goes on",
    Semantics.ERROR: "error: the way that a failure takes",
}


def slug(words: str) -> str:
    """Lower-case words joined by hyphens: "Amazon SQS" → "amazon-sqs"."""
    return re.sub(r"[^a-z0-9]+", "-", words.lower()).strip("-")


def pattern_address(pattern: str, variation: str | None = None) -> str:
    """Where a pattern's page is, with one of its variations shown if one is named."""
    return f"/patterns/{pattern}" + (f"?variation={quote(variation)}" if variation else "")


def diagram_address(pattern: str, variation: str | None = None, **query: str) -> str:
    """Where a pattern's diagram is, as a file of its own."""
    asked = ({"variation": variation} if variation else {}) | query
    tail = "&".join(f"{key}={quote(value)}" for key, value in asked.items())
    return f"/patterns/{pattern}/diagram.svg" + (f"?{tail}" if tail else "")


def short(service: str) -> str:
    """An AWS service's name without its maker: "Amazon SQS" → "SQS"."""
    return service.removeprefix("Amazon ").removeprefix("AWS ")


def sentence(text: str) -> str:
    """With a capital at its start and a full stop at its end."""
    text = text.strip()
    return text if not text else text[0].upper() + text[1:] + ("" if text[-1] in ".!?" else ".")
