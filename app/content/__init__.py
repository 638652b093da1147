"""The site's texts that belong to no pattern and no kind: principles, terms, the notation and the chooser's questions.

They are data (the YAML files beside this module), read as strictly as patterns are: a complaint names file, line and
the nearest word.
"""

from app.content.load import Content, load_content
from app.content.texts import Answer, Arrow, Notation, Principle, Principles, Question, Sign, Term

__all__ = [
    "Answer",
    "Arrow",
    "Content",
    "Notation",
    "Principle",
    "Principles",
    "Question",
    "Sign",
    "Term",
    "load_content",
]
