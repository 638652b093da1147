import pytest


@pytest.fixture
def table(make_table):
    return make_table("circuits", "dependency")


@pytest.fixture
def ping(load, table, context, monkeypatch):
    app = load(CIRCUITS_TABLE_NAME="circuits")
    import table_circuit

    store = table_circuit.TableCircuit(table, "carrier")
    monkeypatch.setattr(app.time, "time", lambda: 5000.0)

    def ping(answer):
        def ask(parcel):
            if isinstance(answer, Exception):
                raise answer
            return answer

        monkeypatch.setattr(app, "ask", ask)
        return app.lambda_handler({}, context)

    ping.app, ping.store = app, store
    return ping


WELL = [{"cents": 490}]


def test_two_good_answers_in_a_row_close_the_circuit(ping):
    ping.store.open(9000.0)
    assert ping(WELL) == {"well": True, "closed": False}
    assert ping(WELL) == {"well": True, "closed": True}
    assert not ping.store.read().is_open


@pytest.mark.parametrize("answer", [None, [], {}])
def test_an_answer_without_a_rate_is_not_a_good_one(ping, answer):
    assert not ping(answer)["well"]


def test_a_bad_answer_between_them_starts_over_and_prolongs_the_open_state(ping):
    ping.store.open(5010.0)
    ping(WELL)
    assert ping(ping.app.RemoteError("status 503")) == {"well": False, "closed": False}
    assert ping.store.read().until == 5600.0
    ping(WELL)
    assert ping.store.read().is_open
    ping(WELL)
    assert not ping.store.read().is_open


def test_a_closed_circuit_is_left_alone(ping):
    ping(WELL)
    ping(ping.app.RemoteError("status 503"))
    assert not ping.store.read().is_open
    ping.store.open(9000.0)
    assert ping(WELL) == {"well": True, "closed": False}


def test_a_circuit_that_was_closed_counts_from_the_start_when_it_opens_again_whoever_closed_it(ping):
    ping.store.open(9000.0)
    ping(WELL)
    ping(WELL)
    ping.store.open(5000.0)
    assert ping(WELL) == {"well": True, "closed": False}
    assert ping.store.take_probe("a request", 5000.0, 10)
    assert ping.store.probe_succeeded("a request", 1)
    ping.store.open(9000.0)
    assert ping(WELL) == {"well": True, "closed": False}
