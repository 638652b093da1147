"""`patternbook export`."""

import sys
from pathlib import Path

from app.cli.designs import file_named, of_catalog, read
from app.cli.outcome import DONE, WRONG, CommandError
from app.documents import DocumentError
from app.export import Format, Language, MissingHandlerError, NotEmptyError, export
from app.lower import LoweringError


def export_project(name: str, format_: str, runtime: str, output: str, *, one_stack: bool, force: bool) -> int:
    """Write the project that deploys a design file or a pattern into a folder."""
    try:
        path = file_named(name)
        design = (of_catalog(name) if path is None else read(path)).design
        project = export(design, Format(format_), Language(runtime), one_stack=one_stack)
    except (DocumentError, LoweringError) as error:
        print(error, file=sys.stderr)
        return WRONG
    except MissingHandlerError as error:
        raise CommandError(str(error)) from error
    folder = Path(output)
    try:
        project.write(folder, force=force)
    except NotEmptyError as error:
        raise CommandError(str(error)) from error
    except OSError as error:
        raise CommandError(f"cannot write to {output!r}: {error.strerror}") from error
    print(f"{len(project.files)} files in {folder}: its README says how to deploy them", file=sys.stderr)
    return DONE
