import random

import pytest


class Clock:
    def __init__(self):
        self.now = 1_000_000.0

    def __call__(self):
        return self.now


class Memory:
    """A store in memory that can be broken."""

    def __init__(self, module):
        self.module, self.broken, self.reads = module, False, 0
        self.circuit, self.failures, self.probe, self.good = module.CLOSED, 0, None, 0

    def _check(self):
        if self.broken:
            raise self.module.StoreError("gone")

    def read(self):
        self._check()
        self.reads += 1
        return self.circuit

    def count_failure(self, now, window):
        self._check()
        self.failures += 1
        return self.failures

    def open(self, until):
        self._check()
        if self.circuit.is_open:
            return False
        self.circuit = self.module.Circuit(True, until, 0)
        return True

    def take_probe(self, owner, now, lock):
        self._check()
        if self.probe:
            return False
        self.probe = owner
        return True

    def probe_succeeded(self, owner, needed):
        self._check()
        self.probe, self.good = None, self.good + 1
        if self.good < needed:
            return False
        self.circuit, self.good, self.failures = self.module.CLOSED, 0, 0
        return True

    def probe_failed(self, owner, until, attempt):
        self._check()
        self.probe, self.good, self.circuit = None, 0, self.module.Circuit(True, until, attempt)
        return True


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def module(load):
    return load("breaker")


@pytest.fixture
def store(module):
    return Memory(module)


@pytest.fixture
def breaker(module, store, clock):
    return module.Breaker(store, clock=clock, randomness=lambda: 0.0)


def fail(breaker, times=1):
    for _ in range(times):
        breaker.failed(breaker.enter())


def test_below_the_threshold_calls_go_through(breaker, module):
    fail(breaker, 4)
    assert breaker.enter() == module.Permit()


def test_the_threshold_opens_it_for_thirty_seconds(breaker, module, clock):
    fail(breaker, 5)
    with pytest.raises(module.OpenError) as caught:
        breaker.enter()
    assert caught.value.retry_after == 30
    clock.now += 29.9
    with pytest.raises(module.OpenError):
        breaker.enter()


def test_then_one_may_try_and_all_others_are_refused(breaker, module, clock):
    fail(breaker, 5)
    clock.now += 30
    assert breaker.enter().probe
    for _ in range(5):
        with pytest.raises(module.OpenError) as caught:
            breaker.enter()
        assert caught.value.retry_after >= 1


def test_three_good_probes_in_a_row_close_it(breaker, module, clock):
    fail(breaker, 5)
    clock.now += 30
    for _ in range(3):
        permit = breaker.enter()
        assert permit.probe
        breaker.succeeded(permit)
    assert breaker.enter() == module.Permit()


def test_a_bad_probe_opens_it_for_twice_as_long_each_time_up_to_ten_minutes(breaker, module, clock, store):
    fail(breaker, 5)
    waits = []
    for _ in range(7):
        clock.now = store.circuit.until
        fail(breaker)
        waits.append(store.circuit.until - clock.now)
    assert waits == [60, 120, 240, 480, 600, 600, 600]


def test_the_wait_has_a_random_part(module):
    policy = module.Policy()
    waits = [policy.timeout(0, random.Random(seed).random()) for seed in range(50)]
    assert all(30 <= wait <= 36 for wait in waits)
    assert len(set(waits)) > 40
    assert policy.timeout(10_000, 1.0) == 720


def test_the_dependency_s_own_wish_is_obeyed_within_reason(breaker, module, clock, store):
    for _ in range(5):
        breaker.failed(breaker.enter(), retry_after=90)
    assert store.circuit.until - clock.now == 90
    clock.now = store.circuit.until
    breaker.failed(breaker.enter(), retry_after=86_400)
    assert store.circuit.until - clock.now == 720


def test_if_the_state_cannot_be_read_calls_go_through(breaker, module, store):
    store.broken = True
    for _ in range(10):
        permit = breaker.enter()
        assert permit == module.Permit()
        breaker.failed(permit)
        breaker.succeeded(permit)


def test_a_copy_in_memory_spares_reads_for_a_second(breaker, store, clock):
    for _ in range(10):
        breaker.enter()
    assert store.reads == 1
    clock.now += 1
    breaker.enter()
    assert store.reads == 2


def test_what_another_copy_opened_is_noticed_within_a_second(breaker, module, store, clock):
    breaker.enter()
    store.circuit = module.Circuit(True, clock.now + 30, 0)
    clock.now += 1
    with pytest.raises(module.OpenError):
        breaker.enter()


def test_good_calls_of_a_closed_circuit_write_nothing(breaker, store):
    permit = breaker.enter()
    store.broken = True
    breaker.succeeded(permit)
