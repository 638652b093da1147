"""Laws that hold for every protocol, found as the program finds them; none is named here."""

import re
import string
from pathlib import Path

import pytest

from app.documents.joins import joins
from app.kinds import kinds
from app.model import Protocol, Semantics
from app.protocols import arrow_model, protocols

PROTOCOLS = tuple(protocols().values())
JOINS = tuple(join for one in kinds() for other in kinds() for join in joins(one, other))

every_protocol = pytest.mark.parametrize("protocol", PROTOCOLS, ids=lambda protocol: protocol.id)


@every_protocol
def test_a_protocol_lives_in_the_file_of_its_name(protocol: Protocol) -> None:
    home = Path(__file__).parents[2] / "app" / "protocols"
    assert (home / f"{protocol.id.replace('-', '_')}.py").is_file()
    assert protocols()[protocol.id] is protocol


def test_no_two_protocols_have_one_title() -> None:
    assert len({protocol.title for protocol in PROTOCOLS}) == len(PROTOCOLS)


@every_protocol
def test_some_pair_of_ports_joins_in_every_meaning_of_a_protocol(protocol: Protocol) -> None:
    joined = {meaning for join in JOINS if join.source.protocol == protocol.id for meaning in join.semantics}
    assert joined == protocol.semantics


@every_protocol
def test_a_protocol_has_words_for_each_of_its_meanings(protocol: Protocol) -> None:
    assert protocol.words.keys() == protocol.semantics
    for words in protocol.words.values():
        fields = {field for _, field, _, _ in string.Formatter().parse(words) if field is not None}
        assert fields == {"source", "target"}
        assert not words.endswith("."), "the words stand inside a sentence"
    assert re.fullmatch(r"[A-Z][^.\n]*\.", protocol.summary), protocol.summary
    assert protocol.properties.__doc__


@every_protocol
def test_an_error_is_never_also_a_call(protocol: Protocol) -> None:
    assert Semantics.ERROR not in protocol.semantics or protocol.semantics == {Semantics.ERROR}


def test_an_arrow_can_say_what_its_protocol_and_both_its_ends_have_to_say() -> None:
    for join in JOINS:
        fields = set(arrow_model(join.source, join.target).model_fields)
        for part in (protocols()[join.source.protocol].properties, join.source.properties, join.target.properties):
            assert set(part.model_fields) <= fields
        assert set(arrow_model(join.source).model_fields) <= fields


def test_two_of_one_kind_of_ports_have_one_model() -> None:
    assert all(arrow_model(join.source, join.target) is arrow_model(join.source, join.target) for join in JOINS)


def test_no_property_means_two_things_on_one_arrow() -> None:
    for join in JOINS:
        parts = (protocols()[join.source.protocol].properties, join.source.properties, join.target.properties)
        own = [name for part in dict.fromkeys(parts) for name in part.__annotations__]
        assert len(own) == len(set(own)), f"{join.source.id} → {join.target.id}: {own}"
