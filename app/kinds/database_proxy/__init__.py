"""RDS Proxy: Shares a small pool of database connections among many callers."""

from app.kinds.ports import SYNC, arrives, leaves
from app.model import Family, Kind, Properties, prop


class DatabaseProxyProperties(Properties):
    """What can be set on a RDS Proxy."""

    max_connections_percent: int = prop(
        90, "The share of the database's connections that the pool may take.", unit="%", ge=1, le=100
    )
    borrow_timeout: int = prop(30, "How long a caller waits for a free connection.", unit="s", ge=0, le=3600)


KIND = Kind(
    id="database-proxy",
    title="RDS Proxy",
    family=Family.STORAGE,
    aws_service="Amazon RDS",
    summary="Shares a small pool of database connections among many callers.",
    notes=(),
    icon="resource/AmazonRDSProxyInstance",
    glyph="PX",
    properties=DatabaseProxyProperties,
    ports=(
        arrives(
            "queries",
            "query",
            SYNC,
            "Is talked to like the database.",
            actions=("rds-db:connect",),
            reads=("rds-db:connect",),
        ),
        leaves("pool", "query", SYNC, "Passes queries on over a pooled connection.", peers=("database",)),
    ),
)
