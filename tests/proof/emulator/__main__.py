"""Start the patched emulator; its settings are environment variables (`tests.proof.harness.emulator`)."""

import os
import signal
import sys
import threading
from importlib.metadata import version

from tests.proof.emulator import (
    asynchronous,
    error_names,
    http_api_calls,
    openapi_bodies,
    schedules,
    service_calls,
    stream_retries,
)

VERSION = "1.5.33"
PATCHES = (asynchronous, error_names, http_api_calls, openapi_bodies, schedules, service_calls, stream_retries)


def main() -> None:
    """Patch, then serve until the process is told to end."""
    if (found := version("ministack")) != VERSION:
        sys.exit(f"the patches of tests/proof/emulator are for ministack {VERSION}, and {found} is installed")
    # Handlers inherit this environment, and must not find this project on their path.
    os.environ.pop("PYTHONPATH", None)
    for patch in PATCHES:
        patch.apply()
    threading.Thread(target=end_with_the_caller, daemon=True).start()
    from ministack.app import main as serve

    serve()


def end_with_the_caller() -> None:
    """Wait until whoever started this has gone, then take the handlers' processes along."""
    sys.stdin.read()
    os.killpg(0, signal.SIGKILL)


if __name__ == "__main__":
    main()
