"""`patternbook serve`."""

import contextlib
import errno
import gc
import socket
import sys

import uvicorn

from app.cli.outcome import DONE, WRONG, CommandError
from app.documents import DocumentError
from app.settings import get_settings
from app.web import create_app

_YOUNG = 50_000
"""New objects, less those that have gone, before Python looks for garbage in circles: some 10 MB, rather than 700."""


class _Server(uvicorn.Server):
    """A server that says where it is, once it answers there."""

    def __init__(self, config: uvicorn.Config, address: str) -> None:
        super().__init__(config)
        self.address = address

    async def startup(self, sockets: list[socket.socket] | None = None) -> None:
        """Start, then print the address."""
        await super().startup(sockets)
        if not self.should_exit:
            print(f"Patternbook is at {self.address}  (Ctrl+C stops it)", flush=True)


def serve(host: str, port: int) -> int:
    """Serve the site until it is stopped."""
    try:
        listening = socket.create_server(
            (host, port), family=socket.AF_INET6 if ":" in host else socket.AF_INET, backlog=2048
        )
    except OSError as error:
        remedy = (
            ": something else uses it; choose another with --port"
            if error.errno == errno.EADDRINUSE
            else f": {error.strerror}"
        )
        raise CommandError(f"cannot listen on {host}, port {port}{remedy}") from error
    settings = get_settings()
    everywhere = host in ("0.0.0.0", "::", "")  # noqa: S104 - asked for by whoever starts it
    if not everywhere:
        settings = settings.model_copy(update={"allowed_hosts": (*settings.allowed_hosts, host)})
    try:
        app = create_app(settings)
    except DocumentError as error:
        print(error, file=sys.stderr)
        return WRONG
    finally:
        # What the start has made stays; and a look through all that came since holds up whoever types meanwhile.
        gc.freeze()
        gc.set_threshold(_YOUNG)
        gc.enable()
    if everywhere:
        print("It answers only to the names in PATTERNBOOK_ALLOWED_HOSTS.", file=sys.stderr)
    shown = "127.0.0.1" if everywhere else f"[{host}]" if ":" in host else host
    address = f"http://{shown}:{listening.getsockname()[1]}"
    with contextlib.suppress(KeyboardInterrupt):
        _Server(uvicorn.Config(app, log_level="warning"), address).run(sockets=[listening])
    return DONE
