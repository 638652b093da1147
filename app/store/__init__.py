"""Saved designs: SQLite by default, PostgreSQL where `PATTERNBOOK_DATABASE_URL` names one.

Decisions:

- **A design is one JSON document** with a schema number. It is kept as the text that was saved, so what is read is what
  was written, to the byte; a document of an older schema is upgraded on reading (`upgrade`), never in place. The few
  columns beside it (name, times) exist to list, search and lock.
- **Whatever is coherent can be saved.** A design whose parts have the right shape and whose references lead somewhere
  (`app.model.Design`) is stored, even where its kinds or protocols still complain of it: work in progress must not be
  lost because a property is missing. `complete` tells whether nothing is left to complain of.
- **Nobody overwrites anybody.** A version is named by its ETag (its number and a hash of its content), a writer says
  which one was changed, and the comparison is made under the lock that the write takes: `BEGIN IMMEDIATE` on SQLite, a
  locked row on PostgreSQL. The loser is given what it needs to merge (`merge`).
- **Nothing is lost by deleting**: a design goes into the bin first, each save is a revision. Automatic revisions are
  thinned with age (`thinning`), named ones stay.
- **Everybody who reaches the site may do everything.** There is no login. One person's SQLite file needs none; a team
  that shares a PostgreSQL shares all designs in it, and whoever else reaches the site shares them too, so keep it
  behind something that asks who is there. What leads outside is a share link: it shows one design, read-only, without
  its id, until it is revoked. Its token is stored as a hash, so not even the database's owner can read it there.
- **Blocking calls, on purpose.** SQLite has no asynchronous input and output, so an async driver would only hide a
  thread; FastAPI runs the routes that call this package in its thread pool, the event loop stays free, and one code
  serves both databases.
"""

from app.store.database import Database, open_database
from app.store.designs import Designs
from app.store.diff import Change, Difference, diff
from app.store.documents import design_of, findings_of, read_json, write_json
from app.store.errors import (
    BinnedError,
    CursorError,
    LimitError,
    NotBinnedError,
    StaleError,
    StoreError,
    UnavailableError,
    UnknownError,
)
from app.store.merge import Conflict, Merge, merge
from app.store.revisions import Revisions
from app.store.sharing import Shares
from app.store.store import Store, open_store
from app.store.upgrade import NewerSchemaError, upgrade
from app.store.views import Listing, Query, Revision, RevisionDocument, Saved, Sort, Summary

__all__ = [
    "BinnedError",
    "Change",
    "Conflict",
    "CursorError",
    "Database",
    "Designs",
    "Difference",
    "LimitError",
    "Listing",
    "Merge",
    "NewerSchemaError",
    "NotBinnedError",
    "Query",
    "Revision",
    "RevisionDocument",
    "Revisions",
    "Saved",
    "Shares",
    "Sort",
    "StaleError",
    "Store",
    "StoreError",
    "Summary",
    "UnavailableError",
    "UnknownError",
    "design_of",
    "diff",
    "findings_of",
    "merge",
    "open_database",
    "open_store",
    "read_json",
    "upgrade",
    "write_json",
]
