"""The AWS emulator as a process of its own: on the loopback only, in an environment that holds nothing of ours."""

import os
import shutil
import signal
import subprocess
import tempfile
import urllib.error
import urllib.request
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path
from typing import Any, Self

import boto3
from botocore.config import Config

from tests.ports import free_port
from tests.proof.harness.waiting import eventually

ROOT = Path(__file__).parents[3]
PYTHON = ROOT / ".tools" / "exports" / "bin" / "python"
REGION = "us-east-1"
ACCOUNT = "000000000000"
KEYS = {
    "AWS_ACCESS_KEY_ID": "test",
    "AWS_SECRET_ACCESS_KEY": "test",
    "AWS_REGION": REGION,
    "AWS_DEFAULT_REGION": REGION,
}
"""The only credentials that are about: nobody's."""
SETTINGS = {
    "BIND_HOST": "127.0.0.1",
    "MINISTACK_HOST": "127.0.0.1",
    "IOT_MTLS_ENABLED": "0",
    "SFTP_ENABLED": "0",
    "LAMBDA_WARM_TTL_SECONDS": "10",  # copies of a function that a burst left behind cost memory
    "LAMBDA_ASYNC_RETRY_BASE_SECONDS": "0.3",  # AWS waits one minute, then two, before it tries an event again
    "SFN_WAIT_SCALE": "0.05",  # Retry intervals and Wait states take a twentieth of their time
    "RATE_SCALE": "30",  # a schedule of one minute ticks every two seconds
}


@dataclass
class Emulator:
    """MiniStack, patched as `tests.proof.emulator` says; a context manager that stops it again."""

    settings: Mapping[str, str] = field(default_factory=dict)
    port: int = 0
    home: Path = Path()
    _process: "subprocess.Popen[bytes] | None" = None

    @property
    def url(self) -> str:
        """Where every AWS service answers."""
        return f"http://127.0.0.1:{self.port}"

    @property
    def process(self) -> int:
        """The id of its process."""
        assert self._process is not None
        return self._process.pid

    @property
    def environment(self) -> dict[str, str]:
        """What the emulator, and by it every handler, sees: enough to run, and no developer's credentials."""
        return {
            "PATH": os.environ.get("PATH", os.defpath),
            "HOME": str(self.home),
            "TMPDIR": str(self.home),
            "LANG": "C.UTF-8",
            "PYTHONDONTWRITEBYTECODE": "1",
            "GATEWAY_PORT": str(self.port),
            **KEYS,
            **SETTINGS,
            **self.settings,
        }

    def __enter__(self) -> Self:
        if not PYTHON.is_file():
            raise FileNotFoundError(f"{PYTHON} is missing: `make test` installs it (.ci/prepare.py test)")
        self.home = Path(tempfile.mkdtemp(prefix="pb-emulator-"))
        self.port = free_port()
        with self.log.open("wb") as log:
            self._process = subprocess.Popen(
                [PYTHON, "-m", "tests.proof.emulator"],
                cwd=self.home,
                env=self.environment | {"PYTHONPATH": str(ROOT)},
                stdin=subprocess.PIPE,  # it ends when this closes, however the test run ends
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )
        try:
            eventually(self._healthy, "the emulator to answer", seconds=30, more=self._tail)
        except BaseException:
            self.stop()
            raise
        return self

    def __exit__(self, *_: object) -> None:
        self.stop()

    def stop(self) -> None:
        """End the emulator and the handlers' processes, and remove what they left."""
        if self._process is not None:
            # The group holds the handlers' processes too, and nobody needs to say goodbye.
            os.killpg(self._process.pid, signal.SIGKILL)
            self._process.communicate()
        shutil.rmtree(self.home, ignore_errors=True)

    @property
    def log(self) -> Path:
        """What it and the handlers' processes print."""
        return self.home / "emulator.log"

    def client(self, service: str) -> Any:  # noqa: ANN401 - boto3 has no types
        """A client of one service."""
        return _client(service, self.url)

    def _healthy(self) -> bool:
        if self._process is not None and self._process.poll() is not None:
            raise RuntimeError(f"the emulator ended at once:\n{self._tail()}")
        try:
            with urllib.request.urlopen(f"{self.url}/_ministack/health", timeout=5) as answer:  # noqa: S310 - loopback
                return bool(answer.status == 200)
        except (urllib.error.URLError, OSError):
            return False

    def _tail(self) -> str:
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-15:])


@cache
def _client(service: str, url: str) -> Any:  # noqa: ANN401 - boto3 has no types
    return boto3.client(
        service,
        endpoint_url=url,
        region_name=REGION,
        aws_access_key_id=KEYS["AWS_ACCESS_KEY_ID"],
        aws_secret_access_key=KEYS["AWS_SECRET_ACCESS_KEY"],
        config=Config(retries={"total_max_attempts": 1}, read_timeout=60, max_pool_connections=50),
    )
