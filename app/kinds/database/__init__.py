"""Relational database: A relational database on Aurora or RDS, with a limited number of connections."""

from typing import Literal

from app.kinds.ports import SYNC, arrives
from app.model import Family, Kind, Properties, prop


class DatabaseProperties(Properties):
    """What can be set on a Relational database."""

    engine: Literal["aurora-postgresql", "aurora-mysql", "postgres", "mysql"] = prop(
        "aurora-postgresql", "The database engine."
    )
    max_connections: int = prop(100, "How many connections it takes at once.", unit="connections", ge=1, le=16_000)
    minimum_capacity: float = prop(
        0.5, "The least capacity of an Aurora Serverless v2 cluster.", unit="ACU", ge=0, le=256
    )
    maximum_capacity: float = prop(4, "The most capacity of an Aurora Serverless v2 cluster.", unit="ACU", ge=1, le=256)
    read_replicas: int = prop(0, "How many readers stand beside the writer.", ge=0, le=15)

    def telling(self) -> tuple[str, ...]:
        """How many connections it bears."""
        return (f"{self.max_connections} connections",)


KIND = Kind(
    id="database",
    title="Relational database",
    family=Family.STORAGE,
    aws_service="Amazon RDS",
    summary="A relational database on Aurora or RDS, with a limited number of connections.",
    notes=("Every concurrent function instance holds a connection of its own, unless a proxy shares them.",),
    icon="architecture-service/AmazonAurora",
    glyph="SQL",
    properties=DatabaseProperties,
    ports=(
        arrives(
            "queries",
            "query",
            SYNC,
            "Is read and written with SQL.",
            actions=("rds-db:connect",),
            reads=("rds-db:connect",),
        ),
    ),
)
