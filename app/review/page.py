"""A rule's page: Markdown in five parts, of which the last two are designs and tests at the same time."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from app.documents import read_design
from app.model import Design, nearest
from app.review.rule import rulebook

SECTIONS = ("Why", "Remedy", "Wrong", "Right")
_FENCE = re.compile(r"^```yaml\n(.*?)^```\s*$", re.MULTILINE | re.DOTALL)
_SOURCE = re.compile(r"^Sources?: (.+?)(?:\n\n|\Z)", re.MULTILINE | re.DOTALL)


class PageError(ValueError):
    """A rule's page lacks one of its parts; the message names page and part."""


@dataclass(frozen=True)
class Page:
    """What a page says. Prose is Markdown; `wrong_text` and `right_text` are the YAML as written."""

    rule: str
    what: str
    why: str
    """With the source as its last paragraph."""
    source: str
    remedy: str
    wrong: Design
    right: Design
    wrong_text: str
    right_text: str
    wrong_prose: str
    right_prose: str


@cache
def page(rule: str) -> Page:
    """The page of a rule. Raises KeyError if there is no such rule, PageError if its page is not whole."""
    if rule not in rulebook():
        raise KeyError(f"there is no rule {rule!r}{nearest(rule, rulebook())}")
    file = Path(__file__).parent / "rules" / f"{rule.replace('-', '_')}.md"
    if not file.is_file():
        raise PageError(f"{file.name} is missing beside its rule")
    return parse(rule, file.read_text(encoding="utf-8"))


def parse(rule: str, text: str) -> Page:
    """Read a page's text. Raises PageError, or DocumentError for an example that is no design."""
    head, *rest = re.split(r"^## (.+)$", text, flags=re.MULTILINE)
    title, _, what = head.strip().partition("\n")
    if title != f"# {rule}" or not what.strip():
        raise PageError(f"the page of {rule} must begin with '# {rule}' and say what the rule finds")
    if tuple(rest[::2]) != SECTIONS:
        raise PageError(f"the page of {rule} must have the sections {', '.join(SECTIONS)}, in this order")
    why, remedy, wrong, right = (part.strip() for part in rest[1::2])
    source = _SOURCE.search(why)
    if source is None:
        raise PageError(f"the section Why of {rule} must end with a line 'Source: …'")
    examples = [_example(rule, name, part) for name, part in (("Wrong", wrong), ("Right", right))]
    return Page(
        rule=rule,
        what=what.strip(),
        why=why,
        source=" ".join(source[1].split()),
        remedy=remedy,
        wrong=read_design(examples[0], f"{rule} (wrong)"),
        right=read_design(examples[1], f"{rule} (right)"),
        wrong_text=examples[0],
        right_text=examples[1],
        wrong_prose=_FENCE.sub("", wrong).strip(),
        right_prose=_FENCE.sub("", right).strip(),
    )


def _example(rule: str, name: str, part: str) -> str:
    fences: list[str] = _FENCE.findall(part)
    if len(fences) != 1:
        raise PageError(f"the section {name} of {rule} must hold one design as a yaml block")
    return fences[0]
