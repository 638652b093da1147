"""What the site is measured against: a Starlette route that returns bytes from memory."""

import os
import socket
import sys
from pathlib import Path

import uvicorn
from starlette.applications import Starlette
from starlette.requests import Request
from starlette.responses import Response
from starlette.routing import Route

BODY = Path(os.environ["BENCH_BODY"]).read_bytes()


async def page(request: Request) -> Response:
    """The bytes, and nothing else."""
    del request
    return Response(BODY, media_type="text/html")


app = Starlette(routes=[Route("/page", page)])

if __name__ == "__main__":
    # Sockets are made as the site makes them: asyncio sends at once only through those that it knows to be TCP.
    with socket.create_server(("127.0.0.1", int(sys.argv[1])), backlog=2048) as listening:
        print(sys.argv[1], flush=True)
        uvicorn.Server(uvicorn.Config(app, log_level="warning", access_log=False)).run(sockets=[listening])
