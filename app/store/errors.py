"""Why the store refuses; each error says what can be done."""

from app.store.views import Saved


class StoreError(Exception):
    """The base of this package's errors."""


class UnavailableError(StoreError):
    """The database cannot be reached, or cannot be used as it is."""


class UnknownError(StoreError):
    """There is no such design, revision or share link, or none that one was given."""


class StaleError(StoreError):
    """The design has changed since the version that the writer started from."""

    def __init__(self, current: Saved, base: str | None) -> None:
        super().__init__("somebody has saved this design since you read it; nothing of yours was written")
        self.current = current
        """What is saved now."""
        self.base = base
        """The version that the writer started from, as JSON text, if it is still among the revisions."""


class BinnedError(StoreError):
    """The design lies in the bin, so it cannot be changed."""


class NotBinnedError(StoreError):
    """Only what lies in the bin can be removed for good."""


class LimitError(StoreError):
    """There is as much of it as the store keeps."""


class CursorError(StoreError):
    """The place at which a list should go on is none that this list has given out."""
