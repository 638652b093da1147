"""The code of functions as Lambda gets it: a folder of Python files, or one bundle of JavaScript."""

import io
import subprocess
import zipfile
from collections.abc import Mapping
from pathlib import Path

from tests.proof.harness.emulator import ROOT

ESBUILD = ROOT / "node_modules" / ".bin" / "esbuild"
_TIME = (1980, 1, 1, 0, 0, 0)


def packed(files: Mapping[str, bytes]) -> bytes:
    """A zip of files, the same bytes for the same files."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name in sorted(files):
            archive.writestr(zipfile.ZipInfo(name, _TIME), files[name])
    return out.getvalue()


def packed_folder(folder: Path) -> bytes:
    """A zip of all files below a folder."""
    return packed({str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()})


def bundled(entry: Path, name: str) -> bytes:
    """A zip of one file of JavaScript, bundled from a TypeScript handler as SAM and CDK do, with the AWS SDK inside."""
    if not ESBUILD.is_file():
        raise FileNotFoundError(f"{ESBUILD} is missing: `make test` installs it")
    settings = ["--bundle", "--platform=node", "--target=node20", "--format=cjs", "--log-level=error"]
    done = subprocess.run(
        [ESBUILD, entry, *settings],
        cwd=entry.parent,
        env={"PATH": "/usr/local/bin:/usr/bin:/bin", "NODE_PATH": str(ROOT / "node_modules")},
        capture_output=True,
        check=False,
    )
    if done.returncode:
        raise RuntimeError(f"esbuild cannot bundle {entry}:\n{done.stderr.decode()}")
    return packed({name: done.stdout})
