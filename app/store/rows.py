"""What designs, revisions and shares do alike with the tables, inside a session of the caller's."""

import json
import time
import unicodedata
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlmodel import Session, col, delete, exists, select

from app.model import Design
from app.store.documents import document_of, etag_of, findings_of, write_json
from app.store.errors import UnknownError
from app.store.tables import DesignRow, RevisionRow, ShareRow
from app.store.thinning import superfluous
from app.store.upgrade import upgrade
from app.store.views import Revision, RevisionDocument, Saved, Summary

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MAX_KEY = 300
"""Characters of a sort key; PostgreSQL's index holds 2,700 bytes an entry, and some letters unfold to eighteen."""


def clock() -> int:
    """Now, in microseconds since 1970."""
    return time.time_ns() // 1_000


def moment(microseconds: int) -> datetime:
    """A stored time as everybody else writes it."""
    return _EPOCH + timedelta(microseconds=microseconds)


def name_key(text: str) -> str:
    """A name as it is sorted and searched by: without capitals and accents, and without what PostgreSQL cannot hold."""
    apart = unicodedata.normalize("NFKD", text.casefold())
    plain = "".join(letter for letter in apart if unicodedata.category(letter) not in ("Mn", "Cc", "Cs"))
    return plain[:MAX_KEY]


def find(session: Session, design_id: str, *, to_change: bool = False) -> DesignRow:
    """A design's row, locked until the session ends if it is to be changed. Raises UnknownError."""
    asked = select(DesignRow).where(col(DesignRow.id) == design_id)
    # SQLite knows no row locks; there the whole session waits its turn (Database.writing).
    row = session.exec(asked.with_for_update() if to_change else asked).first() if _sound(design_id) else None
    if row is None:
        raise UnknownError("there is no such design")
    return row


def _sound(text: str) -> bool:
    return text.isascii() and text.isalnum()


def find_revision(session: Session, design_id: str, number: int) -> RevisionRow:
    """A revision's row. Raises UnknownError."""
    row = session.get(RevisionRow, (design_id, number)) if 0 < number < 2**63 else None
    if row is None:
        raise UnknownError(f"this design has no revision {number}, or no longer")
    return row


def put_version(session: Session, row: DesignRow, design: Design, now: int) -> None:
    """Make a design the newest version of a row that the session holds, and thin the ones before."""
    document = document_of(design)
    text = write_json(document)
    row.version += 1
    row.etag = etag_of(row.version, text)
    row.name, row.name_key = design.name, name_key(design.name)
    row.complete = not findings_of(document)
    row.modified = now
    session.add(row)
    session.flush()
    session.add(RevisionRow(design_id=row.id, number=row.version, created=now, etag=row.etag, document=text, name=None))
    session.flush()
    automatic = session.exec(
        select(RevisionRow.number, RevisionRow.created).where(
            col(RevisionRow.design_id) == row.id, col(RevisionRow.name).is_(None)
        )
    )
    if gone := superfluous(dict(automatic.all()), now):
        session.exec(delete(RevisionRow).where(col(RevisionRow.design_id) == row.id, col(RevisionRow.number).in_(gone)))


def text_of(session: Session, row: DesignRow) -> str:
    """The current document's text."""
    return find_revision(session, row.id, row.version).document


def parsed(text: str) -> dict[str, Any]:
    """A stored document in today's schema."""
    document: dict[str, Any] = json.loads(text)
    return upgrade(document)


def summary(row: DesignRow, *, shared: bool) -> Summary:
    """A row as others see it."""
    return Summary(**_facts(row), shared=shared)


def saved(session: Session, row: DesignRow) -> Saved:
    """A row and its document as others see them."""
    shared = session.exec(select(exists().where(col(ShareRow.design_id) == row.id))).one()
    return Saved(**_facts(row), shared=shared, document=parsed(text_of(session, row)))


def _facts(row: DesignRow) -> dict[str, Any]:
    return {
        "id": row.id,
        "name": row.name,
        "created": moment(row.created),
        "modified": moment(row.modified),
        "deleted": None if row.deleted is None else moment(row.deleted),
        "version": row.version,
        "etag": row.etag,
        "complete": row.complete,
    }


def revision(row: RevisionRow) -> Revision:
    """A revision as others see it."""
    return Revision(number=row.number, name=row.name, created=moment(row.created), etag=row.etag)


def revision_document(row: RevisionRow) -> RevisionDocument:
    """A revision and its document as others see them."""
    return RevisionDocument(**revision(row).model_dump(), document=parsed(row.document))
