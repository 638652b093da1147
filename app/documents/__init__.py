"""Documents (YAML or JSON, one schema) → designs, with complaints that name file, line and the nearest valid word.

The way: text → plain data that remembers its places (`yaml_text`) → ports that the author left out are filled in
(`joins`) → the model's types (`shape`) → what only kinds and protocols can tell (`check`). A step that finds errors
ends the reading, so that one mistake gives one complaint and not ten.
"""

from app.documents.check import check
from app.documents.designs import read_design
from app.documents.errors import DocumentError
from app.documents.joins import Join, joins
from app.documents.shape import validate
from app.documents.yaml_text import Source, read_text

__all__ = ["DocumentError", "Join", "Source", "check", "joins", "read_design", "read_text", "validate"]
