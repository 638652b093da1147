"""A relational database, on Aurora or on RDS: the "less-scalable" backend of the article's words.

What matters in a drawing is how many connections it bears, because that is what functions exhaust. AWS derives the real
number from the memory of the instance; here the architect states the number to plan with.
"""

from typing import Literal, Self

from pydantic import model_validator

from app.kinds.ports import SYNC, arrives
from app.model import Family, Kind, Properties, contradiction, prop

_CAPACITY = "Amazon RDS API Reference, ServerlessV2ScalingConfiguration"


class DatabaseProperties(Properties):
    """Engine, size and connections of a relational database."""

    engine: Literal["aurora-postgresql", "aurora-mysql", "postgres", "mysql"] = prop(
        "aurora-postgresql", "The database engine, on Aurora or on RDS."
    )
    max_connections: int = prop(
        100,
        "How many connections it takes at once.",
        unit="connections",
        ge=1,
        le=16_000,
        source="Amazon Aurora User Guide, Performance and scaling for Amazon Aurora MySQL: Maximum connections",
    )
    minimum_capacity: float = prop(
        0.5,
        "The least capacity of an Aurora Serverless v2 cluster, in half units; 0 lets it pause.",
        unit="ACU",
        ge=0,
        le=256,
        source=f"{_CAPACITY}: MinCapacity",
    )
    maximum_capacity: float = prop(
        4,
        "The most capacity of an Aurora Serverless v2 cluster, in half units.",
        unit="ACU",
        ge=1,
        le=256,
        source=f"{_CAPACITY}: MaxCapacity",
    )
    read_replicas: int = prop(
        0,
        "How many readers stand beside the writer.",
        unit="readers",
        ge=0,
        le=15,
        source="Amazon Aurora User Guide, Replication with Amazon Aurora",
    )
    backup_days: int = prop(
        7,
        "For how many days the database can be restored to any second.",
        unit="days",
        ge=1,
        le=35,
        source="Amazon RDS User Guide, Introduction to backups",
    )
    on_delete: Literal["snapshot", "retain", "delete"] = prop(
        "snapshot", "What becomes of the data when the stack is deleted; retain also protects it from being deleted."
    )

    @model_validator(mode="after")
    def _capacity_is_a_range_in_halves(self) -> Self:
        for key in ("minimum_capacity", "maximum_capacity"):
            if getattr(self, key) % 0.5:
                raise contradiction(key, "Aurora counts its capacity in steps of 0.5 ACU")
            chosen = getattr(self, key) != type(self).model_fields[key].default
            if chosen and not self.engine.startswith("aurora-"):
                raise contradiction(key, f"only Aurora scales by capacity, not the engine {self.engine!r}")
        if self.minimum_capacity > self.maximum_capacity:
            raise contradiction(
                "minimum_capacity", f"it is above maximum_capacity, which is {self.maximum_capacity:g} ACU"
            )
        return self

    def telling(self) -> tuple[str, ...]:
        """How many connections it bears, and how many readers it has."""
        told = []
        if self.max_connections != 100:
            told.append(f"{self.max_connections:,} connections")
        if self.read_replicas:
            told.append(f"{self.read_replicas} reader{'s' if self.read_replicas > 1 else ''}")
        return tuple(told)


KIND = Kind(
    id="database",
    title="Relational database",
    family=Family.STORAGE,
    aws_service="Amazon RDS",
    summary="A relational database on Aurora or RDS, with a limited number of connections.",
    notes=(
        "Every concurrent function instance holds a connection of its own, unless a proxy shares them.",
        "PostgreSQL allows by default one connection for each 9.5 MB of memory, 5,000 at most.",
        "It lives in a VPC; since 2019 this costs a function no long cold start any more.",
        "An Aurora Serverless cluster with a minimum of 0 pauses when idle and takes up to 15 seconds to come back.",
    ),
    icon="architecture-service/AmazonAurora",
    glyph="SQL",
    properties=DatabaseProperties,
    ports=(
        arrives(
            "queries",
            "query",
            SYNC,
            "The caller reads or writes rows with SQL, over a connection of its own.",
            actions=("rds-db:connect",),
            reads=("rds-db:connect",),
        ),
    ),
)
