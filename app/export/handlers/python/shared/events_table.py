"""Provider events in PostgreSQL, each written once however often it is delivered."""

from collections.abc import Mapping
from typing import Any

from pg8000.native import Connection

INSERT = """
    INSERT INTO events (id, type, payload)
    VALUES (:id, :type, CAST(:payload AS jsonb))
    ON CONFLICT (id) DO NOTHING
    RETURNING id
"""


def insert(connection: Connection, event: Mapping[str, Any], payload: str) -> bool:
    """Write the event under the provider's own id; False if it was there before.

    Raises ValueError if the event has no id.
    """
    identifier, kind = event.get("id"), event.get("type", "unknown")
    if not isinstance(identifier, str) or not identifier:
        raise ValueError("the event has no id")
    return bool(connection.run(INSERT, id=identifier, type=str(kind), payload=payload))
