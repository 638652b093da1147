"""Designs: create, read, replace, list, bin."""

import json
import secrets
from base64 import urlsafe_b64decode, urlsafe_b64encode
from collections.abc import Callable, Mapping
from typing import Any

from sqlalchemy import tuple_
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Mapped
from sqlmodel import Session, col, exists, select

from app.model import Design
from app.model.design import MAX_NAME
from app.store import rows
from app.store.database import Database
from app.store.documents import content_hash, design_of, document_of, write_json
from app.store.errors import BinnedError, CursorError, NotBinnedError, StaleError, UnknownError
from app.store.tables import DesignRow, RevisionRow, ShareRow
from app.store.views import Listing, Query, Saved, Sort

MAX_PAGE = 100
MAX_WORDS = 10
"""Of a search; each one is a condition more."""
_COLUMNS: Mapping[Sort, Mapped[Any]] = {
    Sort.MODIFIED: col(DesignRow.modified),
    Sort.CREATED: col(DesignRow.created),
    Sort.NAME: col(DesignRow.name_key),
}


def new_id() -> str:
    """128 random bits: who was not given it finds no design by trying."""
    return secrets.token_hex(16)


class Designs:
    """The designs of one database."""

    def __init__(self, database: Database, clock: Callable[[], int] = rows.clock) -> None:
        self._database = database
        self._clock = clock

    def create(self, design: Design, design_id: str | None = None) -> Saved:
        """Save a new design, under an id that its maker has drawn (32 hexadecimal digits) or one drawn here.

        To create the same design under the same id again gives the one that is there, so that a writer who never got
        the answer can ask again. Raises StaleError if another design has the id.
        """
        try:
            with self._database.writing() as session:
                return rows.saved(session, self._insert(session, design, design_id or new_id()))
        except _TakenError as error:
            with self._database.reading() as session:
                there = rows.saved(session, rows.find(session, error.design_id))
            if _alike(design, there.document):
                return there
            raise StaleError(there, None) from error

    def _insert(self, session: Session, design: Design, design_id: str) -> DesignRow:
        now = self._clock()
        row = DesignRow(
            id=design_id,
            name=design.name,
            name_key=rows.name_key(design.name),
            version=0,
            etag="",
            complete=False,
            created=now,
            modified=now,
        )
        session.add(row)
        try:
            session.flush()
        except IntegrityError as error:
            raise _TakenError(design_id) from error
        rows.put_version(session, row, design, now)
        return row

    def get(self, design_id: str) -> Saved:
        """A design, in the bin or not. Raises UnknownError."""
        with self._database.reading() as session:
            return rows.saved(session, rows.find(session, design_id))

    def replace(self, design_id: str, design: Design, etag: str) -> Saved:
        """Save a new version of the one that `etag` names. What is already saved is not saved again, so a writer who
        never got the answer can ask again.

        Raises UnknownError, BinnedError, and StaleError if the design has changed meanwhile.
        """
        with self._database.writing() as session:
            row = self._to_change(session, design_id)
            if row.etag.endswith("-" + content_hash(write_json(document_of(design)))):
                return rows.saved(session, row)
            self._same(session, row, etag)
            rows.put_version(session, row, design, self._clock())
            return rows.saved(session, row)

    def rename(self, design_id: str, name: str, etag: str | None = None) -> Saved:
        """Give a design another name and change nothing else, so that no version need be named.

        Raises UnknownError, BinnedError, StaleError if one was named that is not the current one, and DocumentError if
        the name or the saved document is none that can be kept.
        """
        with self._database.writing() as session:
            row = self._to_change(session, design_id)
            if etag is not None:
                self._same(session, row, etag)
            document = rows.parsed(rows.text_of(session, row))
            design = design_of(document | {"name": name})
            if not _alike(design, document):
                rows.put_version(session, row, design, self._clock())
            return rows.saved(session, row)

    def restore_revision(self, design_id: str, number: int, etag: str) -> Saved:
        """Save an old revision as the newest version. Raises UnknownError, BinnedError, StaleError, and DocumentError
        if the revision is no design by today's rules.
        """
        with self._database.writing() as session:
            row = self._to_change(session, design_id)
            self._same(session, row, etag)
            design = design_of(rows.parsed(rows.find_revision(session, design_id, number).document))
            if not _alike(design, rows.parsed(rows.text_of(session, row))):
                rows.put_version(session, row, design, self._clock())
            return rows.saved(session, row)

    def duplicate(self, design_id: str, name: str | None = None) -> Saved:
        """A new design with the same content, called "Copy of …" unless named. Raises UnknownError, DocumentError."""
        with self._database.writing() as session:
            row = rows.find(session, design_id)
            document = rows.parsed(rows.text_of(session, row))
            design = design_of(document | {"name": name if name is not None else copy_name(row.name)})
            return rows.saved(session, self._insert(session, design, new_id()))

    def discard(self, design_id: str, etag: str | None = None) -> None:
        """Put a design into the bin, where its share links lead nowhere. Raises UnknownError, StaleError."""
        with self._database.writing() as session:
            row = rows.find(session, design_id, to_change=True)
            if etag is not None:
                self._same(session, row, etag)
            if row.deleted is None:
                row.deleted = self._clock()
                session.add(row)

    def restore(self, design_id: str) -> Saved:
        """Take a design out of the bin. Raises UnknownError."""
        with self._database.writing() as session:
            row = rows.find(session, design_id, to_change=True)
            row.deleted = None
            session.add(row)
            session.flush()
            return rows.saved(session, row)

    def purge(self, design_id: str) -> None:
        """Remove a design from the bin for good, with its revisions and links. Raises UnknownError, NotBinnedError."""
        with self._database.writing() as session:
            row = rows.find(session, design_id, to_change=True)
            if row.deleted is None:
                raise NotBinnedError("this design does not lie in the bin: delete it first")
            session.delete(row)

    def page(self, query: Query) -> Listing:
        """One page of the list. Raises CursorError if `query.after` is no place in this list."""
        column = _COLUMNS[query.sort]
        falling = (query.sort is not Sort.NAME) != query.reverse
        limit = max(1, min(query.limit, MAX_PAGE))
        shared = exists().where(col(ShareRow.design_id) == col(DesignRow.id))
        asked = select(DesignRow, shared)
        deleted = col(DesignRow.deleted)
        asked = asked.where(deleted.is_not(None) if query.bin else deleted.is_(None))
        for word in rows.name_key(query.search).split()[:MAX_WORDS]:
            asked = asked.where(col(DesignRow.name_key).contains(word, autoescape=True))
        here = tuple_(column, col(DesignRow.id))
        if query.after is not None:
            place = tuple_(*_read_cursor(query.after, query.sort))
            asked = asked.where(here < place if falling else here > place)
        order = [each.desc() if falling else each.asc() for each in (column, col(DesignRow.id))]
        with self._database.reading() as session:
            found = session.exec(asked.order_by(*order).limit(limit + 1)).all()
            last = found[limit - 1][0] if len(found) > limit else None
            return Listing(
                designs=tuple(rows.summary(row, shared=is_shared) for row, is_shared in found[:limit]),
                next=None if last is None else _cursor(last, query.sort),
            )

    def _to_change(self, session: Session, design_id: str) -> DesignRow:
        row = rows.find(session, design_id, to_change=True)
        if row.deleted is not None:
            raise BinnedError("this design lies in the bin: restore it first")
        return row

    def _same(self, session: Session, row: DesignRow, etag: str) -> None:
        if row.etag == etag:
            return
        base = session.exec(
            select(RevisionRow.document).where(col(RevisionRow.design_id) == row.id, col(RevisionRow.etag) == etag)
        ).first()
        raise StaleError(rows.saved(session, row), base)


def _alike(design: Design, document: dict[str, Any]) -> bool:
    # As text, because Python holds 1, 1.0 and True for the same.
    return write_json(document_of(design)) == write_json(document)


class _TakenError(Exception):
    """A new id is in use."""

    def __init__(self, design_id: str) -> None:
        super().__init__(design_id)
        self.design_id = design_id


def copy_name(name: str) -> str:
    """What a copy is called, within what a name may be long."""
    return f"Copy of {name}"[:MAX_NAME].rstrip()


def _cursor(row: DesignRow, sort: Sort) -> str:
    value = {Sort.MODIFIED: row.modified, Sort.CREATED: row.created, Sort.NAME: row.name_key}[sort]
    return urlsafe_b64encode(write_json([sort, value, row.id]).encode()).decode().rstrip("=")


def _read_cursor(cursor: str, sort: Sort) -> tuple[int | str, str]:
    try:
        by, value, design_id = json.loads(urlsafe_b64decode(cursor + "=" * (-len(cursor) % 4)))
        sound = isinstance(design_id, str) and design_id.isascii() and design_id.isalnum()
        if by == sort and sound:
            if sort is Sort.NAME and isinstance(value, str) and rows.name_key(value) == value:
                return value, design_id
            if sort is not Sort.NAME and isinstance(value, int) and 0 <= value < 2**63:
                return value, design_id
    except (ValueError, TypeError, RecursionError):
        pass
    raise CursorError("`after` is no place in this list: take it from the page before, with the same `sort`")


__all__ = ["MAX_PAGE", "Designs", "UnknownError", "copy_name", "new_id"]
