"""The nouns of Patternbook: frozen types that import nothing else of ours.

Decisions that everything else stands on:

- The author of a design draws the *semantics* of an arrow (sync, async, error); the ports at its ends verify it. So an
  arrow cannot lie, and the same word can later decide permissions, retries and failure targets.
- A `Design` is a graph, its `layout` a separate map from component id to a position: changing the model never moves
  anything, moving something never changes the model.
- A `Component` keeps its properties as plain JSON. Their types belong to its kind (`app.kinds`), so that this package
  needs to know no kind and a document with a property of tomorrow is refused by the kind that does not know it.
- Every complaint about a document, a design or a pattern is a `Finding`, wherever it comes from.
"""

from app.model.base import contradiction
from app.model.design import (
    Component,
    Connection,
    Design,
    Draft,
    Endpoint,
    Identifier,
    Point,
    Semantics,
    Service,
    Suppression,
)
from app.model.finding import Finding, Place, Severity
from app.model.kind import Direction, Family, Kind, Port, Properties, prop
from app.model.pattern import Alias, Communication, Pattern, Purpose, Related, Scene, Step, Variation
from app.model.protocol import ArrowProperties, Protocol
from app.model.words import nearest

__all__ = [
    "Alias",
    "ArrowProperties",
    "Communication",
    "Component",
    "Connection",
    "Design",
    "Direction",
    "Draft",
    "Endpoint",
    "Family",
    "Finding",
    "Identifier",
    "Kind",
    "Pattern",
    "Place",
    "Point",
    "Port",
    "Properties",
    "Protocol",
    "Purpose",
    "Related",
    "Scene",
    "Semantics",
    "Service",
    "Severity",
    "Step",
    "Suppression",
    "Variation",
    "contradiction",
    "nearest",
    "prop",
]
