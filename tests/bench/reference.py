"""What the site is measured against: a Starlette route that returns bytes from memory."""

import os
from pathlib import Path

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
