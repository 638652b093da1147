"""`make bench`: the site against its limits, as ratios taken in one run, so that the machine's mood falls out.

Each line is a measured value divided by its limit (or, for throughput, by the reference). The exit code is 1 when a
limit is not kept.
"""

import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from tests.bench.home import visit
from tests.bench.load import ROOT, Server, fetch, serving, storm

PAGE = "/patterns/scalable-webhook"
SITE = "app.web:create_app"
ROUNDS = 7
REQUESTS = 1_600
"""A round's load: long enough for the clock of /proc, short enough for a quick answer."""

THROUGHPUT = 0.7
"""At least this part of the reference's requests a second."""
FIRST_DIAGRAM = 0.300
ALL_COLD = 3.0
HOME_BYTES = 100_000
LARGEST_PAINT = 1000.0


@dataclass(frozen=True)
class Line:
    """One measurement."""

    what: str
    measured: str
    limit: str
    ratio: float
    kept: bool

    def __str__(self) -> str:
        return (
            f"{'ok  ' if self.kept else 'OVER'}  {self.ratio:6.2f}  {self.measured:>14}  {self.limit:>18}  {self.what}"
        )


def below(what: str, value: float, limit: float, unit: str) -> Line:
    """A value that must not exceed its limit."""
    return Line(what, f"{value:,.0f} {unit}", f"at most {limit:,.0f} {unit}", value / limit, value <= limit)


def throughput(site: Server, folder: Path) -> list[Line]:
    """The pattern page against the same bytes from memory, in turns."""
    body, _ = fetch(site, PAGE)
    (folder / "body").write_bytes(body)
    with serving("tests.bench.reference:app", env={"BENCH_BODY": str(folder / "body")}) as reference:
        same, _ = fetch(reference, "/page")
        assert same == body
        rates, costs = [], []
        for _ in range(ROUNDS):
            ours, our_cost = storm(site, PAGE, requests=REQUESTS, length=len(body))
            theirs, their_cost = storm(reference, "/page", requests=REQUESTS, length=len(body))
            rates.append(ours / theirs)
            costs.append(their_cost / our_cost)
    return [
        Line(
            f"{what} of a pattern page against Starlette from memory ({len(body):,} bytes)",
            f"{ratio:.2f}",
            f"at least {THROUGHPUT}",
            ratio,
            ratio >= THROUGHPUT,
        )
        for what, ratio in (("Requests a second", median(rates)), ("Requests a processor second", median(costs)))
    ]


def first_diagram(folder: Path) -> list[Line]:
    """How long the first diagram takes after a start, with no layout kept and with all."""
    lines = []
    for what in ("First diagram after the first start", "First diagram after a restart"):
        with serving(SITE, factory=True, env={"PATTERNBOOK_CACHE_DIR": str(folder / "first")}) as site:
            fetch(site, "/healthz")
            _, took = fetch(site, f"{PAGE}/diagram.svg")
        lines.append(below(what, took * 1000, FIRST_DIAGRAM * 1000, "ms"))
    return lines


def all_diagrams(folder: Path) -> list[Line]:
    """The whole catalog in a fresh process, cold and again."""
    times, kept = [], []
    for _ in range(2):
        done = subprocess.run(
            [sys.executable, "-m", "tests.bench.layouts"],
            cwd=ROOT,
            env={**os.environ, "PATTERNBOOK_CACHE_DIR": str(folder / "all")},
            capture_output=True,
            text=True,
            check=True,
        )
        times.append(float(done.stdout))
        kept.append({path.name: path.stat().st_mtime_ns for path in (folder / "all").rglob("*.json")})
    cold, again = times
    untouched = bool(kept[0]) and kept[0] == kept[1]
    return [
        below("All diagrams of the catalog, cold", cold * 1000, ALL_COLD * 1000, "ms"),
        Line(
            "All diagrams after a restart, against cold",
            f"{again * 1000:,.0f} ms",
            "none laid out",
            again / cold,
            untouched,
        ),
    ]


def main() -> int:
    """Measure everything and print a table."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        lines = [*first_diagram(folder), *all_diagrams(folder)]
        with serving(SITE, factory=True) as site:
            lines += throughput(site, folder)
            home = visit(site.address + "/")
        lines.append(below("First page, everything before interaction", home.bytes, HOME_BYTES, "bytes"))
        lines.append(
            below(
                "First page, Largest Contentful Paint, processor slowed 4 times",
                home.largest_paint,
                LARGEST_PAINT,
                "ms",
            )
        )
    print(f"{'':4}  {'ratio':>6}  {'measured':>14}  {'limit':>18}")
    for line in lines:
        print(line)
    return 0 if all(line.kept for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
