"""Laws that hold for every kind, found as the program finds them; none is named here."""

import re
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from pydantic import BaseModel

from app.documents import read_design
from app.documents.joins import UNNAMED, Join, joins
from app.kinds import kinds
from app.kinds.schema import describe, describe_all
from app.model import ArrowProperties, Direction, Family, Kind, Semantics
from app.protocols import arrow_model, protocols
from app.settings import get_settings

KINDS = tuple(kinds().values())
PAIRS = tuple((one.id, other.id, join) for one in KINDS for other in KINDS for join in joins(one.id, other.id))
ARROW_MODELS = sorted({arrow_model(port) for kind in KINDS for port in kind.ports}, key=lambda model: model.__name__)
MODELS = [kind.properties for kind in KINDS] + ARROW_MODELS

every_kind = pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.id)
every_model = pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)


def one_sentence(text: str) -> bool:
    """Whether a text is one sentence: a capital or code at its start, a full stop at its end and none between."""
    return bool(re.fullmatch(r"[A-Z0-9`][^\n]*[A-Za-z0-9)`*]\.", text)) and not re.search(r"\.\s+[A-Z]", text)


@pytest.mark.parametrize(
    ("text", "right"),
    [
        ("How long it lasts.", True),
        ("how long it lasts.", False),
        ("How long it lasts", False),
        ("It lasts. It ends.", False),
        ("It lasts ….", False),
        ("", False),
    ],
)
def test_a_sentence_is_told_from_what_is_none(text: str, right: bool) -> None:
    assert one_sentence(text) is right


def schemas(model: type[BaseModel]) -> dict[str, dict[str, Any]]:
    """The JSON schemas of a model's properties; of an optional one, with its non-null branch folded in."""
    found = {}
    for name, schema in model.model_json_schema().get("properties", {}).items():
        branches = [branch for branch in schema.get("anyOf", ()) if branch.get("type") != "null"]
        found[name] = {**schema, **(branches[0] if len(branches) == 1 else {})}
    return found


def unbounded(model: type[BaseModel]) -> list[str]:
    """The properties that may be larger than somebody has thought of."""
    wrong = []
    for name, schema in schemas(model).items():
        kind = schema.get("type")
        if "enum" in schema or "const" in schema:
            continue
        if (
            (kind in ("integer", "number") and not {"minimum", "maximum"} <= schema.keys())
            or (kind == "string" and not {"pattern", "maxLength"} & schema.keys())
            or (kind == "array" and "maxItems" not in schema)
            or kind is None
        ):
            wrong.append(name)
    return wrong


def test_kinds_are_told_apart_by_id_and_by_title() -> None:
    for said in (Counter(kind.id for kind in KINDS), Counter(kind.title for kind in KINDS)):
        assert max(said.values()) == 1
    assert kinds().keys() == {kind.id for kind in KINDS}
    assert list(kinds()) == sorted(kinds())


def test_every_family_has_a_kind() -> None:
    assert {kind.family for kind in KINDS} == set(Family)


@every_kind
def test_a_kind_lives_in_the_folder_of_its_name(kind: Kind) -> None:
    home = Path(__file__).parents[2] / "app" / "kinds" / kind.id.replace("-", "_")
    assert (home / "__init__.py").is_file()


@every_kind
def test_a_kind_is_explained_in_sentences(kind: Kind) -> None:
    assert one_sentence(kind.summary), kind.summary
    assert 2 <= len(kind.notes) <= 4
    assert all(note.endswith(".") and note[0].isupper() for note in kind.notes)
    assert 1 <= len(kind.glyph) <= 3
    assert all(one_sentence(port.summary) for port in kind.ports), [port.summary for port in kind.ports]
    assert kind.properties.__doc__
    assert one_sentence(kind.properties.__doc__), kind.properties.__doc__


@every_kind
def test_an_aws_kind_names_its_service_as_aws_does(kind: Kind) -> None:
    if kind.aws_service is not None:
        assert kind.aws_service.startswith(("Amazon ", "AWS ", "Elastic "))
    else:
        assert kind.family is Family.OUTSIDE


@every_kind
def test_ports_are_told_apart_and_know_their_protocol(kind: Kind) -> None:
    assert len({port.id for port in kind.ports}) == len(kind.ports)
    for port in kind.ports:
        assert port.id != UNNAMED
        assert re.fullmatch(r"[a-z](?:-?[a-z0-9])*", port.id)
        assert port.protocol in protocols()
        assert port.semantics
        assert port.semantics <= protocols()[port.protocol].semantics
        assert port.peers <= kinds().keys()
        assert set(port.read_actions) <= set(port.actions)
        assert all(re.fullmatch(r"[a-z0-9-]+:[A-Za-z]+", action) for action in port.actions)
        if port.direction is Direction.OUT:
            assert not port.actions, "permissions belong to the port that an arrow ends at"


@every_kind
def test_every_port_can_be_joined_to_some_other(kind: Kind) -> None:
    for port in kind.ports:
        used = any(
            (one == kind.id and join.source == port) or (other == kind.id and join.target == port)
            for one, other, join in PAIRS
        )
        assert used, f"no arrow can use the port {port.id!r}"


@every_kind
def test_every_peer_of_a_port_can_be_reached(kind: Kind) -> None:
    for port in kind.ports:
        for peer in port.peers:
            ends = (kind.id, peer) if port.direction is Direction.OUT else (peer, kind.id)
            assert any(port in (join.source, join.target) for join in joins(*ends)), f"{port.id} never joins {peer}"


@every_kind
def test_the_defaults_are_valid_and_tell_nothing_but_what_matters(kind: Kind) -> None:
    properties = kind.read({})
    assert kind.properties.model_validate(properties.model_dump()) == properties
    assert len(properties.telling()) <= 1


@every_model
def test_every_property_is_explained_in_one_sentence(model: type[BaseModel]) -> None:
    for name, schema in schemas(model).items():
        assert one_sentence(schema.get("description", "")), f"{name}: {schema.get('description')}"


@every_model
def test_every_property_is_optional(model: type[BaseModel]) -> None:
    assert not model.model_json_schema().get("required")


@every_model
def test_every_property_is_bounded(model: type[BaseModel]) -> None:
    free = {name for name, schema in schemas(model).items() if schema.get("type") in ("object", "boolean")}
    assert set(unbounded(model)) - free == set()


def test_a_property_without_bounds_is_seen() -> None:
    class Free(ArrowProperties):
        """A control."""

        number: int = 1
        text: str = ""
        many: tuple[str, ...] = ()

    assert {"number", "text", "many"} <= set(unbounded(Free))


@every_model
def test_every_numeric_limit_names_its_source(model: type[BaseModel]) -> None:
    for name, schema in schemas(model).items():
        numbers = schema.get("type") in ("integer", "number") or any(
            isinstance(value, int) for value in schema.get("enum", ())
        )
        if numbers:
            assert schema.get("source"), f"{name} has a limit that nobody states"


@every_model
def test_every_time_and_size_has_a_unit(model: type[BaseModel]) -> None:
    for name, schema in schemas(model).items():
        measures = re.search("timeout|ttl|window|_age$|retention|period$|interval|memory|size|_days$|expiry", name)
        if measures and schema.get("type") in ("integer", "number"):
            assert schema.get("unit"), f"{name} has no unit"


@every_model
def test_a_value_just_beyond_a_limit_is_refused(model: type[BaseModel]) -> None:
    for name, schema in schemas(model).items():
        for bound, step in (("minimum", -1), ("maximum", 1)):
            if bound in schema:
                with pytest.raises(ValueError, match=name):
                    model.model_validate({name: schema[bound] + step})


@pytest.mark.parametrize(
    ("one", "other", "join", "meaning"),
    [(one, other, join, meaning) for one, other, join in PAIRS for meaning in sorted(join.semantics)],
    ids=lambda value: value if isinstance(value, str) else f"{value.source.id}-{value.target.id}",
)
def test_every_arrow_that_joins_can_be_written_and_read_back(
    one: str, other: str, join: Join, meaning: Semantics
) -> None:
    text = (
        "name: Both\ncomponents:\n"
        f"  - {{id: a, kind: {one}, name: A}}\n  - {{id: b, kind: {other}, name: B}}\nconnections:\n"
        f"  - {{id: arrow, from: a.{join.source.id}, to: b.{join.target.id}, semantics: {meaning}}}\n"
    )
    if join.source.protocol == "refusal":
        # An error answer needs the call that it answers.
        call = next(j for j in joins(other, one) if Semantics.ERROR not in j.semantics)
        asks = min(call.semantics)
        text += f"  - {{id: call, from: b.{call.source.id}, to: a.{call.target.id}, semantics: {asks}}}\n"
    arrow = read_design(text).arrows["arrow"]
    assert str(arrow.source) == f"a.{join.source.id}"
    assert str(arrow.target) == f"b.{join.target.id}"
    assert arrow.semantics is meaning


@pytest.mark.skipif(
    not (get_settings().static / "node_modules" / "aws-icons").is_dir(), reason="aws-icons is not installed"
)
@every_kind
def test_the_icon_of_a_kind_exists(kind: Kind) -> None:
    icons = get_settings().static / "node_modules" / "aws-icons" / "icons"
    if kind.icon is not None:
        assert (icons / f"{kind.icon}.svg").is_file()


def test_a_kind_as_data_says_what_the_kind_says() -> None:
    described = describe_all()
    assert [kind.id for kind in described] == list(kinds())
    for kind in described:
        original = kinds()[kind.id]
        assert describe(original) is kind or describe(original) == kind
        assert [port.id for port in kind.ports] == [port.id for port in original.ports]
        assert set(kind.properties.get("properties", {})) == set(original.properties.model_fields)
        for port in kind.ports:
            assert set(port.semantics) == original.port(port.id).semantics  # type: ignore[union-attr]  # just listed


def test_units_and_sources_reach_the_data() -> None:
    stated = [
        schema
        for kind in describe_all()
        for schema in kind.properties.get("properties", {}).values()
        if "source" in schema
    ]
    assert len(stated) > 20
    assert any(schema.get("unit") == "s" for schema in stated)
