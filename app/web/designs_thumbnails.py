"""Small pictures of saved designs, drawn when first asked for."""

from threading import Lock
from typing import Any

from app.diagram import Form, Theme, draw, standalone_style_hash
from app.store import design_of, write_json
from app.store.documents import content_hash
from app.web.page_cache import PageCache
from app.web.rendered import Rendered, rendered

MAX_ARROWS = 40
"""More are not drawn: in a picture of this size they are a smear, and to route 120 takes a minute."""
MAX_KEPT = 500


class Thumbnails:
    """The pictures asked for last. Safe to use from several threads."""

    def __init__(self) -> None:
        self._kept = PageCache(MAX_KEPT, 32 * 2**20)
        # One at a time: a page full of new thumbnails must leave threads for everybody else.
        self._drawing = Lock()

    def draw(self, etag: str, document: dict[str, Any], theme: Theme) -> Rendered:
        """A design's picture as a file. Raises DocumentError if the document is no design by today's rules."""
        key = (f"{etag} {content_hash(write_json(document))}", theme.encode())
        if (kept := self._kept.get(key)) is not None:
            return kept
        design = design_of(document)
        if len(design.connections) > MAX_ARROWS:
            design = design.model_copy(update={"connections": (), "bends": {}, "suppressions": ()})
        with self._drawing:
            if (kept := self._kept.get(key)) is not None:
                return kept
            # A key could not be read in this size.
            svg = draw(design, form=Form.STANDALONE, theme=theme, explained=False).svg
            made = rendered(
                svg.encode(),
                "image/svg+xml",
                cache_control="private, no-cache",
                # Opened by itself it may only draw: its style sheet is inside it.
                headers={"content-security-policy": f"default-src 'none'; style-src {standalone_style_hash()}"},
            )
            self._kept.put(key, made)
            return made
