"""`make bench`: the site against its limits, as ratios taken in one run, so that the machine's mood falls out.

Each line is a measured value divided by its limit (or, for throughput, by the reference). The exit code is 1 when a
limit is not kept.
"""

import json
import os
import subprocess
import sys
from pathlib import Path
from statistics import median
from tempfile import TemporaryDirectory

from app.export import Format, Language, export
from tests.bench.designer import designer
from tests.bench.home import visit
from tests.bench.line import Line, below
from tests.bench.load import ROOT, Server, fetch, reference, site, storm
from tests.lower.scenes import scenes
from tests.review.measure import LIMIT, large_design, measure, worst_design

PAGE = "/patterns/scalable-webhook"
ROUNDS = 7
REQUESTS = 1_600
"""A round's load: long enough for the clock of /proc, short enough for a quick answer."""

THROUGHPUT = 0.7
"""At least this part of the reference's requests a second."""
FIRST_DIAGRAM = 0.300
ALL_COLD = 3.0
HOME_BYTES = 100_000
LARGEST_PAINT = 1000.0
EXPORT = 0.050
EXPORT_LARGE = 2.0
EXPORT_PEAK = 300.0
LINEAR = 1.5
"""How much more a component may cost in a design of 1,000 than in one of 100."""


def throughput(started: Server, folder: Path) -> list[Line]:
    """The pattern page against the same bytes from memory, in turns."""
    body, _ = fetch(started, PAGE)
    (folder / "body").write_bytes(body)
    with reference(folder / "body") as bare:
        same, _ = fetch(bare, "/page")
        assert same == body
        rates, costs = [], []
        for _ in range(ROUNDS):
            ours, our_cost = storm(started, PAGE, requests=REQUESTS, length=len(body))
            theirs, their_cost = storm(bare, "/page", requests=REQUESTS, length=len(body))
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
        with site({"PATTERNBOOK_CACHE_DIR": str(folder / "first")}) as started:
            fetch(started, "/healthz")
            _, took = fetch(started, f"{PAGE}/diagram.svg")
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


def large_review() -> list[Line]:
    """The review of 500 components, in processor time: with the resources at hand, and with the lowering to them."""
    design = large_design()
    measured = measure(design)
    return [
        below(f"Review of {measured.components} components", measured.review * 1000, LIMIT * 1000, "ms"),
        below("The same with everything a finding", measure(worst_design()).review * 1000, LIMIT * 1000, "ms"),
        Line(
            "Review that lowers to resources anew, against one that need not",
            f"{measured.anew * 1000:,.0f} ms",
            "kept by content",
            measured.anew / measured.review,
            measured.anew > measured.review,
        ),
    ]


def exports(folder: Path) -> list[Line]:
    """Exports, in processor time: of patterns, of designs that grow, and against CDK's own synthesis of one of them."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.bench.exports"], cwd=ROOT, capture_output=True, text=True, check=True
    )
    said = json.loads(done.stdout)
    lines = [
        below(f"Export of the slowest pattern, warm ({said['slowest']})", said["warm"] * 1000, EXPORT * 1000, "ms"),
        below("Peak memory of all exports", said["peak"], EXPORT_PEAK, "MB"),
    ]
    for format_, (_, hundred, five_hundred, thousand) in said["grows"].items():
        lines.append(below(f"Export of 500 components as {format_}", five_hundred * 1000, EXPORT_LARGE * 1000, "ms"))
        growth = thousand / hundred / 10
        what = f"1,000 components against 100 as {format_}, for each component"
        lines.append(Line(what, f"{growth:.2f}", f"at most {LINEAR}", growth, growth <= LINEAR))
    synthesis = cdk_synthesis(folder)
    what = "Export of Scalable Webhook as CDK against the synthesis of what it gives"
    lines.append(Line(what, f"{said['webhook'] * 1000:,.0f} ms", "less", said["webhook"] / synthesis, True))
    return lines


def cdk_synthesis(folder: Path) -> float:
    """Seconds of processor time that CDK takes for the same stack, without packing its code."""
    app = folder / "cdk"
    export(scenes()["scalable-webhook"].design, Format.CDK_TYPESCRIPT, Language.PYTHON).write(app)
    (app / "node_modules").symlink_to((ROOT / "node_modules").resolve())
    environment = {
        **os.environ,
        "CDK_OUTDIR": str(app / "cdk.out"),
        "CDK_CONTEXT_JSON": json.dumps({"aws:cdk:bundling-stacks": []}),
    }
    before = os.times()
    subprocess.run(["node", "--import", "tsx", "bin/app.ts"], cwd=app, env=environment, check=True)
    after = os.times()
    return after.children_user - before.children_user + after.children_system - before.children_system


def main() -> int:
    """Measure everything and print a table."""
    with TemporaryDirectory() as name:
        folder = Path(name)
        lines = [*first_diagram(folder), *all_diagrams(folder), *large_review(), *exports(folder)]
        with site({"PATTERNBOOK_DATA_DIR": str(folder / "designs")}) as started:
            lines += designer(started, folder)
            lines += throughput(started, folder)
            home = visit(started.address + "/")
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
