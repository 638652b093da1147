"""ElastiCache, serverless or as a cluster; the drawing is the same, and the export takes ElastiCache Serverless.

The cache is never in line with the database: whoever asks talks to both (the article's NOTE under the Read Heavy
Reporting Engine), so it has no port that leads on.
"""

from typing import Literal

from app.kinds.ports import OURS, SYNC, arrives
from app.model import Family, Kind, Properties, prop


class CacheProperties(Properties):
    """Which engine, and how long its entries are fresh."""

    engine: Literal["valkey", "redis", "memcached"] = prop("valkey", "The engine, which decides the client library.")
    time_to_live: int | None = prop(
        None,
        "How long an entry counts as fresh; unset means for ever.",
        unit="s",
        ge=1,
        le=31_536_000,
        source=OURS,
    )

    def telling(self) -> tuple[str, ...]:
        """How long entries live."""
        return () if self.time_to_live is None else (f"TTL {self.time_to_live} s",)


KIND = Kind(
    id="cache",
    title="ElastiCache cache",
    family=Family.STORAGE,
    aws_service="Amazon ElastiCache",
    summary="An in-memory store that answers in under a millisecond and takes tens of thousands of connections.",
    notes=(
        "It lives in a VPC, and so must every function that talks to it.",
        "An entry can vanish before its time when memory is short: what is lost then must exist elsewhere.",
        "ElastiCache Serverless scales by itself; Valkey is the cheapest of its engines.",
    ),
    icon="architecture-service/AmazonElastiCache",
    glyph="$",
    properties=CacheProperties,
    ports=(
        arrives(
            "commands",
            "query",
            SYNC,
            "The caller reads or writes entries.",
            actions=("elasticache:Connect",),
            reads=("elasticache:Connect",),
        ),
    ),
)
