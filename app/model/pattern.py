"""A pattern: a design with a purpose."""

from enum import StrEnum
from typing import Annotated

from pydantic import Field

from app.model.base import Frozen
from app.model.design import Design, Identifier, Name, Text

Sentences = Annotated[tuple[Text, ...], Field(min_length=1)]


class Purpose(StrEnum):
    """What one reaches for a pattern for; the gallery's filter."""

    SERVE = "serve"
    PROTECT = "protect"
    INGEST = "ingest"
    THROTTLE = "throttle"
    HAND_OFF = "hand off"
    FAN_OUT = "fan out"
    COMBINE = "combine"
    ORDER = "keep order"
    ROUTE = "route"
    ORCHESTRATE = "orchestrate"
    REPLICATE = "replicate"
    CACHE = "cache"
    MIGRATE = "migrate"
    REACT = "react"


class Communication(StrEnum):
    """How parts of a pattern talk; derived from its design, never written by hand."""

    SYNC = "sync"
    ASYNC = "async"
    STREAM = "stream"
    SCHEDULE = "schedule"


class Alias(Frozen):
    """Another name. `not_the_same_as` says what it is easily mistaken for, and how that differs."""

    name: Name
    not_the_same_as: Text = ""


class Related(Frozen):
    """A neighbouring pattern and what joins or separates the two."""

    pattern: Identifier
    how: Text


class Step(Frozen):
    """One step of the walk-through: the arrows that it lights, in order, and what happens along them."""

    arrows: Annotated[tuple[Identifier, ...], Field(min_length=1)]
    title: Name
    text: Text


class Scene(Frozen):
    """A design that is explained: how it is entered, where others join it, its walk-through and its failures."""

    design: Design
    entry: Identifier | None
    """The component that a caller reaches when this is bound to another pattern's socket; None for what only reacts."""
    sockets: tuple[Identifier, ...] = ()
    """The placeholders to which other patterns can be bound."""
    steps: Annotated[tuple[Step, ...], Field(min_length=1)]
    failure: Text
    """Markdown: where a failed message or call ends up, for the failure view."""


class Variation(Scene):
    """Another complete design that answers the same problem in a different way."""

    id: Identifier
    name: Name
    source: Text
    """Who names it: the article's text, a reader's comment, or a change at AWS since."""
    text: Text
    """Markdown: what is different, and when that is better or worse."""


class Pattern(Scene):
    """A pattern of the catalog. Prose fields are Markdown in our own words."""

    id: Identifier
    number: Annotated[int, Field(ge=1, le=999)]
    """Its place in the catalog: 1 to 19 are the article's, in its order."""
    name: Name
    article_name: Name | None = None
    """The heading as it stands in the article, for a pattern that is there."""
    intent: Text
    """One sentence."""
    problem: Text
    how_it_works: Text
    when: Sentences
    when_not: Sentences
    watch_out: Sentences
    since_2018: Sentences
    symptoms: Sentences
    """What somebody who needs it would type: "too many connections"."""
    purposes: Annotated[tuple[Purpose, ...], Field(min_length=1)]
    aliases: tuple[Alias, ...] = ()
    related: tuple[Related, ...] = ()
    variations: tuple[Variation, ...] = ()

    @property
    def scenes(self) -> tuple[Scene, ...]:
        """The main design and every variation."""
        return (self, *self.variations)
