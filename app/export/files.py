"""An export: a named set of files, the same bytes for the same design."""

import io
import zipfile
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The earliest time that a zip can hold: a file's time is no part of an export."""
_FILE, _PROGRAM = 0o100644, 0o100755


class NotEmptyError(Exception):
    """The folder to write to holds something already."""


@dataclass(frozen=True)
class Mark:
    """Lines of a file that a component of the design is the reason for, counted from 1, both ends included."""

    component: str
    first: int
    last: int


@dataclass(frozen=True)
class File:
    """A text file. `marks` link its lines with the diagram."""

    text: str
    marks: tuple[Mark, ...] = ()
    program: bool = False
    """Whether it can be run as it is."""


@dataclass(frozen=True)
class Export:
    """A project, ready to be written or zipped. `files` are keyed by their path, with slashes, below its folder."""

    name: str
    """What its folder and its stack are called: letters, digits and hyphens."""
    files: Mapping[str, File] = field(default_factory=dict)

    def __post_init__(self) -> None:
        for path in self.files:
            parts = PurePosixPath(path).parts
            if not parts or PurePosixPath(path).is_absolute() or ".." in parts:
                raise ValueError(f"{path!r} leads out of the project's folder")

    def zip(self) -> bytes:
        """The project as a zip, below one folder of its name."""
        packed = io.BytesIO()
        with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
            for path in sorted(self.files):
                held = zipfile.ZipInfo(f"{self.name}/{path}", _EPOCH)
                held.external_attr = (_PROGRAM if self.files[path].program else _FILE) << 16
                held.compress_type = zipfile.ZIP_DEFLATED
                archive.writestr(held, self.files[path].text.encode())
        return packed.getvalue()

    def write(self, folder: Path, *, force: bool = False) -> None:
        """Write the project into a folder. Raises NotEmptyError if something is there, unless `force` is given: then
        files of the same name are replaced and others left alone.
        """
        if folder.exists() and (not folder.is_dir() or any(folder.iterdir())) and not force:
            raise NotEmptyError(f"{folder} is not empty: name another folder, or give --force to replace what is there")
        for path, file in self.files.items():
            place = folder / path
            place.parent.mkdir(parents=True, exist_ok=True)
            place.write_bytes(file.text.encode())
            if file.program:
                place.chmod(0o755)
