"""Markdown → HTML that is safe to show.

Two locks on one door: markdown-it-py escapes HTML in the source, and nh3 lets only the few elements below through, so
that a fault in either is no hole.
"""

from functools import lru_cache

import nh3
from markdown_it import MarkdownIt
from markupsafe import Markup

_MARKDOWN = MarkdownIt("commonmark", {"html": False})
_TAGS = {"p", "strong", "em", "code", "pre", "ul", "ol", "li", "a", "br", "blockquote"}


@lru_cache(maxsize=4096)
def prose(text: str) -> Markup:
    """Paragraphs and lists."""
    return _clean(_MARKDOWN.render(text))


@lru_cache(maxsize=4096)
def phrase(text: str) -> Markup:
    """One line, without a paragraph around it."""
    return _clean(_MARKDOWN.renderInline(text.strip()))


def _clean(html: str) -> Markup:
    # Links inside the site only: a pattern's text has no business elsewhere.
    clean = nh3.clean(html, tags=_TAGS, attributes={"a": {"href"}}, url_schemes={"https"}, link_rel="noopener")
    return Markup(clean)  # noqa: S704 - sanitised by the line above
