"""With the front end built and without."""

import json
import re
import shutil
from pathlib import Path

import pytest
from starlette.testclient import TestClient

from app.settings import ROOT, Settings
from app.web.application import create_app
from app.web.assets import Assets, load_assets

PLAIN = ROOT / "static"


@pytest.fixture
def static(tmp_path: Path) -> Path:
    """A front end that was never built."""
    shutil.copytree(PLAIN / "styles", tmp_path / "styles")
    shutil.copy(PLAIN / "favicon.svg", tmp_path)
    return tmp_path


def build(static: Path) -> None:
    built = static / "dist" / "assets"
    built.mkdir(parents=True)
    manifest = {}
    for source, name in [
        ("src/main.ts", "main-1.js"),
        ("src/theme-early.ts", "theme-early-1.js"),
        ("styles/built.css", "built-1.css"),
        ("node_modules/face.woff2", "face-1.woff2"),
    ]:
        (built / name).write_text(f"/* {name} */")
        manifest[source] = {"file": f"assets/{name}", "src": source}
    (static / "dist" / ".vite").mkdir()
    (static / "dist" / ".vite" / "manifest.json").write_text(json.dumps(manifest))


def load(static: Path) -> Assets:
    return load_assets(static, "<svg/>")


def test_a_build_is_served_under_its_hashed_names(static: Path) -> None:
    build(static)
    assets = load(static)
    assert assets.styles == ("/static/assets/built-1.css",)
    assert assets.scripts == ("/static/assets/main-1.js",)
    assert assets.early_scripts == ("/static/assets/theme-early-1.js",)
    assert assets.fonts == ("/static/assets/face-1.woff2",)
    assert assets.fault == ""
    for address in (*assets.styles, *assets.scripts, *assets.fonts, assets.icons, assets.favicon):
        headers = dict(assets.files[address].headers)
        assert b"immutable" in headers[b"cache-control"]


def test_without_a_build_the_plain_styles_are_served(static: Path) -> None:
    assets = load(static)
    assert assets.styles == ("/static/styles/site.css",)
    assert assets.scripts == ()
    assert "make run" in assets.fault
    for imported in re.findall(r'@import "\./([^"]+)"', (static / "styles" / "site.css").read_text()):
        assert f"/static/styles/{imported}" in assets.files


def test_a_failed_build_names_its_fault(static: Path) -> None:
    build(static)
    (static / "dist" / "BUILD_FAILED.txt").write_text("npm run build failed:\nvite\nerror TS1: no such <thing>\nmore\n")
    assets = load(static)
    assert assets.fault == "error TS1: no such <thing>"
    assert assets.scripts == (), "a build that failed later is not trusted"


@pytest.mark.slow
def test_the_site_runs_unbuilt_and_says_so(static: Path) -> None:
    (static / "dist").mkdir()
    (static / "dist" / "BUILD_FAILED.txt").write_text("error: no such <thing>\n")
    with TestClient(create_app(Settings(static=static))) as client:
        for address in ("/", "/patterns/circuit-breaker", "/docs"):
            html = client.get(address).text
            assert "error: no such &lt;thing&gt;" in html
            assert "<script" not in html
            (style,) = re.findall(r'rel="stylesheet" href="([^"]+)"', html)
            assert client.get(style).status_code == 200
