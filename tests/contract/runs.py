"""The article's runs of eight words, as hashes, so that its sentences are recognised without being kept here.

`python -m tests.contract.runs ARTICLE.txt` writes the file anew.
"""

import base64
import hashlib
import re
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

HASHES = Path(__file__).with_name("article_runs.txt")
LENGTH = 8
"""Words in a run: shorter ones are shared by whoever writes about the same services."""
SIZE = 5
"""Bytes of a hash: for a hundred thousand words, one false alarm in some two thousand catalogs."""


def words(text: str) -> list[str]:
    """The words of a text, without case, punctuation and Markdown."""
    return re.findall(r"[a-z0-9]+(?:'[a-z]+)?", text.lower().replace("\N{RIGHT SINGLE QUOTATION MARK}", "'"))


def runs(text: str) -> Iterator[str]:
    """Every run of LENGTH words in a text."""
    said = words(text)
    for start in range(len(said) - LENGTH + 1):
        yield " ".join(said[start : start + LENGTH])


def digest(run: str) -> bytes:
    """A run's hash."""
    return hashlib.blake2b(run.encode(), digest_size=SIZE).digest()


@cache
def known() -> frozenset[bytes]:
    """The hashes of the article's runs."""
    data = base64.b64decode(HASHES.read_text(encoding="ascii"))
    return frozenset(data[start : start + SIZE] for start in range(0, len(data), SIZE))


def write(article: str) -> None:
    """Write the hashes of a text's runs."""
    data = b"".join(sorted({digest(run) for run in runs(article)}))
    HASHES.write_bytes(base64.encodebytes(data))


if __name__ == "__main__":
    write(Path(sys.argv[1]).read_text(encoding="utf-8"))
