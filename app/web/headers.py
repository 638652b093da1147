"""The headers that every answer carries, and the Host check."""

from starlette.types import ASGIApp, Message, Receive, Scope, Send

POLICY = "; ".join(
    [
        "default-src 'none'",
        "script-src 'self'",
        "style-src 'self'",
        # blob: because a diagram becomes a PNG by way of an image in memory.
        "img-src 'self' blob:",
        "font-src 'self'",
        "connect-src 'self'",
        "form-action 'self'",
        "base-uri 'none'",
        "frame-ancestors 'none'",
        "object-src 'none'",
    ]
)
"""Nothing from elsewhere, nothing inline, no exception."""

SECURITY = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "x-frame-options": "DENY",
    "referrer-policy": "same-origin",
    "permissions-policy": "camera=(), display-capture=(), geolocation=(), microphone=(), payment=(), usb=()",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
}
"""An answer that sets one of these itself keeps its own."""

_RAW = [(key.encode(), value.encode()) for key, value in SECURITY.items()]


class SecurityHeaders:
    """ASGI middleware: adds to every answer those of SECURITY that it lacks."""

    def __init__(self, app: ASGIApp) -> None:
        self.app = app

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """Pass on, with a `send` that adds them."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return

        async def send_safely(message: Message) -> None:
            if message["type"] == "http.response.start":
                headers = list(message.get("headers", ()))
                own = {key for key, _ in headers}
                message = {**message, "headers": [*headers, *(pair for pair in _RAW if pair[0] not in own)]}
            await send(message)

        await self.app(scope, receive, send_safely)
