"""`patternbook render`."""

import sys
from pathlib import Path

from app.cli.designs import file_named, of_catalog, read
from app.cli.outcome import DONE, WRONG, CommandError
from app.diagram import Form, Orientation, Theme, draw
from app.documents import DocumentError


def render(name: str, output: str, theme: str, orientation: str) -> int:
    """Draw a design file or a pattern, and write the SVG to a file or to standard output (`-`)."""
    try:
        path = file_named(name)
        named = of_catalog(name) if path is None else read(path)
    except DocumentError as error:
        print(error, file=sys.stderr)
        return WRONG
    if output != "-" and Path(output).suffix.lower() != ".svg":
        raise CommandError(f"cannot write {output!r}: only SVG can be drawn here, so the name must end in .svg")
    drawing = draw(
        named.design,
        form=Form.STANDALONE,
        orientation=Orientation(orientation),
        theme=Theme(theme),
        title=named.title,
    )
    svg = (drawing.svg + "\n").encode()
    if output == "-":
        # An SVG says that it is UTF-8, whatever the terminal is.
        sys.stdout.buffer.write(svg)
        sys.stdout.flush()
        return DONE
    try:
        Path(output).write_bytes(svg)
    except OSError as error:
        raise CommandError(f"cannot write {output!r}: {error.strerror}") from error
    return DONE
