"""Files of `templates/`, filled in. Text from users is written through a filter of the language that it lands in."""

import json
import re
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined

TEMPLATES = Path(__file__).with_name("templates")
_MARKDOWN = re.compile(r"([\\`*_{}\[\]<>()#+!|~&-])")


def markdown(text: str) -> str:
    """Text that Markdown shows as it is, in one line."""
    return _MARKDOWN.sub(r"\\\1", " ".join(text.split()))


@cache
def _environment() -> Environment:
    # Nothing here is HTML: each hole names the filter of its own language.
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        undefined=StrictUndefined,
        autoescape=False,  # noqa: S701
        keep_trailing_newline=True,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters["markdown"] = markdown
    made.filters["shell_words"] = lambda text: re.sub(r"[^A-Za-z0-9 .,:/_-]", "", text)
    made.filters["quoted"] = lambda text: json.dumps(text, ensure_ascii=False)
    return made


def fill(template: str, /, **context: object) -> str:
    """A template, filled in."""
    return _environment().get_template(template).render(context)


@cache
def plain(name: str) -> str:
    """A file that is exported as it is."""
    return (TEMPLATES / name).read_text(encoding="utf-8")
