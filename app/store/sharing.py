"""Links that show a design to whoever holds them."""

import secrets
from hashlib import sha256

from sqlmodel import Session, col, delete, func, select

from app.store import rows
from app.store.database import Database
from app.store.errors import BinnedError, LimitError, UnknownError
from app.store.tables import DesignRow, ShareRow
from app.store.views import Saved

MAX_LINKS = 100
"""Of one design."""


def _digest(token: str) -> str:
    # No salt and no slow hash: a token is 256 random bits, not a password that somebody could guess.
    return sha256(token.encode(errors="surrogatepass")).hexdigest()


class Shares:
    """The share links of one database."""

    def __init__(self, database: Database) -> None:
        self._database = database

    def share(self, design_id: str) -> str:
        """The token of a new link; it cannot be asked for again. Links made before stay good.

        Raises UnknownError, BinnedError, and LimitError if there are MAX_LINKS.
        """
        token = secrets.token_urlsafe(32)
        with self._database.writing() as session:
            if rows.find(session, design_id, to_change=True).deleted is not None:
                raise BinnedError("this design lies in the bin: restore it first")
            links = select(func.count()).where(col(ShareRow.design_id) == design_id)
            if session.exec(links).one() >= MAX_LINKS:
                raise LimitError(f"{MAX_LINKS} links lead to this design: revoke them and share it anew")
            session.add(ShareRow(digest=_digest(token), design_id=design_id, created=rows.clock()))
        return token

    def revoke(self, design_id: str) -> None:
        """Make all links to a design lead nowhere. Raises UnknownError."""
        with self._database.writing() as session:
            rows.find(session, design_id)
            session.exec(delete(ShareRow).where(col(ShareRow.design_id) == design_id))

    def shared(self, token: str) -> Saved:
        """The design that a link leads to, as it is now. Raises UnknownError if it was revoked or never was."""
        with self._database.reading() as session:
            return rows.saved(session, self._target(session, token))

    def _target(self, session: Session, token: str) -> DesignRow:
        row = session.exec(
            select(DesignRow)
            .join(ShareRow, col(ShareRow.design_id) == col(DesignRow.id))
            .where(col(ShareRow.digest) == _digest(token), col(DesignRow.deleted).is_(None))
        ).first()
        if row is None:
            raise UnknownError("this link leads to no design, or no longer")
        return row
