"""Locks that are cut out of the project's own."""

import json

import pytest

from app.export.node_lock import package_json


def test_a_cut_lock_holds_what_is_needed_and_no_more() -> None:
    said, lock = (json.loads(text) for text in package_json("x", ["pg"], ["vitest"], scripts={"test": "vitest run"}))
    assert said["dependencies"].keys() == {"pg"}
    packages = lock["packages"]
    assert packages[""]["dependencies"] == said["dependencies"]
    assert "node_modules/pg-protocol" in packages
    assert "node_modules/aws-cdk-lib" not in packages
    assert not packages["node_modules/pg"].get("dev")
    assert packages["node_modules/vitest"]["dev"]
    assert not [place for place, entry in packages.items() if "resolved" in entry]
    assert all("integrity" in entry for place, entry in packages.items() if place)


def test_what_is_not_locked_here_cannot_be_exported() -> None:
    with pytest.raises(KeyError, match="left-pad"):
        package_json("x", ["left-pad"], [], scripts={})
