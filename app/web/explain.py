"""What each part of a design does here, in sentences made of its kind's and its arrows' own words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from markupsafe import Markup
from pydantic import BaseModel

from app.kinds import kinds
from app.model import Component, Connection, Design, Semantics
from app.protocols import arrow_model, protocols
from app.web.prose import phrase


@dataclass(frozen=True)
class ArrowView:
    """An arrow in words."""

    id: str
    semantics: Semantics
    source: str
    target: str
    label: str
    sentence: Markup
    settings: tuple[str, ...]


@dataclass(frozen=True)
class PartView:
    """A component in words."""

    id: str
    name: str
    kind: str
    kind_title: str
    what_it_is: str
    about: Markup
    service: str
    settings: tuple[str, ...]
    socket: bool
    entry: bool
    arrows: tuple[ArrowView, ...]
    near: tuple[str, ...]
    """The ids of this component and of those at the other ends of its arrows."""


def ends(design: Design, arrows: Iterable[str]) -> tuple[str, ...]:
    """The ids of the components at which arrows start or end."""
    named = (design.arrows[arrow] for arrow in arrows)
    return tuple(dict.fromkeys(end.component for arrow in named for end in (arrow.source, arrow.target)))


def explain_arrow(design: Design, arrow: Connection) -> ArrowView:
    """What an arrow of a design says."""
    source, target = design.by_id[arrow.source.component], design.by_id[arrow.target.component]
    start = kinds()[source.kind].port(arrow.source.port)
    end = kinds()[target.kind].port(arrow.target.port)
    if start is None or end is None:
        raise LookupError(f"the arrow {arrow.id!r} starts or ends at no port: the design was not checked")
    words = protocols()[start.protocol].words[arrow.semantics]
    names = {
        side: Markup("<b>{}</b>").format(component.name) for side, component in (("source", source), ("target", target))
    }
    said = words if words.startswith("{") else words[0].upper() + words[1:]
    model = arrow_model(start, end)
    about = model.model_validate(dict(arrow.properties)).arrows_named()
    return ArrowView(
        id=arrow.id,
        semantics=arrow.semantics,
        source=source.name,
        target=target.name,
        label=arrow.label,
        sentence=Markup(said).format(**names) + ".",  # noqa: S704 - a protocol's own words; names are escaped by format
        settings=_settings(model, {k: v for k, v in arrow.properties.items() if not (k == "of" and about)}),
    )


def explain_part(design: Design, component: Component, entry: str | None) -> PartView:
    """What a component of a design does."""
    kind = kinds()[component.kind]
    touching = [
        arrow for arrow in design.connections if component.id in (arrow.source.component, arrow.target.component)
    ]
    owner = next((service.name for service in design.services if service.id == component.service), "")
    return PartView(
        id=component.id,
        name=component.name,
        kind=kind.id,
        kind_title=kind.title,
        what_it_is=kind.summary,
        about=phrase(component.about),
        service=owner,
        settings=_settings(kind.properties, component.properties),
        socket=kind.socket,
        entry=component.id == entry,
        arrows=tuple(explain_arrow(design, arrow) for arrow in touching),
        near=ends(design, [arrow.id for arrow in touching]) or (component.id,),
    )


def _settings(model: type[BaseModel], given: Mapping[str, Any]) -> tuple[str, ...]:
    """What the author set, as "visibility timeout 180 s"."""
    return tuple(_setting(model, name, value) for name, value in given.items())


def _setting(model: type[BaseModel], name: str, value: object) -> str:
    field = model.model_fields[name]
    extra = field.json_schema_extra if isinstance(field.json_schema_extra, dict) else {}
    words = name.replace("_", " ")
    if value is True:
        return words
    if value is False:
        return f"no {words}"
    unit = extra.get("unit")
    if unit == "s" and isinstance(value, int) and value >= 3_600:
        return f"{words} {_duration(value)}"
    said = ", ".join(str(item) for item in value) if isinstance(value, list | tuple) else _number(value)
    return f"{words} {said}" + (f" {unit}" if unit and unit not in words.split() else "")


def _duration(seconds: int) -> str:
    """Hours and more in the largest unit that says it exactly."""
    for unit, length in (("day", 86_400), ("hour", 3_600), ("minute", 60)):
        if seconds % length == 0:
            count = seconds // length
            return f"{count} {unit}" + ("s" if count != 1 else "")
    return f"{seconds:,} s"


def _number(value: object) -> str:
    return f"{value:,}" if isinstance(value, int) else str(value)
