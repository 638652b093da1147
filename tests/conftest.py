"""What holds for every test."""

import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, sync_playwright

NAMES = ("chromium", "chromium-browser", "google-chrome-stable", "google-chrome")
ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
"""Chromium must not call home: nothing may be asked elsewhere, and a closed network answers late."""

UNHURRIED = (HealthCheck.too_slow, HealthCheck.data_too_large)
"""Whole designs take long to make, and how long an example takes says more about the machine than about the code."""

settings.register_profile("quick", deadline=None, max_examples=12, suppress_health_check=UNHURRIED)
settings.register_profile("thorough", settings.get_profile("quick"), max_examples=100)
settings.register_profile("ci", settings.get_profile("thorough"), derandomize=True)
"""The same examples each time: what CI says of a commit is then about the commit. `make test` looks for new ones."""
settings.load_profile("quick")


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--second-try", action="store_true", help="try again, once, what drives a browser or the emulator")


# Last, for the markers that say so are set by hooks like this one.
@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """With `--second-try`, Chromium and the emulator may once be slower than a test waits; the summary names the test.

    What fails twice fails. A test that is named often has a race, and that is a defect of the test.
    """
    if config.getoption("second_try"):
        for item in items:
            if item.get_closest_marker("browser") or item.get_closest_marker("proof"):
                item.add_marker(pytest.mark.flaky(reruns=1))


@pytest.fixture(scope="session", autouse=True)
def _own_data_directory(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Keeps the tests, and the servers that they start, away from the designs of whoever runs them."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("PATTERNBOOK_DATA_DIR", str(tmp_path_factory.mktemp("designs")))
        environment.delenv("PATTERNBOOK_DATABASE_URL", raising=False)
        yield


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for all browser tests of a process: Playwright cannot be started in it twice."""
    program = os.environ.get("CHROMIUM") or next((path for name in NAMES if (path := shutil.which(name))), None)
    assert program, "there is no Chromium: `make test` installs it, or CHROMIUM names one"
    with sync_playwright() as playwright:
        chromium = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield chromium
        chromium.close()
