import pytest
from circuit_testing import StoreLaws


@pytest.fixture
def table(make_table):
    return make_table("circuits", "dependency")


@pytest.fixture
def make_store(load, table):
    module = load("table_circuit")
    return lambda: module.TableCircuit(table, "carrier")


@pytest.fixture
def store(make_store):
    return make_store()


class TestAsEveryStore(StoreLaws):
    pass


def test_a_new_window_starts_from_one(store):
    assert [store.count_failure(now, 60) for now in (0.0, 59.0, 60.0, 61.0)] == [1, 2, 1, 2]


def test_a_failure_that_a_slower_clock_tells_of_counts_in_the_window_that_has_begun(store):
    store.count_failure(60.0, 60)
    assert store.count_failure(59.9, 60) == 2


def test_dependencies_do_not_mix(load, table, store):
    other = load("table_circuit").TableCircuit(table, "another")
    store.open(1030.0)
    assert not other.read().is_open


def test_a_table_that_does_not_answer_is_a_store_error(store, table):
    table.delete()
    for ask in (store.read, lambda: store.open(1.0), lambda: store.count_failure(1.0, 60)):
        with pytest.raises(Exception, match="not found") as caught:
            ask()
        assert type(caught.value).__name__ == "StoreError"


@pytest.mark.parametrize(("said", "seconds"), [({}, 0.2), ({"CIRCUITS_TIMEOUT_SECONDS": "1.5"}, 1.5)])
def test_nobody_waits_for_the_table_longer_than_the_design_says(load, said, seconds):
    circuits = load("table_circuit", CIRCUITS_TABLE_NAME="circuits", **said).circuit_table("CIRCUITS")
    patience = circuits.meta.client.meta.config

    assert circuits.name == "circuits"
    assert (patience.connect_timeout, patience.read_timeout) == (seconds, seconds)
    assert patience.retries["total_max_attempts"] == 1
