import pytest


@pytest.fixture
def chunks(load):
    return load("chunks")


@pytest.mark.parametrize(("customers", "total", "last"), [(1, 1, 1), (150, 1, 150), (151, 2, 1), (30_000, 200, 150)])
def test_a_run_is_cut_without_a_rest_or_a_gap(chunks, customers, total, last):
    names = [f"c{number}" for number in range(customers)]
    cut = list(chunks.cut({"job": "2026", "customers": names}))
    assert [chunk.number for chunk in cut] == list(range(1, total + 1))
    assert {chunk.total for chunk in cut} == {total}
    assert [name for chunk in cut for name in chunk.customers] == names
    assert len(cut[-1].customers) == last


def test_the_same_run_gives_the_same_chunks(chunks):
    run = {"job": "2026", "customers": ["a", "b", "c"]}
    assert list(chunks.cut(run, 2)) == list(chunks.cut(run, 2))


def test_a_chunk_survives_being_a_message(chunks):
    (chunk,) = chunks.cut({"job": "2026", "customers": ["a"]})
    assert chunks.read(chunk.said()) == chunk


@pytest.mark.parametrize(
    "run",
    [
        {},
        {"job": "2026"},
        {"job": "", "customers": ["a"]},
        {"job": "2026", "customers": []},
        {"job": "../x", "customers": ["a"]},
    ],
)
def test_what_is_no_run_fails_loudly(chunks, run):
    with pytest.raises(chunks.RunError):
        list(chunks.cut(run))


@pytest.mark.parametrize("wrong", [{"chunk": 0}, {"chunk": 3}, {"job": "a/b"}, {"total": "2"}, {"customers": None}])
def test_what_is_no_chunk_fails_loudly(chunks, wrong):
    with pytest.raises(chunks.RunError):
        chunks.read({"job": "2026", "chunk": 1, "total": 2, "customers": ["a"]} | wrong)
