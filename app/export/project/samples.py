"""What to send to a function to see it work: for sample events, and for the README's "Try it".

A pattern says it for its own handlers in `patterns/<id>/samples.yaml`, one entry for each handler's name, or for a
route that leads to no function:

    intake:
      method: POST
      path: /webhook
      sign: {header: X-Signature, secret: signing}
      body: {id: evt-1, type: paid}
      expect: 202; a moment later the event is a row
    POST /clicks:
      to: [stream]
      body: {visitor: v1, page: /a}

`body` is what arrives: a request's body, a message, a record, an item. `sign` puts a signature of the body into a
header, made with one of the functions' secrets. Every key is optional.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from app.model import Connection, Design
from app.settings import get_settings


@dataclass(frozen=True)
class Sample:
    """What one handler is sent."""

    body: Any = field(default_factory=lambda: {"id": "1", "type": "sample"})
    method: str | None = None
    path: str | None = None
    headers: Mapping[str, str] = field(default_factory=dict)
    sign: Mapping[str, str] | None = None
    expect: str = ""
    """What one sees when it has worked, as half a sentence."""
    to: tuple[str, ...] = ()
    """Kinds that a route leads to in this pattern: where no function tells the pattern, route and kind do."""


def sample_of(handler: str | None) -> Sample:
    """The sample for a handler named as `pattern/name`, or the general one."""
    if handler is None:
        return Sample()
    pattern, _, name = handler.partition("/")
    return _samples(get_settings().patterns / pattern / "samples.yaml").get(name, Sample())


def sample_for_route(design: Design, arrow: Connection) -> Sample:
    """The sample for a route that leads to no function: as the patterns of the design's functions say it, or the one
    pattern of which route and target are.
    """
    route, kind = str(arrow.properties["route"]), design.by_id[arrow.target.component].kind
    for component in design.components:
        pattern = str(component.properties.get("handler", "")).partition("/")[0]
        if pattern and (found := _samples(get_settings().patterns / pattern / "samples.yaml").get(route)):
            return found
    for file in sorted(get_settings().patterns.glob("*/samples.yaml")):
        if (found := _samples(file).get(route)) and kind in found.to:
            return found
    return _grouped(Sample(), arrow.properties.get("group_by"))


def _grouped(sample: Sample, field_: object) -> Sample:
    """The sample with the field that keeps messages in order, without which an HTTP API refuses a request."""
    if not isinstance(field_, str):
        return sample
    value: Any = "7"
    for part in reversed(field_.split(".")):
        value = {part: value}
    return replace(sample, body=sample.body | value)


@cache
def _samples(file: Path) -> Mapping[str, Sample]:
    if not file.is_file():
        return {}
    said: Mapping[str, Mapping[str, Any]] = YAML(typ="safe", pure=True).load(file.read_text(encoding="utf-8"))
    return {name: Sample(**{**entry, "to": tuple(entry.get("to", ()))}) for name, entry in said.items()}
