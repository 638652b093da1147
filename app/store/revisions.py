"""The history of a design: its versions, by number."""

from sqlmodel import col, func, select

from app.store import rows
from app.store.database import Database
from app.store.errors import LimitError
from app.store.tables import RevisionRow
from app.store.views import Revision, RevisionDocument

MAX_PAGE = 100
MAX_NAMED = 100
"""Named revisions of one design: they are never thinned, and each may be as large as a design can be."""


class Revisions:
    """The revisions of one database's designs."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def page(self, design_id: str, limit: int = MAX_PAGE, before: int | None = None) -> tuple[Revision, ...]:
        """The newest revisions, those older than number `before` if one is given. Raises UnknownError."""
        with self._database.reading() as session:
            rows.find(session, design_id)
            asked = select(RevisionRow).where(col(RevisionRow.design_id) == design_id)
            if before is not None:
                asked = asked.where(col(RevisionRow.number) < before)
            newest = asked.order_by(col(RevisionRow.number).desc()).limit(max(1, min(limit, MAX_PAGE)))
            return tuple(rows.revision(row) for row in session.exec(newest))

    def get(self, design_id: str, number: int) -> RevisionDocument:
        """One revision. Raises UnknownError."""
        with self._database.reading() as session:
            rows.find(session, design_id)
            return rows.revision_document(rows.find_revision(session, design_id, number))

    def name(self, design_id: str, name: str | None, number: int | None = None) -> Revision:
        """Name a revision (the newest unless one is given), or with None let it be thinned like any other.

        Raises UnknownError, and LimitError if there are MAX_NAMED named ones.
        """
        with self._database.writing() as session:
            row = rows.find(session, design_id, to_change=True)
            found = rows.find_revision(session, design_id, row.version if number is None else number)
            if name is not None and found.name is None:
                named = select(func.count()).where(
                    col(RevisionRow.design_id) == design_id, col(RevisionRow.name).is_not(None)
                )
                if session.exec(named).one() >= MAX_NAMED:
                    raise LimitError(f"{MAX_NAMED} revisions of this design have names: take one's name away first")
            found.name = name
            session.add(found)
            session.flush()
            return rows.revision(found)
