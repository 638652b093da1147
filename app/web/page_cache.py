"""Rendered pages by address, and the short way to them that passes all routing by."""

from collections import OrderedDict
from threading import Lock

from starlette.types import ASGIApp, Receive, Scope, Send

from app.web.rendered import Rendered, send_rendered

MAX_PAGES = 1_000
"""The site has fewer addresses of its own than that; the rest are searches."""
MAX_BYTES = 64 * 2**20
"""However many searches are made up, they take no more memory than this."""

Address = tuple[str, bytes]
"""Path and query string, as they came."""


class PageCache:
    """The pages asked for last, within a number and a size. Safe to use from several threads."""

    def __init__(self, pages: int = MAX_PAGES, size: int = MAX_BYTES) -> None:
        self._pages: OrderedDict[Address, Rendered] = OrderedDict()
        self._lock = Lock()
        self._limits = (pages, size)
        self._size = 0

    def get(self, address: Address) -> Rendered | None:
        """The page at an address, if it is kept."""
        with self._lock:
            page = self._pages.get(address)
            if page is not None:
                self._pages.move_to_end(address)
            return page

    def put(self, address: Address, page: Rendered) -> None:
        """Keep a page; those asked for longest ago make room."""
        pages, size = self._limits
        with self._lock:
            before = self._pages.pop(address, None)
            self._size += page.size - (before.size if before else 0)
            self._pages[address] = page
            while len(self._pages) > pages or self._size > size:
                self._size -= self._pages.popitem(last=False)[1].size

    def __len__(self) -> int:
        return len(self._pages)

    @property
    def size(self) -> int:
        """Bytes held."""
        return self._size


class CacheFirst:
    """ASGI middleware: what the cache holds is answered at once."""

    def __init__(self, app: ASGIApp, cache: PageCache) -> None:
        self.app = app
        self.cache = cache

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Answer or pass on."""
        if scope["type"] == "http" and scope["method"] in ("GET", "HEAD"):
            page = self.cache.get((scope["path"], scope["query_string"]))
            if page is not None:
                await send_rendered(page, scope, send)
                return
        await self.app(scope, receive, send)
