"""How long the review of a large design takes: `python -m tests.review.measure`, and a row of the bench."""

import sys
from dataclasses import dataclass
from statistics import median
from time import process_time

from app.documents import check
from app.model import Component, Connection, Design, Point
from app.review import naive, review
from app.review.deployed import forget
from tests.patterns import catalog

LIMIT = 0.1
"""Seconds for 500 components."""


@dataclass(frozen=True)
class Measured:
    """One run: seconds of processor time, since others use the machine too."""

    components: int
    review: float
    """With the resources at hand, as after a change that makes no other ones."""
    anew: float
    """With the lowering to resources, as after a change that does."""
    check: float

    @property
    def of_limit(self) -> float:
        """The share of the limit that the review takes; below one is good."""
        return self.review / LIMIT

    def __str__(self) -> str:
        """One line for a table."""
        return (
            f"review of {self.components} components: {self.review * 1000:.0f} ms, {self.of_limit:.2f} of the limit, "
            f"{self.review / self.check:.2f} of checking the same design; with lowering {self.anew * 1000:.0f} ms"
        )


def large_design(components: int = 500) -> Design:
    """The catalog's patterns side by side, again and again, until there are so many components."""
    parts: list[Component] = []
    arrows: list[Connection] = []
    patterns = catalog().patterns
    number = 0
    while len(parts) < components:
        design, number = patterns[number % len(patterns)].design, number + 1
        parts += [part.model_copy(update={"id": f"{part.id}-x{number}", "service": None}) for part in design.components]
        for arrow in design.connections:
            written = arrow.model_dump(by_alias=True) | {"id": f"{arrow.id}-x{number}"}
            written |= {end: written[end].replace(".", f"-x{number}.") for end in ("from", "to")}
            # As the designer does when it places a pattern twice: the code goes on knowing its targets.
            source, target = design.by_id[arrow.source.component], arrow.target.component
            known = {"known_as": target} if source.kind == "function" else {}
            of = {"of": [f"{one}-x{number}" for one in arrow.properties["of"]]} if "of" in arrow.properties else {}
            written["properties"] = known | dict(arrow.properties) | of
            arrows.append(Connection.model_validate(written))
    return Design(name="Large", components=tuple(parts), connections=tuple(arrows))


def worst_design(components: int = 500) -> Design:
    """The same with no precautions, on a crowded canvas: nearly everything is a finding with a fix."""
    bare = naive(large_design(components))
    layout = {part.id: Point(x=200 * (n % 25), y=160 * (n // 25)) for n, part in enumerate(bare.components)}
    return bare.model_copy(update={"layout": layout})


def measure(design: Design, runs: int = 7) -> Measured:
    """The medians over some runs, after one to warm up."""

    def seconds(work: object) -> float:
        assert callable(work)
        taken = []
        for _ in range(runs + 1):
            start = process_time()
            work(design)
            taken.append(process_time() - start)
        return median(taken[1:])

    def anew(design: Design) -> None:
        forget()
        review(design)

    return Measured(len(design.components), seconds(review), seconds(anew), seconds(check))


if __name__ == "__main__":
    sys.stdout.write(f"as it should be: {measure(large_design())}\nat its worst: {measure(worst_design())}\n")
