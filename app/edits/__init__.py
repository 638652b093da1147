"""Edits at work: `apply(design, edit)` gives the design that comes of it and the edit that takes it back.

Everything that changes a design goes through here: the designer's steps, the fixes of a review, the command line that
writes those into a file. An edit either gives a design that can be saved and loaded, or is refused with the findings
that say why; nothing is half applied. The values themselves are part of the model (`app.model.edit`).
"""

from app.edits.apply import EditError, apply
from app.edits.removal import removal
from app.edits.text import rewrite

__all__ = ["EditError", "apply", "removal", "rewrite"]
