"""What exporting costs, in a fresh process: JSON on standard output, seconds of processor time and megabytes."""

import json
import resource
import sys
from collections.abc import Callable
from functools import partial
from statistics import median
from time import process_time

from app.export import Format, Language, export
from tests.lower.scenes import scenes
from tests.review.measure import large_design

SIZES = (10, 100, 500, 1_000)
"""Components of the designs that show how the time grows."""


def took(act: Callable[[], object], times: int = 3) -> float:
    """The median of some runs, after one to warm up."""
    act()
    spent = []
    for _ in range(times):
        start = process_time()
        act()
        spent.append(process_time() - start)
    return median(spent)


def main() -> None:
    """Every pattern and variation in each format, and SAM and CDK of designs that grow."""
    warm = {
        f"{name} as {format_}": took(partial(export, scene.design, format_, Language.PYTHON))
        for name, scene in scenes().items()
        for format_ in Format
    }
    slowest = max(warm, key=lambda name: warm[name])
    large = [large_design(size) for size in SIZES]
    grows = {
        format_: [took(partial(export, design, format_, Language.PYTHON)) for design in large] for format_ in Format
    }
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    webhook = warm[f"scalable-webhook as {Format.CDK_TYPESCRIPT}"]
    said = {"slowest": slowest, "warm": warm[slowest], "webhook": webhook, "grows": grows, "peak": peak}
    json.dump(said, sys.stdout)


if __name__ == "__main__":
    main()
