"""A document → a Design."""

from app.documents.check import check
from app.documents.errors import DocumentError
from app.documents.joins import fill_in_ports
from app.documents.shape import validate
from app.documents.yaml_text import Path, Source, read_text
from app.model import Design, Draft


def read_design(text: str, file: str = "") -> Design:
    """Read a design from YAML or JSON text; `file` is the name that complaints carry. Raises DocumentError."""
    return design_at(read_text(text, file))


def design_at(source: Source, path: Path = ()) -> Design:
    """The design that stands at a path of a document. Raises DocumentError.

    Fills in the ports that the author left out, in `source.data`.
    """
    fill_in_ports(source, path)
    draft = validate(Draft, source, path)
    if findings := check(draft, source, path):
        raise DocumentError(findings)
    # `check` has found every reference sound, which is all that a Design demands beyond a Draft.
    return Design.model_construct(_fields_set=draft.model_fields_set, **dict(draft))
