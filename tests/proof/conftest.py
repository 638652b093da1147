"""Fixtures of the proof: one emulator and one PostgreSQL for each process of the test run, a stack for each test."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from pathlib import Path
from typing import Any

import pytest

from app.export import Language
from tests.proof.harness.deploying import Deployer
from tests.proof.harness.deployment import Deployment
from tests.proof.harness.emulator import Emulator
from tests.proof.harness.neighbours import Neighbours
from tests.proof.harness.outside import Outside
from tests.proof.harness.stores import databases
from tests.proof.harness.ways import Way

Deploy = Callable[..., Deployment]

QUICK = Way("sam", Language.PYTHON)
OTHERS = (Way("sam", Language.NODEJS),)
CDK = (Way("cdk-typescript", Language.NODEJS), Way("cdk-python", Language.PYTHON))
CDK_MODULES = frozenset(
    {
        "test_circuit_breaker",
        "test_fan_out_fan_in",
        "test_gatekeeper",
        "test_scalable_webhook",
        "test_state_machine",
    }
)
"""The modules that are run on CDK exports too: between them they have every kind of trigger but streams."""


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A promise is proven once for each way by which the pattern is exported."""
    if "way" in metafunc.fixturenames:
        slow = OTHERS + (CDK if metafunc.module.__name__.rpartition(".")[2] in CDK_MODULES else ())
        ways = [QUICK, *(pytest.param(way, marks=pytest.mark.slow_proof) for way in slow)]
        metafunc.parametrize("way", ways, ids=str, scope="module")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Every test here is a proof, and none is quick enough for `make check`."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.proof)
            item.add_marker(pytest.mark.slow)


@pytest.fixture(scope="session")
def emulator() -> Iterator[Emulator]:
    with Emulator() as started:
        yield started


@pytest.fixture(scope="session")
def deployer(emulator: Emulator) -> Iterator[Deployer]:
    with databases() as server:
        yield Deployer(emulator, server)


@pytest.fixture
def deployed(deployer: Deployer, way: Way) -> Iterator[Deploy]:
    """`deployed("pattern", "variation", …)` gives a stack of its own, which goes when the test ends."""
    with ExitStack() as stacks:

        def deploy(pattern: str, variation: str = "", **wanted: Any) -> Deployment:  # noqa: ANN401 - handed on
            scene = f"{pattern}--{variation}" if variation else pattern
            return stacks.enter_context(deployer.deployed(scene, way, **wanted))

        yield deploy


@pytest.fixture
def outside() -> Iterator[Outside]:
    """Somebody else's API on the loopback, which answers as the test says and counts."""
    with Outside() as server:
        yield server


@pytest.fixture
def neighbours(emulator: Emulator) -> Iterator[Neighbours]:
    """Other microservices, which do as the test says."""
    built = Neighbours(emulator)
    yield built
    built.remove()
