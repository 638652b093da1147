"""ElastiCache: An in-memory store that answers in under a millisecond and takes tens of thousands of connections."""

from typing import Literal

from app.kinds.ports import SYNC, arrives
from app.model import Family, Kind, Properties, prop


class CacheProperties(Properties):
    """What can be set on an ElastiCache."""

    engine: Literal["valkey", "redis", "memcached"] = prop("valkey", "The engine.")
    time_to_live: int | None = prop(
        None, "How long an entry counts as fresh; unset means for ever.", unit="s", ge=1, le=31_536_000
    )

    def telling(self) -> tuple[str, ...]:
        """How long entries live."""
        return () if self.time_to_live is None else (f"TTL {self.time_to_live} s",)


KIND = Kind(
    id="cache",
    title="ElastiCache",
    family=Family.STORAGE,
    aws_service="Amazon ElastiCache",
    summary="An in-memory store that answers in under a millisecond and takes tens of thousands of connections.",
    notes=(),
    icon="architecture-service/AmazonElastiCache",
    glyph="$",
    properties=CacheProperties,
    ports=(
        arrives(
            "commands",
            "query",
            SYNC,
            "Is read and written.",
            actions=("elasticache:Connect",),
            reads=("elasticache:Connect",),
        ),
    ),
)
