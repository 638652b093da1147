"""RDS Proxy, which did not exist when the article was written: many callers, few connections, no code."""

from app.kinds.ports import SYNC, arrives, leaves
from app.model import Family, Kind, Properties, prop

_POOL = "Amazon RDS API Reference, ConnectionPoolConfiguration"


class DatabaseProxyProperties(Properties):
    """The pool of an RDS Proxy."""

    max_connections_percent: int = prop(
        90,
        "The share of the database's connections that the pool may take.",
        unit="%",
        ge=1,
        le=100,
        source=f"{_POOL}: MaxConnectionsPercent",
    )
    borrow_timeout: int = prop(
        30,
        "How long a caller waits for a free connection before it gets an error.",
        unit="s",
        ge=0,
        le=300,
        source=f"{_POOL}: ConnectionBorrowTimeout",
    )


KIND = Kind(
    id="database-proxy",
    title="RDS Proxy",
    family=Family.STORAGE,
    aws_service="Amazon RDS",
    summary="Shares a small pool of database connections among many callers.",
    notes=(
        "It shares connections, it doesn't cap the work: statements beyond the pool wait, then fail.",
        "A session that sets variables or uses temporary tables is pinned to one connection and gains nothing.",
        "It bills by the database's size, with a minimum, also when nothing happens.",
    ),
    icon="resource/AmazonRDSProxyInstance",
    glyph="PX",
    properties=DatabaseProxyProperties,
    ports=(
        arrives(
            "queries",
            "query",
            SYNC,
            "The caller talks to the proxy as it would to the database.",
            actions=("rds-db:connect",),
            reads=("rds-db:connect",),
        ),
        leaves("pool", "query", SYNC, "The proxy passes statements on over a pooled connection.", peers=("database",)),
    ),
)
