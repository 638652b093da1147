"""Two designs that came of a third → one that holds both changes, or what stands against it.

Fields are the grain: who renames a queue does not get in the way of who changes its retention. Three things are taken
whole: an arrow's course (from, to and meaning), a position, and the life of a thing, so that to delete what another has
changed, or built upon, is a conflict. To delete what another has only moved is none.
"""

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from app.documents import DocumentError, check
from app.model import Design, Finding
from app.model.base import Frozen
from app.store.documents import design_of, document_of
from app.store.ordering import merged_order
from app.store.parts import NOTHING, SHELVES, SINGULAR, Fields, by_id, put_together, same, taken_apart

Side = Literal["mine", "theirs"]
Document = dict[str, Any]


class Conflict(Frozen):
    """Where both have changed the same thing."""

    ids: tuple[str, ...]
    """The services, components and arrows that it is about; none where it is the design itself."""
    field: str
    """Which field both changed; empty where it is the thing as a whole."""
    message: str


class Merge(Frozen):
    """What came of a merge: a design, or conflicts."""

    design: Design | None
    conflicts: tuple[Conflict, ...]


def merge(base: Design, mine: Design, theirs: Design) -> Merge:
    """Apply to each other's result what two sides have changed since `base`.

    Symmetric in `mine` and `theirs` where there is no conflict. Without conflict the design is coherent, and nothing is
    wrong with it that neither side has.
    """
    return _Merging(document_of(base), document_of(mine), document_of(theirs)).result(mine, theirs)


class _Merging:
    def __init__(self, base: Document, mine: Document, theirs: Document) -> None:
        self.base, self.mine, self.theirs = base, mine, theirs
        self.conflicts: list[Conflict] = []

    def result(self, mine: Design, theirs: Design) -> Merge:
        merged: Document = {}
        for key in self.base:
            if key in SHELVES:
                merged[key] = self.shelf(key)
            elif key in ("layout", "bends"):
                shelf, field = ("components", "position") if key == "layout" else ("connections", "bends")
                merged[key] = self.places(key, field, {thing["id"] for thing in merged[shelf]})
            elif key == "locked":
                merged[key] = self.locked({thing["id"] for thing in merged["components"]})
            elif key == "suppressions":
                merged[key] = self.suppressions()
            else:
                merged[key] = self.value((), key, self.base[key], self.mine[key], self.theirs[key])
        here = {thing["id"] for shelf in SHELVES for thing in merged[shelf]}
        self.conflicts.extend(self.dangling(merged, here))
        merged["suppressions"] = [each for each in merged["suppressions"] if each["at"] is None or each["at"] in here]
        if not self.conflicts:
            self.conflicts.extend(_contradictions(merged, mine, theirs))
        if self.conflicts:
            return Merge(design=None, conflicts=tuple(self.conflicts))
        return Merge(design=design_of(merged), conflicts=())

    def value(self, ids: tuple[str, ...], field: str, base: object, mine: object, theirs: object) -> Any:  # noqa: ANN401 - any JSON
        """One value; a conflict is noted, and base's stands in until somebody has chosen."""
        if same(mine, theirs) or same(base, theirs):
            return mine
        if same(base, mine):
            return theirs
        what = field.removeprefix("properties.") or "it"
        whose = f" of {ids[0]!r}" if ids else " of the design"
        self.conflicts.append(Conflict(ids=ids, field=field, message=f"both of you have changed {what}{whose}"))
        return base

    def shelf(self, shelf: str) -> list[Document]:
        base, mine, theirs = (by_id(side, shelf) for side in (self.base, self.mine, self.theirs))
        kept: dict[str, Document] = {}
        for name in dict.fromkeys((*base, *mine, *theirs)):
            thing = self.thing(shelf, name, base.get(name), mine.get(name), theirs.get(name))
            if thing is not None:
                kept[name] = thing
        order = merged_order(list(base), list(mine), list(theirs), set(kept))
        return [kept[name] for name in order]

    def thing(
        self, shelf: str, name: str, base: Document | None, mine: Document | None, theirs: Document | None
    ) -> Document | None:
        if mine is None or theirs is None:
            left = mine or theirs
            if base is None or left is None:
                return left
            if same(base, left):
                return None
            said = f"one of you has deleted the {SINGULAR[shelf]} {name!r}, the other has changed it"
            self.conflicts.append(Conflict(ids=(name,), field="", message=said))
            return None
        if base is None and not same(mine, theirs):
            said = f"each of you has added another {SINGULAR[shelf]} under the id {name!r}"
            self.conflicts.append(Conflict(ids=(name,), field="", message=said))
            return None
        return self.fields(name, mine if base is None else base, mine, theirs)

    def fields(self, name: str, base: Document, mine: Document, theirs: Document) -> Document:
        sides = [_whole_course(taken_apart(side)) for side in (base, mine, theirs)]
        before, one, other = sides
        kept: Fields = {}
        for field in dict.fromkeys((*before, *one, *other)):
            value = self.value((name,), field, *(side.get(field, NOTHING) for side in sides))
            if value is not NOTHING:
                kept[field] = value
        order = merged_order(list(before), list(one), list(other), kept.keys() & (one.keys() | other.keys()))
        return put_together(name, _plain_course({field: kept[field] for field in order}), base)

    def places(self, key: str, field: str, there: set[str]) -> Document:
        base, mine, theirs = (side[key] for side in (self.base, self.mine, self.theirs))
        kept: Document = {}
        for name in dict.fromkeys((*base, *mine, *theirs)):
            if name in there:
                ends = (side.get(name, NOTHING) for side in (base, mine, theirs))
                value = self.value((name,), field, *ends)
                if value is not NOTHING:
                    kept[name] = value
        order = merged_order(list(base), list(mine), list(theirs), kept.keys() & (mine.keys() | theirs.keys()))
        return {name: kept[name] for name in order}

    def locked(self, components: set[str]) -> list[str]:
        """What either side has locked or unlocked; no two such changes can touch."""
        base, mine, theirs = (set(side["locked"]) for side in (self.base, self.mine, self.theirs))
        return sorted(((mine & theirs) | ((mine ^ theirs) - base)) & components)

    def suppressions(self) -> list[Document]:
        base, mine, theirs = (_numbered(side["suppressions"]) for side in (self.base, self.mine, self.theirs))
        kept: dict[tuple[str, str, int], Document] = {}
        for key in dict.fromkeys((*base, *mine, *theirs)):
            ids = (key[1],) if key[1] else ()
            ends = (side.get(key, NOTHING) for side in (base, mine, theirs))
            value = self.value(ids, f"the reason for {key[0]}", *ends)
            if value is not NOTHING and (key in mine or key in theirs):
                kept[key] = value
        return [kept[key] for key in merged_order(list(base), list(mine), list(theirs), set(kept))]

    def dangling(self, merged: Document, here: set[str]) -> Iterator[Conflict]:
        """What one side built upon and the other deleted, and ids that each side gave to something else."""
        shelves: dict[str, list[str]] = {}
        for shelf in SHELVES:
            for thing in merged[shelf]:
                shelves.setdefault(thing["id"], []).append(SINGULAR[shelf])
        for name, kinds in shelves.items():
            if len(kinds) > 1:
                said = f"the id {name!r} has come to stand for a {' and for a '.join(kinds)}"
                yield Conflict(ids=(name,), field="", message=said)
        gone = {thing["id"] for shelf in SHELVES for thing in self.base[shelf]} - here
        for component in merged["components"]:
            if (owner := component["service"]) in gone:
                said = f"one of you has deleted the service {owner!r}, the other has put {component['id']!r} into it"
                yield Conflict(ids=(component["id"], owner), field="service", message=said)
        for arrow in merged["connections"]:
            for side in ("from", "to"):
                if (end := arrow[side].partition(".")[0]) in gone:
                    said = f"one of you has deleted {end!r}, the other has drawn the arrow {arrow['id']!r} there"
                    yield Conflict(ids=(arrow["id"], end), field=side, message=said)
        old = _numbered(self.base["suppressions"])
        for key, reason in _numbered(merged["suppressions"]).items():
            if reason["at"] in gone and key not in old:
                said = f"one of you has deleted {reason['at']!r}, the other has given a reason for it"
                yield Conflict(ids=(reason["at"],), field="", message=said)


def _whole_course(fields: Fields) -> Fields:
    if "from" not in fields:
        return fields
    course = [fields[part] for part in ("from", "to", "semantics")]
    return {"course": course} | {key: value for key, value in fields.items() if key not in ("from", "to", "semantics")}


def _plain_course(fields: Fields) -> Fields:
    if "course" not in fields:
        return fields
    parts = dict(zip(("from", "to", "semantics"), fields["course"], strict=True))
    return parts | {key: value for key, value in fields.items() if key != "course"}


def _numbered(suppressions: Sequence[Document]) -> dict[tuple[str, str, int], Document]:
    """Reasons by rule and place, and by which one it is there."""
    found: dict[tuple[str, str, int], Document] = {}
    for each in suppressions:
        place = (each["rule"], each["at"] or "")
        number = next(n for n in range(len(suppressions)) if (*place, n) not in found)
        found[*place, number] = each
    return found


def _contradictions(merged: Document, mine: Design, theirs: Design) -> Iterator[Conflict]:
    """What is wrong with the merged design and with neither side's: each change was right, both together are not."""
    try:
        findings = check(design_of(merged))
    except DocumentError as error:
        findings = error.findings
    known = {_said(finding) for side in (mine, theirs) for finding in check(side)}
    for finding in findings:
        if _said(finding) not in known:
            ids = (*finding.components, *finding.connections)
            yield Conflict(ids=ids, field="", message=f"your changes do not go together: {finding.message}")


def _said(finding: Finding) -> tuple[object, ...]:
    return (finding.rule, finding.message, finding.components, finding.connections)
