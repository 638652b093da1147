"""A document → a Design."""

from app.documents.check import check
from app.documents.errors import DocumentError
from app.documents.joins import fill_in_ports, missing_ports
from app.documents.shape import validate
from app.documents.yaml_text import Path, Source, read_text
from app.model import Design, Draft


def read_design(text: str, file: str = "") -> Design:
    """Read a design from YAML or JSON text; `file` is the name that complaints carry. Raises DocumentError."""
    return design_at(read_text(text, file))


def design_at(source: Source, path: Path = ()) -> Design:
    """The design that stands at a path of a document. Raises DocumentError."""
    fill_in_ports(source, path)
    if missing := [
        source.finding(where, message, remedy, rule="join") for where, message, remedy in missing_ports(source, path)
    ]:
        raise DocumentError(missing)
    draft = validate(Draft, source, path)
    if findings := check(draft, source, path):
        raise DocumentError(findings)
    data = source.data
    for part in path:
        data = data[part]
    return Design.model_validate(data)
