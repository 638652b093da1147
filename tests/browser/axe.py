"""What axe-core says of a page."""

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page

AXE = Path(__file__).parents[2] / "static" / "node_modules" / "axe-core" / "axe.min.js"


def faults(page: Page) -> list[str]:
    """What axe-core finds, a line each."""
    # Evaluated rather than added as a script, which the page's own policy would rightly refuse.
    page.evaluate(AXE.read_text(encoding="utf-8"))
    found: dict[str, Any] = page.evaluate("axe.run(document, { resultTypes: ['violations'] })")
    return [
        f"{violation['id']}: {node['html'][:160]} {json.dumps(node.get('failureSummary', ''))[:300]}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
