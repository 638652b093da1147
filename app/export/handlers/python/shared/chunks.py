"""A run, and the chunks that it is cut into. The same run gives the same chunks, so cutting it twice does no harm."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

CHUNK_SIZE = 150
WIDTH = 5


class RunError(ValueError):
    """What came is no run and no chunk."""


@dataclass(frozen=True)
class Chunk:
    """A part of a run, numbered from 1."""

    job: str
    number: int
    total: int
    customers: tuple[str, ...]

    @property
    def name(self) -> str:
        """The chunk's name within its run; names sort as numbers do."""
        return f"{self.number:0{WIDTH}d}"

    def said(self) -> dict[str, Any]:
        """The chunk as a message."""
        return {"job": self.job, "chunk": self.number, "total": self.total, "customers": list(self.customers)}


def cut(run: Mapping[str, Any], size: int = CHUNK_SIZE) -> Iterator[Chunk]:
    """The chunks of `{"job": "2026", "customers": ["c1", …]}`. Raises RunError."""
    match run:
        case {"job": str(job), "customers": [*customers]} if job and customers and "/" not in job:
            names = tuple(str(customer) for customer in customers)
        case _:
            raise RunError("a run needs a job, without slashes, and customers")
    total = -(-len(names) // size)
    for index in range(total):
        yield Chunk(job, index + 1, total, names[index * size : (index + 1) * size])


def read(message: Mapping[str, Any]) -> Chunk:
    """The chunk in a message. Raises RunError."""
    match message:
        case {"job": str(job), "chunk": int(number), "total": int(total), "customers": [*customers]}:
            if job and "/" not in job and 1 <= number <= total:
                return Chunk(job, number, total, tuple(str(customer) for customer in customers))
    raise RunError("a chunk needs job, chunk, total and customers")
