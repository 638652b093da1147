"""Lays out the whole catalog in a fresh process and prints the seconds: `python -m tests.bench.layouts`."""

import time

from app.catalog import load_catalog
from app.diagram import Form, draw, start, warm
from app.settings import get_settings


def main() -> None:
    """Everything that the catalog's pages and gallery show, then one drawing."""
    catalog = load_catalog(get_settings().patterns)
    start()
    began = time.perf_counter()
    warm((scene.design for pattern in catalog.patterns for scene in pattern.scenes), (Form.PAGE,))
    warm((pattern.design for pattern in catalog.patterns), (Form.THUMBNAIL,))
    took = time.perf_counter() - began
    draw(catalog.patterns[0].design)
    print(took)


if __name__ == "__main__":
    main()
