"""Code as lines of HTML, coloured by Pygments through classes, as the Content-Security-Policy asks."""

from functools import lru_cache

from markupsafe import Markup
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexer import Lexer
from pygments.lexers import get_lexer_by_name
from pygments.util import ClassNotFound

_LANGUAGES = {
    "json": "json",
    "md": "markdown",
    "py": "python",
    "sh": "bash",
    "sql": "postgresql",
    "svg": "xml",
    "toml": "toml",
    "ts": "typescript",
    "yaml": "yaml",
    "yml": "yaml",
}
LONGEST = 200_000
"""Characters; what is longer is shown without colours, which would take seconds."""


@lru_cache(maxsize=64)
def highlighted(path: str, text: str) -> tuple[Markup, ...]:
    """The lines of a file, escaped and coloured by the language that its name tells."""
    # Pygments closes and opens its spans at each end of line.
    html = highlight(text, _lexer(path if len(text) <= LONGEST else ""), HtmlFormatter(nowrap=True))
    return tuple(Markup(line) for line in html.removesuffix("\n").split("\n"))  # noqa: S704 - Pygments escapes


def _lexer(path: str) -> Lexer:
    try:
        return get_lexer_by_name(_LANGUAGES.get(path.rpartition(".")[2], "text"), stripnl=False)
    except ClassNotFound:
        return get_lexer_by_name("text", stripnl=False)
