"""Finding a pattern by what hurts, by name or by AWS service: SQLite's FTS5 in memory.

FTS5 because it comes with Python, stems English words ("connecting" finds "connections") and ranks with a weight for
each field, so that a symptom counts for more than a mention in passing. The index of nineteen patterns is built in a
few milliseconds at start and never changes.
"""

from app.search.index import Entry, Hit, Index
from app.search.pattern_entry import entry_of

__all__ = ["Entry", "Hit", "Index", "entry_of"]
