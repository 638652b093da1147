"""How a pattern's folder is read, and what is said of one that is wrong."""

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from app.catalog import aws_services, communications, load_catalog, load_pattern, load_variation
from app.documents import DocumentError
from app.model import Communication

PATTERN = """\
number: 2
name: Small Hook
article_name: The Scalable Webhook
intent: Take it in.
problem: |
  Many come at once.
how_it_works: |
  A queue holds them.
when: [Bursts.]
when_not: [Never.]
watch_out: [Twice.]
since_2018: [Nothing.]
symptoms: [bursts]
purposes: [ingest]
related:
  - pattern: other
    how: Alike.
entry: jobs
design:
  components:
    - {id: caller, kind: client, name: Caller}
    - {id: jobs, kind: queue, name: Jobs}
  connections:
    - id: send
      from: caller
      to: jobs
      semantics: async
steps:
  - title: It arrives
    arrows: [send]
    text: So it does.
failure: Nothing fails.
variations: [direct]
"""
VARIATION = """\
name: Direct
source: A comment.
text: Without.
entry: work
design:
  components:
    - {id: caller, kind: client, name: Caller}
    - {id: work, kind: function, name: Work}
  connections:
    - {id: call, from: caller, to: work.invoke, semantics: async}
steps:
  - {title: Called, arrows: [call], text: So.}
failure: Nothing fails.
"""

Change = Callable[[str, str], None]


@pytest.fixture
def catalog(tmp_path: Path) -> Path:
    """A catalog of two patterns, of which `hook` has a variation."""
    folder = tmp_path / "patterns"
    home = folder / "hook"
    (home / "variations").mkdir(parents=True)
    (home / "pattern.yaml").write_text(PATTERN, encoding="utf-8")
    (home / "variations" / "direct.yaml").write_text(VARIATION, encoding="utf-8")
    other = folder / "other"
    other.mkdir()
    text = PATTERN.replace("number: 2", "number: 1").replace("pattern: other", "pattern: hook")
    (other / "pattern.yaml").write_text(text.replace("variations: [direct]\n", ""), encoding="utf-8")
    return folder


def said(catalog: Path) -> list[str]:
    with pytest.raises(DocumentError) as raised:
        load_catalog(catalog)
    return [str(finding) for finding in raised.value.findings]


def spoil(catalog: Path, old: str, new: str, file: str = "hook/pattern.yaml") -> list[str]:
    path = catalog / file
    text = path.read_text(encoding="utf-8")
    assert old in text
    path.write_text(text.replace(old, new, 1), encoding="utf-8")
    return said(catalog)


def test_patterns_come_in_the_articles_order(catalog: Path) -> None:
    loaded = load_catalog(catalog)
    assert [pattern.id for pattern in loaded.patterns] == ["other", "hook"]
    assert loaded.by_id["hook"].variations[0].id == "direct"
    assert loaded.by_id["hook"] == load_pattern(catalog / "hook")
    assert load_variation(catalog / "hook" / "variations" / "direct.yaml") in loaded.by_id["hook"].scenes


def test_what_a_design_shows_is_not_written_again(catalog: Path) -> None:
    pattern = load_pattern(catalog / "hook")
    assert pattern.sockets == ("caller",)
    assert pattern.design.name == "Small Hook"
    assert communications(pattern.design) == (Communication.ASYNC,)
    assert aws_services(pattern.design) == ("Amazon SQS",)


@pytest.mark.parametrize(
    ("old", "new", "line", "words"),
    [
        (
            "arrows: [send]",
            "arrows: [sent]",
            30,
            "an arrow 'sent', which does not exist; did you mean 'send'?",
        ),
        ("entry: jobs", "entry: job", 18, "there is no such component; did you mean 'jobs'?"),
        ("pattern: other", "pattern: othr", 16, "there is no pattern 'othr'; did you mean 'other'?"),
        ("pattern: other", "pattern: hook", 16, "a pattern is not related to itself"),
        ("number: 2", "number: 0", 1, "number: must be from 1 to 999, not 0"),
        ("variations: [direct]", "variations: [dirct]", 33, "no variations/dirct.yaml; did you mean 'direct'?"),
        ("variations: [direct]", "variations: []", 33, "variations/direct.yaml is not listed"),
        ("variations: [direct]", "variations: [direct, direct]", 33, "'direct' is listed twice"),
        ("variations: [direct]", "variations: direct", 33, "must be a list"),
        ("purposes: [ingest]", "purposes: [ingst]", 14, "did you mean 'ingest'?"),
        (
            "intent: Take it in.",
            "intend: Take it in.",
            4,
            "'intend' is not a key that belongs here; did",
        ),
        ("when: [Bursts.]", "when: []", 9, "when: must not be empty"),
        ("kind: queue", "kind: qeue", 22, "did you mean 'queue'?"),
        ("      to: jobs", "      to: job", 26, "did you mean 'jobs'?"),
        ("    text: So it does.", "    txt: So it does.", 31, "did you mean 'text'?"),
        ("entry: jobs", "entry: jobs\nsockets: [caller]", 19, "'sockets' is not written by hand"),
        ("entry: jobs", "entry: jobs\nid: hook", 19, "'id' is not written by hand"),
        ("design:", "desing:", 1, "the key 'design' must hold a mapping"),
        ("failure: Nothing fails.\n", "", 1, "the key 'failure' is missing here"),
    ],
)
def test_a_mistake_is_named_with_file_line_and_nearest_word(
    catalog: Path, old: str, new: str, line: int, words: str
) -> None:
    complaints = spoil(catalog, old, new)
    assert any(text.startswith(f"patterns/hook/pattern.yaml:{line}:") and words in text for text in complaints), (
        complaints
    )


def test_two_patterns_cannot_have_one_number(catalog: Path) -> None:
    (complaint,) = spoil(catalog, "number: 2", "number: 1")
    assert complaint.startswith("patterns/other/pattern.yaml:1:9: error: 'other' and 'hook' both have the number 1")


def test_a_mistake_in_a_variation_names_its_file(catalog: Path) -> None:
    (complaint,) = spoil(catalog, "arrows: [call]", "arrows: [cal]", "hook/variations/direct.yaml")
    assert complaint.startswith("patterns/hook/variations/direct.yaml:12:")
    assert "did you mean 'call'?" in complaint


def test_mistakes_of_several_patterns_are_told_together(catalog: Path) -> None:
    shutil.copytree(catalog / "hook", catalog / "third")
    spoil(catalog, "entry: jobs", "entry: job")
    assert len(spoil(catalog, "entry: jobs", "entry: job", "third/pattern.yaml")) == 2


@pytest.mark.parametrize(
    ("file", "data", "words"),
    [
        ("hook/pattern.yaml", b"", "a pattern's file must be a mapping"),
        ("hook/pattern.yaml", b"- a\n", "a pattern's file must be a mapping"),
        ("hook/pattern.yaml", b"name: \xff", "this is not UTF-8: byte 6"),
        ("hook/pattern.yml", b"name: x", ""),
        ("third/patern.yaml", b"name: x", "there is no such file"),
        ("hook/variations/more.yml", b"name: x", "variations/more.yml is no variation: their files end in .yaml"),
    ],
)
def test_a_file_that_is_none_is_refused(catalog: Path, file: str, data: bytes, words: str) -> None:
    (catalog / file).parent.mkdir(exist_ok=True)
    (catalog / file).write_bytes(data)
    if words:
        assert words in said(catalog)[0]
    else:
        assert len(load_catalog(catalog).patterns) == 2


def test_a_folder_of_something_else_is_passed_over(catalog: Path) -> None:
    (catalog / "__pycache__").mkdir()
    (catalog / "README.md").write_text("x", encoding="utf-8")
    assert len(load_catalog(catalog).patterns) == 2


def test_a_folder_whose_name_is_no_id_is_refused(catalog: Path) -> None:
    shutil.move(catalog / "other", catalog / "Other_One")
    assert "Write 'other-one'." in said(catalog)[0]


def test_a_catalog_that_is_not_there_is_told(tmp_path: Path) -> None:
    assert "there is no such folder" in said(tmp_path / "nowhere")[0]
