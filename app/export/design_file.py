"""A design → the text of a design file, which reads back as the same design."""

from app.export.sam.yaml_text import lines
from app.model import Design


def write_design(design: Design) -> str:
    """YAML in the format of design files, in the model's order, without what is the default anyway."""
    said = design.model_dump(mode="json", by_alias=True, exclude_defaults=True)
    return "\n".join(lines(said)) + "\n"
