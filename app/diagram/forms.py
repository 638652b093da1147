"""The forms of a diagram, with the sizes of each."""

from dataclasses import dataclass
from enum import StrEnum

from app.diagram.spec import Scale


class Form(StrEnum):
    """Where a diagram is shown."""

    PAGE = "page"
    """Inside a page of the site: colours and icons come from the page's style sheet and the site's icon file."""
    STANDALONE = "standalone"
    """A file by itself, for a README or a download."""
    THUMBNAIL = "thumbnail"
    """Small, inside a page: icons and arrows without words."""


class Orientation(StrEnum):
    """Where the flow runs."""

    WIDE = "wide"
    """From left to right."""
    TALL = "tall"
    """From top to bottom, for phones."""


@dataclass(frozen=True)
class Sizes:
    """The measures of a card, in px, and of what is around it."""

    scale: Scale
    width: float
    height: float
    """At least; text may need more."""
    icon: float
    room: float
    """For a line of text; 0 for a card without text."""
    upright: bool = False
    """The icon stands above the text, not beside it."""


WIDE = Sizes(
    scale=Scale(gap=68, aside=40, stub=26, pitch=20, clearance=12, pad=20, margin=16),
    width=168,
    height=66,
    icon=38,
    room=102,
)
TALL = Sizes(
    scale=Scale(gap=60, aside=32, stub=26, pitch=20, clearance=11, pad=16, margin=10),
    width=116,
    height=98,
    icon=34,
    room=104,
    upright=True,
)
THUMBNAIL = Sizes(
    scale=Scale(gap=40, aside=20, stub=17, pitch=14, clearance=7, pad=10, margin=4),
    width=46,
    height=46,
    icon=34,
    room=0,
)


def sizes(form: Form, orientation: Orientation) -> Sizes:
    """The measures of a form."""
    if form is Form.THUMBNAIL:
        return THUMBNAIL
    return TALL if orientation is Orientation.TALL else WIDE
