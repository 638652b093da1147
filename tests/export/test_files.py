"""Exports as bytes: the same each time, and nowhere but in their folder."""

import io
import zipfile
from pathlib import Path

import pytest

from app.export import Export, File, NotEmptyError

PROJECT = Export("shop", {"README.md": File("# Shop\n"), "scripts/go.sh": File("#!/bin/sh\n", program=True)})


def test_a_zip_holds_one_folder_and_the_same_bytes_each_time() -> None:
    packed = PROJECT.zip()
    assert packed == Export("shop", dict(reversed(list(PROJECT.files.items())))).zip()
    with zipfile.ZipFile(io.BytesIO(packed)) as archive:
        assert archive.namelist() == ["shop/README.md", "shop/scripts/go.sh"]
        assert archive.read("shop/README.md") == b"# Shop\n"
        modes = [info.external_attr >> 16 & 0o777 for info in archive.infolist()]
    assert modes == [0o644, 0o755]


def test_a_folder_that_holds_something_is_left_alone(tmp_path: Path) -> None:
    (tmp_path / "mine.txt").write_text("mine", encoding="utf-8")
    with pytest.raises(NotEmptyError, match="--force"):
        PROJECT.write(tmp_path)
    assert [path.name for path in tmp_path.iterdir()] == ["mine.txt"]
    PROJECT.write(tmp_path, force=True)
    assert (tmp_path / "mine.txt").read_text(encoding="utf-8") == "mine"
    assert (tmp_path / "scripts" / "go.sh").stat().st_mode & 0o111


def test_a_file_in_the_way_is_no_folder(tmp_path: Path) -> None:
    (tmp_path / "out").write_text("", encoding="utf-8")
    with pytest.raises(NotEmptyError):
        PROJECT.write(tmp_path / "out")


@pytest.mark.parametrize("path", ["../x", "/etc/x", "a/../../x", ""])
def test_no_file_leads_out_of_the_project(path: str) -> None:
    with pytest.raises(ValueError, match="leads out"):
        Export("shop", {path: File("")})
