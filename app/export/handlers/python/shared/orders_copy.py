"""The copy of orders for reports: a row is written only if it is newer than the one that is there.

`last_updated` decides, not the order of arrival, so that a change may come late, twice, or from a replay.
"""

from collections.abc import Mapping
from typing import Any

from pg8000.exceptions import DatabaseError
from pg8000.native import Connection

UPSERT = """
    INSERT INTO orders ("order", customer, cents, state, last_updated, deleted)
    VALUES (:order, :customer, :cents, :state, :last_updated, :deleted)
    ON CONFLICT ("order") DO UPDATE
       SET customer = excluded.customer, cents = excluded.cents, state = excluded.state,
           last_updated = excluded.last_updated, deleted = excluded.deleted
     WHERE orders.last_updated < excluded.last_updated
        OR (orders.last_updated = excluded.last_updated AND excluded.deleted AND NOT orders.deleted)
    RETURNING "order"
"""
BAD_DATA = ("22", "23")
"""The classes of SQLSTATE that speak of the row and not of the database (PostgreSQL, "PostgreSQL Error Codes")."""


class BadRowError(ValueError):
    """A row that no retry can cure."""


def row_of(item: Mapping[str, Any], *, removed: bool = False) -> dict[str, Any]:
    """The row of an item. Raises BadRowError, which names the field."""
    try:
        row = {
            "order": str(item["order"]),
            "customer": str(item["customer"]),
            "cents": int(item["cents"]),
            "state": str(item["state"]),
            "last_updated": int(item["last_updated"]),
        }
    except (KeyError, TypeError, ValueError) as error:
        raise BadRowError(f"{type(error).__name__}: {error}") from error
    return row | {"deleted": removed}


def upsert(connection: Connection, row: Mapping[str, Any]) -> bool:
    """Write the row if it is newer; False if it is not. Raises BadRowError if the database can't hold it."""
    try:
        return bool(connection.run(UPSERT, **row))
    except DatabaseError as error:
        told: Any = error.args[0] if error.args else {}
        if isinstance(told, Mapping) and str(told.get("C", "")).startswith(BAD_DATA):
            raise BadRowError(str(told.get("M"))) from error
        raise
