"""For tests of circuit breakers: what every store of a circuit must do."""

import threading


class StoreLaws:
    """Needs the fixtures `make_store`, which gives a store of one circuit, as each copy of a function has its own, and
    `store`, one of them.
    """

    def test_a_circuit_that_nobody_knows_is_closed(self, store):
        assert not store.read().is_open

    def test_failures_of_a_window_add_up(self, store):
        assert [store.count_failure(1000.0, 60) for _ in range(3)] == [1, 2, 3]

    def test_it_opens_once_and_forgets_the_failures(self, store):
        store.count_failure(1000.0, 60)
        assert store.open(1030.5)
        assert not store.open(9999.0)
        circuit = store.read()
        assert (circuit.is_open, circuit.until, circuit.attempt) == (True, 1030.5, 0)
        assert store.count_failure(1000.0, 60) == 1

    def test_a_probe_is_for_one_and_only_when_the_time_is_over(self, store):
        assert not store.take_probe("a", 2000.0, 10)
        store.open(1030.0)
        assert not store.take_probe("a", 1029.9, 10)
        assert store.take_probe("a", 1030.0, 10)
        assert not store.take_probe("b", 1031.0, 10)

    def test_a_probe_that_nobody_reports_on_is_given_away_after_its_time(self, store):
        store.open(1030.0)
        store.take_probe("a", 1030.0, 10)
        assert store.take_probe("b", 1040.0, 10)
        assert not store.probe_failed("a", 5000.0, 1)
        assert not store.probe_succeeded("a", 1)
        assert store.read().until == 1030.0

    def test_the_last_good_probe_closes_it(self, store):
        store.open(1030.0)
        outcomes = []
        for number in range(3):
            assert store.take_probe(f"p{number}", 1031.0 + number, 10)
            outcomes.append(store.probe_succeeded(f"p{number}", 3))
        assert outcomes == [False, False, True]
        assert not store.read().is_open
        assert not store.take_probe("late", 2000.0, 10)

    def test_good_probes_must_come_in_a_row(self, store):
        store.open(1030.0)
        for number, good in enumerate([True, True, False, True, True, True]):
            now = 2000.0 + number * 1000
            assert store.take_probe(f"p{number}", now, 10)
            if good:
                closed = store.probe_succeeded(f"p{number}", 3)
            else:
                assert store.probe_failed(f"p{number}", now + 60, 1)
                closed = False
            assert closed == (number == 5)

    def test_a_closed_circuit_can_open_again_from_the_start(self, store):
        store.open(1030.0)
        store.take_probe("a", 1031.0, 10)
        store.probe_failed("a", 1100.0, 1)
        store.take_probe("b", 1100.0, 10)
        assert store.probe_succeeded("b", 1)
        assert store.open(3000.0)
        assert (store.read().until, store.read().attempt) == (3000.0, 0)

    def test_of_many_at_once_one_opens_it_and_one_probes(self, make_store):
        def race(act):
            together, answers = threading.Barrier(8), []

            def run(number):
                store = make_store()
                together.wait(5)
                answers.append(act(store, number))

            threads = [threading.Thread(target=run, args=(number,)) for number in range(8)]
            for thread in threads:
                thread.start()
            for thread in threads:
                thread.join(20)
            return answers

        assert sorted(race(lambda store, _: store.count_failure(1000.0, 60))) == list(range(1, 9))
        assert race(lambda store, _: store.open(1030.0)).count(True) == 1
        assert race(lambda store, number: store.take_probe(f"p{number}", 1030.0, 10)).count(True) == 1
