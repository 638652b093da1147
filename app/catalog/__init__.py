"""patterns/… → Pattern, strictly: every complaint names file, line and the nearest valid word.

A pattern is a folder: `pattern.yaml`, and in `variations/` one file for each variation that `pattern.yaml` lists. The
folder's name is the pattern's id and a file's name the variation's. Sockets, services and ways of communication are
derived from the design, so that no list can contradict the drawing.
"""

from app.catalog.derived import aws_services, communications
from app.catalog.load import Catalog, load_catalog, load_pattern, load_variation

__all__ = ["Catalog", "aws_services", "communications", "load_catalog", "load_pattern", "load_variation"]
