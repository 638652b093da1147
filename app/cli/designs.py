"""What a person names on the command line → designs."""

from dataclasses import dataclass
from pathlib import Path

from app.catalog import load_catalog, load_pattern, load_variation
from app.cli.outcome import CommandError
from app.documents import DocumentError, read_text
from app.documents.designs import design_at
from app.model import Design, Finding, Place, nearest
from app.settings import get_settings


@dataclass(frozen=True)
class Named:
    """A design, and the name that a drawing of it bears."""

    design: Design
    title: str


def file_named(name: str) -> Path | None:
    """The file or folder that a name means; None if it can only be a pattern's id."""
    path = Path(name)
    return path if path.exists() or path.suffix.lower() in (".yaml", ".yml", ".json") else None


def read(path: Path) -> Named:
    """The design in a file or in a pattern's folder.

    Raises DocumentError for what is wrong in it, with places that begin as `path` does, and CommandError for a file
    that cannot be read.
    """
    try:
        if path.is_dir():
            return _pattern(path)
        if path.name == "pattern.yaml":
            return _pattern(path.parent)
        if path.parent.name == "variations":
            scene = load_variation(path)
            return Named(scene.design, scene.name)
        source = read_text(path.read_text(encoding="utf-8"), str(path))
        design = design_at(source)
        return Named(design, design.name)
    except FileNotFoundError as error:
        raise CommandError(f"there is no file {str(path)!r}") from error
    except OSError as error:
        raise CommandError(f"cannot read {str(path)!r}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise CommandError(f"cannot read {str(path)!r}: byte {error.start} is not UTF-8 text") from error
    except DocumentError as error:
        raise DocumentError([_placed(finding, path) for finding in error.findings]) from error


def _pattern(home: Path) -> Named:
    if not (home / "pattern.yaml").is_file():
        raise CommandError(f"there is no {str(home / 'pattern.yaml')!r}")
    pattern = load_pattern(home.resolve())
    return Named(pattern.design, pattern.name)


def _placed(finding: Finding, path: Path) -> Finding:
    """A finding whose file can be opened from here: the catalog names files from the patterns' folder on."""
    said = Path(finding.place.file)
    if said == path:
        return finding
    home = path if path.is_dir() else path.parent
    if path.parent.name == "variations":
        here = path
    elif said.parent.name == "variations":
        here = home / "variations" / said.name
    else:
        here = home / said.name
    place = Place(**{**dict(finding.place), "file": str(here)})
    return finding.model_copy(update={"place": place})


def of_catalog(name: str) -> Named:
    """The design of a pattern, or of a variation named as `pattern/variation`. Raises CommandError, DocumentError."""
    catalog = load_catalog(get_settings().patterns)
    pattern_id, _, variation_id = name.partition("/")
    pattern = catalog.by_id.get(pattern_id)
    if pattern is None:
        raise CommandError(f"there is no file and no pattern {pattern_id!r}{nearest(pattern_id, catalog.by_id)}")
    if not variation_id:
        return Named(pattern.design, pattern.name)
    variations = {variation.id: variation for variation in pattern.variations}
    if variation_id not in variations:
        raise CommandError(f"{pattern.name} has no variation {variation_id!r}{nearest(variation_id, variations)}")
    return Named(variations[variation_id].design, f"{pattern.name}: {variations[variation_id].name}")
