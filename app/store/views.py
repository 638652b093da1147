"""What the store tells: values without a tie to the database."""

from datetime import datetime
from enum import StrEnum
from typing import Any

from app.model.base import Frozen


class Sort(StrEnum):
    """By what a list is ordered."""

    MODIFIED = "modified"
    """The last saved first."""
    CREATED = "created"
    """The newest first."""
    NAME = "name"
    """By name, capitals and accents aside."""


class Summary(Frozen):
    """A saved design without its document."""

    id: str
    name: str
    created: datetime
    modified: datetime
    """When it was last saved; being put into the bin does not count."""
    deleted: datetime | None
    """Since when it lies in the bin."""
    version: int
    """Counts the saves, from 1: the number of its newest revision."""
    etag: str
    """Names exactly this version."""
    complete: bool
    """Whether kinds and protocols found nothing to complain of when it was saved."""
    shared: bool
    """Whether a share link leads to it."""


class Saved(Summary):
    """A saved design."""

    document: dict[str, Any]
    """In today's schema."""


class Revision(Frozen):
    """A version of a design, without its document."""

    number: int
    name: str | None
    """What somebody called it; None for one that was kept automatically, and may be thinned."""
    created: datetime
    etag: str


class RevisionDocument(Revision):
    """A version of a design."""

    document: dict[str, Any]
    """In today's schema."""


class Query(Frozen):
    """What a list asks for."""

    search: str = ""
    """Words that must all occur in the name; capitals and accents do not count."""
    sort: Sort = Sort.MODIFIED
    reverse: bool = False
    """Against the order that `sort` has by itself."""
    bin: bool = False
    """What lies in the bin, instead of what does not."""
    limit: int = 30
    after: str | None = None
    """Where the page before ended: its `next`."""


class Listing(Frozen):
    """One page of a list."""

    designs: tuple[Summary, ...]
    next: str | None
    """To ask for the next page with; None on the last."""
