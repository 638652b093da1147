"""The picture that the README shows, byte for byte. `python -m tests.diagram.test_golden` draws it anew."""

import pytest

from app.catalog import load_pattern
from app.diagram import Form, Theme, draw
from app.diagram.engine import wheel
from app.settings import ROOT

GOLDEN = ROOT / "tests" / "golden"
ENGINE = "pygraphviz 2.0.4"
"""Other engines lay out a little differently."""


def picture(theme: Theme) -> str:
    pattern = load_pattern(ROOT / "patterns" / "scalable-webhook")
    return draw(pattern.design, form=Form.STANDALONE, theme=theme, title=pattern.name).svg


@pytest.mark.skipif(getattr(wheel(), "name", None) != ENGINE, reason=f"the picture was laid out by {ENGINE}")
@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK])
def test_the_readmes_picture_is_what_is_drawn_today(theme: Theme) -> None:
    golden = (GOLDEN / f"scalable-webhook-{theme}.svg").read_text(encoding="utf-8")
    assert picture(theme) == golden, "if the new picture is right, run: python -m tests.diagram.test_golden"


if __name__ == "__main__":
    GOLDEN.mkdir(exist_ok=True)
    for each in (Theme.LIGHT, Theme.DARK):
        (GOLDEN / f"scalable-webhook-{each}.svg").write_text(picture(each), encoding="utf-8")
