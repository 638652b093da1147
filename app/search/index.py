"""The index itself, which knows nothing of patterns."""

import re
import sqlite3
from collections.abc import Iterable
from dataclasses import dataclass, fields
from threading import Lock

MAX_WORDS = 16
"""Words of a query that count; more make no better answer, and an address can hold thousands."""
SAID_SO = 3
"""How much more a thing counts when its name or a symptom holds the whole query: that is no coincidence of words."""
CUT = 0.3
"""The part of the best score below which a match is noise: one common word out of four."""
MARK = "\x02"
"""Begins a matched word in FTS5's highlighted text; no printable text holds it."""
UNMARK = "\x03"

_STOP_WORDS = """
a an and are as at be been but by can do does doing for from had has have how i if in into is it its me my need
not of on or our so that the their them then there they this to too us want was we what when which while who why
will with without would you your
"""
STOP_WORDS = frozenset(_STOP_WORDS.split())


@dataclass(frozen=True)
class Entry:
    """What can be found of one thing. Fields with several phrases hold one a line."""

    id: str
    name: str
    symptoms: str
    also: str
    services: str
    gist: str
    prose: str


WEIGHTS = {"name": 10.0, "symptoms": 8.0, "also": 6.0, "services": 4.0, "gist": 3.0, "prose": 1.0}
"""How much a word counts by the field it stands in: a symptom is why people search, prose mentions everything."""


@dataclass(frozen=True)
class Hit:
    """One thing found, best first. `symptom` is the phrase that matched, in parts that say whether they matched."""

    id: str
    symptom: tuple[tuple[str, bool], ...] = ()


class Index:
    """A full-text index over entries. Safe to use from several threads."""

    def __init__(self, entries: Iterable[Entry]) -> None:
        self._lock = Lock()
        self._database = sqlite3.connect(":memory:", check_same_thread=False)
        columns = [field.name for field in fields(Entry)]
        declared = ", ".join(f"{name} UNINDEXED" if name == "id" else name for name in columns)
        self._database.execute(f"CREATE VIRTUAL TABLE entries USING fts5({declared}, tokenize='porter unicode61')")
        self._database.executemany(
            f"INSERT INTO entries VALUES ({', '.join('?' * len(columns))})",  # noqa: S608 - only question marks
            [[getattr(entry, name) for name in columns] for entry in entries],
        )
        weights = ", ".join(str(WEIGHTS.get(name, 0.0)) for name in columns)
        name, symptoms = columns.index("name"), columns.index("symptoms")
        marked = ", ".join(f"highlight(entries, {column}, ?1, ?2)" for column in (name, symptoms))
        self._query = (
            f"SELECT id, {marked}, bm25(entries, {weights}) AS score FROM entries "  # noqa: S608 - only our own field names
            "WHERE entries MATCH ?3 ORDER BY score, rowid"
        )

    def find(self, text: str) -> tuple[Hit, ...]:
        """What fits a query, best first. One word is enough to be found, but not far behind the best."""
        words = _words(text)
        if not words:
            return ()
        with self._lock:
            rows = self._database.execute(self._query, (MARK, UNMARK, " OR ".join([*words, _phrase(text)]))).fetchall()
        ranked: list[tuple[float, Hit]] = []
        for key, name, symptoms, score in rows:
            # SQLite's bm25 is negative: the smaller, the better.
            if score <= rows[0][3] * CUT:
                line = _best_line(symptoms)
                told = any(_telling(each) >= len(words) for each in (line, _best_line(name)))
                ranked.append((score * (SAID_SO if told else 1), Hit(key, line)))
        return tuple(hit for _, hit in sorted(ranked, key=lambda each: each[0]))


def _telling(line: tuple[tuple[str, bool], ...]) -> int:
    """How many of a line's matched words say something."""
    matched = " ".join(text for text, is_match in line if is_match).lower()
    return sum(word not in STOP_WORDS for word in re.findall(r"\w+", matched))


def _phrase(text: str) -> str:
    """The whole query as one phrase: words that stand side by side mean more than the same words scattered."""
    return '"' + " ".join(re.findall(r"\w+", text.lower())[:MAX_WORDS]) + '"'


def _words(text: str) -> list[str]:
    """The words of a query as FTS5 phrases; the last is a prefix, because it may still be being typed."""
    words = re.findall(r"\w+", text.lower())[:MAX_WORDS]
    telling = [word for word in words if word not in STOP_WORDS] or words
    quoted = [f'"{word}"' for word in dict.fromkeys(telling)]
    return [*quoted[:-1], f"{quoted[-1]}*"] if quoted else []


def _best_line(marked: str) -> tuple[tuple[str, bool], ...]:
    line = max(marked.split("\n"), key=lambda line: line.count(MARK))
    if MARK not in line:
        return ()
    parts: list[tuple[str, bool]] = []
    for piece in line.split(MARK):
        inside, closed, after = piece.partition(UNMARK)
        parts += [(inside, True), (after, False)] if closed else [(inside, False)]
    return tuple((text, matched) for text, matched in parts if text)
