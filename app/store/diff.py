"""What differs between two designs, by id."""

from typing import Any, Literal

from pydantic import Field

from app.model import Design
from app.model.base import Frozen
from app.store.documents import document_of
from app.store.parts import SHELVES, SINGULAR, by_id, same, taken_apart


class Change(Frozen):
    """A thing that only one of the two has, or that both have and not alike."""

    id: str
    """Empty for the design itself."""
    what: Literal["design", "service", "component", "arrow"]
    name: str
    """What the thing is called (an arrow: its label) in the later of the two that has it."""
    before: dict[str, Any] = Field(default_factory=dict)
    """The fields that differ, as they were; a property is called "properties.…". One that was not there is missing."""
    after: dict[str, Any] = Field(default_factory=dict)
    """The same fields as they are now."""
    moved: bool = False
    """Whether it stands elsewhere on the canvas."""


class Difference(Frozen):
    """All that leads from one design to another; the order of things does not count."""

    added: tuple[Change, ...]
    removed: tuple[Change, ...]
    changed: tuple[Change, ...]


def diff(before: Design, after: Design) -> Difference:
    """What was added, removed and changed, services first, then components, then arrows."""
    old, new = document_of(before), document_of(after)
    added: list[Change] = []
    removed: list[Change] = []
    changed: list[Change] = []
    # Reasons given to the review belong to the design, wherever they point.
    whole = [{key: side[key] for key in ("name", "description", "locked", "suppressions")} for side in (old, new)]
    if not same(*whole):
        changed.append(_change("", "design", after.name, *whole, moved=False))
    for shelf in SHELVES:
        ours, theirs = by_id(old, shelf), by_id(new, shelf)
        what: Any = SINGULAR[shelf]
        for name in dict.fromkeys((*ours, *theirs)):
            called = str({**ours.get(name, {}), **theirs.get(name, {})}.get("label" if what == "arrow" else "name", ""))
            fields = (taken_apart(side.get(name, {})) for side in (ours, theirs))
            both = name in ours and name in theirs
            moved = both and any(not same(old[key].get(name), new[key].get(name)) for key in ("layout", "bends"))
            change = _change(name, what, called, *fields, moved=moved)
            if name not in ours:
                added.append(change)
            elif name not in theirs:
                removed.append(change)
            elif change.before or change.after or moved:
                changed.append(change)
    return Difference(added=tuple(added), removed=tuple(removed), changed=tuple(changed))


def _change(
    name: str,
    what: Literal["design", "service", "component", "arrow"],
    called: str,
    before: dict[str, Any],
    after: dict[str, Any],
    *,
    moved: bool,
) -> Change:
    unlike = [key for key in {**before, **after} if key not in before or key not in after]
    unlike += [key for key in before if key in after and not same(before[key], after[key])]
    return Change(
        id=name,
        what=what,
        name=called,
        before={key: before[key] for key in unlike if key in before},
        after={key: after[key] for key in unlike if key in after},
        moved=moved,
    )
