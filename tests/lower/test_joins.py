"""Whatever may be joined can be deployed."""

import pytest

from app.documents import joins
from app.lower import VERBS, lower
from app.model import Semantics
from app.protocols import protocols
from tests.lower.minimal import Triple, design, triples
from tests.lower.sound import complaints


def _exists(triple: Triple) -> bool:
    if triple.join.source.protocol != "refusal":
        return True
    calls = [way for way in joins(triple.target, triple.source) if Semantics.ERROR not in way.semantics]
    return bool(calls)


ALL = [triple for triple in triples() if _exists(triple)]


def test_every_protocol_has_a_verb() -> None:
    assert VERBS.keys() == protocols().keys()


def test_there_are_many_ways_to_join() -> None:
    assert len(ALL) > 180


@pytest.mark.parametrize("triple", ALL, ids=str)
def test_every_way_to_join_lowers_to_a_sound_graph(triple: Triple) -> None:
    assert complaints(lower(design(triple))) == []
