"""Every way in which a document can be wrong: which line is named, and with which words."""

from dataclasses import dataclass

import pytest

from app.documents import DocumentError, read_design

GOOD = """\
name: Shop
services:
  - id: shop
    name: Shop
components:
  - id: api
    kind: rest-api
    name: API
    service: shop
  - id: work
    kind: function
    name: Work
    service: shop
    properties:
      timeout: 30
  - id: jobs
    kind: queue
    name: Jobs
  - id: failed
    kind: queue
    name: Failed
connections:
  - id: call
    from: api
    to: work
    semantics: sync
  - id: drain
    from: jobs
    to: work
    semantics: async
    properties:
      batch_size: 5
  - id: give-up
    from: jobs
    to: failed
    semantics: error
"""


@dataclass(frozen=True)
class Wrong:
    """One change that spoils GOOD, and the complaint it has to bring."""

    old: str
    new: str
    line: int
    says: str
    remedy: str = ""


def findings(text: str) -> list[tuple[int | None, str, str]]:
    with pytest.raises(DocumentError) as raised:
        read_design(text, "shop.yaml")
    assert {finding.place.file for finding in raised.value.findings} == {"shop.yaml"}
    return [(finding.place.line, finding.message, finding.remedy) for finding in raised.value.findings]


def test_the_good_one_is_good() -> None:
    assert len(read_design(GOOD).connections) == 3


FAILURE = "  - {{id: x, from: work, to: failed, semantics: error, properties: {{of: [{}]}}}}"
TOP = "name: Shop\nservices"

WRONG = {
    "unknown key at the top": Wrong("components:", "componets:", 5, "did you mean 'components'?"),
    "unknown key in a component": Wrong("    name: Jobs", "    name: Jobs\n    nmae: x", 19, "did you mean 'name'?"),
    "unknown key in a service": Wrong("    name: Shop", "    name: Shop\n    kind: x", 5, "'kind' is not a key"),
    "unknown key in an arrow": Wrong("    from: api", "    form: api", 24, "did you mean 'from'?"),
    "a comma too many in an arrow": Wrong(
        "  - id: give-up\n    from: jobs\n    to: failed\n    semantics: error",
        "  - {id: give-up, from: jobs, to: failed, semantics: error, label: publish, then acknowledge}",
        33,
        "'then acknowledge' is not a key that belongs here",
        "put that text in quotes",
    ),
    "unknown kind": Wrong("kind: queue\n    name: Jobs", "kind: quue\n    name: Jobs", 17, "did you mean 'queue'?"),
    "a kind unlike any other": Wrong(
        "kind: queue\n    name: Jobs", "kind: spaceship\n    name: Jobs", 17, "no kind 'spaceship'", "alarm, bucket"
    ),
    "a kind written with an underscore": Wrong("rest-api", "rest_api", 7, "not 'rest_api'", "Write 'rest-api'."),
    "unknown property": Wrong("timeout: 30", "timout: 30", 15, "did you mean 'timeout'?"),
    "unknown property of an arrow": Wrong("batch_size: 5", "batchsize: 5", 32, "did you mean 'batch_size'?"),
    "too much": Wrong("timeout: 30", "timeout: 901", 15, "timeout: must be from 1 to 900 s, not 901", "Lambda quotas"),
    "too little": Wrong("timeout: 30", "timeout: 0", 15, "timeout: must be from 1 to 900 s, not 0"),
    "too much on an arrow": Wrong("batch_size: 5", "batch_size: 10001", 32, "from 1 to 10,000 messages, not 10001"),
    "a word for a number": Wrong("timeout: 30", "timeout: soon", 15, "must be a whole number, not 'soon'"),
    "a number in quotes": Wrong("timeout: 30", "timeout: '30'", 15, "must be a whole number, not '30'"),
    "half a second": Wrong("timeout: 30", "timeout: 1.5", 15, "must be a whole number, not 1.5"),
    "true for a number": Wrong("timeout: 30", "timeout: true", 15, "must be a whole number, not true"),
    "a list for a number": Wrong("timeout: 30", "timeout: [1]", 15, "must be a whole number"),
    "nothing for a number": Wrong("timeout: 30", "timeout:", 15, "must be a whole number, but nothing stands here"),
    "a value that is not on offer": Wrong("timeout: 30", "runtime: pyton", 15, "did you mean 'python'?"),
    "a number that is not on offer": Wrong(
        "kind: queue\n    name: Jobs",
        "kind: queue\n    name: Jobs\n  - {id: log, kind: log-group, name: L, properties: {retention: 31}}",
        19,
        "31 is none of its values; the nearest is 30",
    ),
    "yes for true": Wrong(
        "kind: queue\n    name: Jobs",
        "kind: queue\n    name: Jobs\n    properties: {fifo: yes}",
        19,
        "fifo: must be true or false, not 'yes'",
    ),
    "a text that does not fit": Wrong(
        "    semantics: sync",
        "    semantics: sync\n    properties: {route: get orders}",
        27,
        "route: 'get orders' does not fit",
        "such as `POST /orders/{id}`",
    ),
    "two values that contradict each other": Wrong(
        "batch_size: 5",
        "batch_size: 50\n      batch_window: 0",
        33,
        "batches of 50 need a batch_window of at least 1 s",
    ),
    "properties as a list": Wrong("\n      timeout: 30", " [timeout]", 14, "properties: must be a mapping"),
    "an arrow between kinds that never join": Wrong(
        "    from: jobs\n    to: work",
        "    from: jobs\n    to: api",
        28,
        "no async arrow can lead from an SQS queue to a REST API",
        "The other way round there can be one: async.",
    ),
    "an arrow with a meaning that these kinds don't have": Wrong(
        "to: work\n    semantics: async",
        "to: work\n    semantics: sync",
        30,
        "no sync arrow can lead from an SQS queue to a Lambda function",
        "Possible between the two: async (Queue trigger).",
    ),
    "an arrow with a meaning that these ports don't have": Wrong(
        "    from: jobs\n    to: work\n    semantics: async",
        "    from: jobs.consumers\n    to: work.messages\n    semantics: sync",
        30,
        "an arrow from jobs.consumers to work.messages cannot be sync",
        "It can be async.",
    ),
    "a meaning that does not exist": Wrong("semantics: async", "semantics: asynch", 30, "did you mean 'async'?"),
    "a port that does not exist": Wrong(
        "to: work\n    semantics: sync", "to: work.invok\n    semantics: sync", 25, "did you mean 'invoke'?"
    ),
    "an arrow from a port where arrows end": Wrong(
        "from: api\n    to: work",
        "from: work.invoke\n    to: api.invokes",
        24,
        "no arrow can start at work.invoke, which only receives",
        "Swap",
    ),
    "a port that leads elsewhere": Wrong(
        "from: api", "from: api.queries", 24, "no sync arrow can lead from api.queries to a Lambda function"
    ),
    "an end with two dots": Wrong("from: api", "from: api.a.b", 24, "must be written as component or component.port"),
    "an end without a component": Wrong("from: api", "from: .invokes", 24, "must be written as component"),
    "an arrow to nowhere": Wrong(
        "to: work\n    semantics: sync",
        "to: wrok\n    semantics: sync",
        25,
        "which does not exist; did you mean 'work'?",
    ),
    "an arrow from nowhere, with a port": Wrong("from: api", "from: apii.invokes", 24, "did you mean 'api'?"),
    "a service that does not exist": Wrong(
        "service: shop\n    properties", "service: shpo\n    properties", 13, "did you mean 'shop'?"
    ),
    "an arrow named that does not exist": Wrong(
        "    semantics: error",
        "    semantics: error\n" + FAILURE.format("drian"),
        37,
        "there is no arrow 'drian'; did you mean 'drain'?",
    ),
    "an arrow named that is elsewhere": Wrong(
        "    semantics: error",
        "    semantics: error\n" + FAILURE.format("give-up"),
        37,
        "the arrow 'give-up' neither starts nor ends at 'work'",
    ),
    "an answer without its call": Wrong(
        "    from: api\n    to: work\n    semantics: sync",
        "    from: work\n    to: api\n    semantics: error",
        23,
        "the error answer 'call' answers no call",
        "Draw the call",
    ),
    "an id used twice": Wrong("id: failed", "id: work", 19, "the id 'work' is used twice"),
    "an id of two kinds of things": Wrong("id: give-up", "id: jobs", 33, "the id 'jobs' is used twice"),
    "a key that stands twice": Wrong("    name: Jobs", "    name: Jobs\n    name: B", 19, "'name' stands here twice"),
    "an id with a capital": Wrong("id: give-up", "id: Give_Up", 33, "not 'Give_Up'", "Write 'give-up'."),
    "an id that is a number": Wrong("id: give-up", "id: 12", 33, "id: must be text, not 12"),
    "an empty name": Wrong("name: Jobs", "name: ''", 18, "name: must not be empty"),
    "a name too long": Wrong("name: Jobs", "name: " + "x" * 301, 18, "at most 300 characters, not 301"),
    "a missing key": Wrong("    kind: queue\n    name: Jobs", "    name: Jobs", 16, "the key 'kind' is missing here"),
    "a missing meaning": Wrong("    semantics: sync\n", "", 23, "the key 'semantics' is missing here"),
    "a missing end": Wrong("    from: api\n", "", 23, "the key 'from' is missing here"),
    "arrows as a mapping": Wrong("connections:\n", "connections: {a: 1}\nlayout:\n", 22, "connections: must be a list"),
    "an arrow that is a word": Wrong("  - id: give-up", "  - what\n  - id: give-up", 33, "number 3 of connections"),
    "a format of tomorrow": Wrong(TOP, "name: Shop\nschema: 2\nservices", 2, "must be 1, not 2"),
    "a place for nothing": Wrong(TOP, "name: Shop\nlayout: {wrk: {x: 1, y: 2}}\nservices", 2, "'wrk'"),
    "a place that is none": Wrong(
        "name: Shop\nservices",
        "name: Shop\nlayout: {work: {x: left, y: 2}}\nservices",
        2,
        "x: must be a number, not 'left'",
    ),
    "a place out of reach": Wrong(
        "name: Shop\nservices",
        "name: Shop\nlayout: {work: {x: 1e7, y: 2}}\nservices",
        2,
        "from -1,000,000 to 1,000,000",
    ),
    "an excuse for nothing": Wrong(
        TOP, "name: Shop\nsuppressions: [{rule: r, at: wrok, reason: x}]\nservices", 2, "'work'?"
    ),
    "an anchor": Wrong("name: Jobs", "name: &jobs Jobs", 18, "anchors and aliases are not", "Write the value out."),
    "an alias": Wrong("name: Jobs", "name: *jobs", 18, "anchors and aliases are not allowed"),
    "a tag": Wrong("name: Jobs", "name: !!python/object:os.system Jobs", 18, "is not allowed"),
    "a tag on a mapping": Wrong("properties:\n      timeout: 30", "properties: !!set {timeout}", 14, "is not allowed"),
    "a tab": Wrong("    name: Jobs", "\tname: Jobs", 18, "a tab stands here", "Indent with spaces."),
    "a colon in a text": Wrong("name: Jobs", "name: Jobs: all", 18, "this is not YAML", "must stand in quotes"),
    "a key that is a list": Wrong("    name: Jobs", "    ? [name]\n    : Jobs", 18, "a key must be a word"),
    "a merge": Wrong("    name: Jobs", "    name: Jobs\n    <<: {about: x}", 19, "'<<' is not a key"),
    "not a number": Wrong("timeout: 30", "timeout: .nan", 15, ".nan is no number to reckon with"),
    "infinity": Wrong("timeout: 30", "timeout: -.INF", 15, "-.INF is no number to reckon with"),
    "infinity by its size": Wrong("timeout: 30", "timeout: 1e999", 15, "1e999 is no number to reckon with"),
    "a number beyond all reason": Wrong("timeout: 30", "timeout: " + "9" * 5000, 15, "longer than 100 digits"),
    "a bell": Wrong("name: Jobs", "name: Jo\x07bs", 18, "the character U+0007 cannot be shown"),
    "a bell behind an escape": Wrong("name: Jobs", r'name: "Jo\x07bs"', 18, "the character U+0007 cannot be shown"),
    "a bell in a property": Wrong("timeout: 30", r'runtime: "\x07"', 15, "the character U+0007 cannot be shown"),
    "a bell in a key": Wrong(
        "    name: Jobs", '    name: Jobs\n    "\\x07": 1', 19, "the character U+0007 cannot be shown"
    ),
    "half a character": Wrong("name: Jobs", r'name: "\ud800"', 18, "the character U+D800 cannot be shown"),
}


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_a_mistake_is_named_with_its_line_and_in_words(wrong: Wrong) -> None:
    assert GOOD.count(wrong.old) >= 1
    found = findings(GOOD.replace(wrong.old, wrong.new, 1))
    told = [message for line, message, remedy in found if line == wrong.line and wrong.remedy in remedy]
    assert any(wrong.says in message for message in told), found


@pytest.mark.parametrize("wrong", WRONG.values(), ids=WRONG.keys())
def test_no_complaint_speaks_like_a_program(wrong: Wrong) -> None:
    for _, message, remedy in findings(GOOD.replace(wrong.old, wrong.new, 1)):
        for jargon in (
            "Input should",
            "valid integer",
            "dictionary",
            "None",
            "pattern '^",
            "tuple",
            "instance of",
            "  ",
        ):
            assert jargon not in message
        assert not message.endswith(".")
        assert remedy == "" or remedy.endswith(".")


def test_the_meaning_tells_which_ports_are_meant() -> None:
    # A function reaches an S3 bucket both as a store and as the place for what failed; only the meaning tells.
    text = (
        "name: x\ncomponents:\n  - {id: a, kind: function, name: A}\n  - {id: b, kind: bucket, name: B}\nconnections:\n"
    )
    assert str(read_design(text + "  - {id: x, from: a, to: b, semantics: sync}\n").arrows["x"].target) == "b.objects"
    assert str(read_design(text + "  - {id: x, from: a, to: b, semantics: error}\n").arrows["x"].target) == "b.failures"


def test_ports_that_could_be_either_must_be_named() -> None:
    text = (
        "name: x\ncomponents:\n  - {id: a, kind: function, name: A}\n  - {id: b, kind: microservice, name: B}\n"
        "connections:\n  - {id: x, from: a, to: b, semantics: async}\n"
    )
    ((line, message, remedy),) = findings(text)
    assert line == 6
    assert "more than one way" in message
    assert remedy == "Say which: from: a.invokes, to: b.invoke or from: a.sends, to: b.messages."
    assert read_design(text.replace("to: b", "to: b.messages")).arrows["x"].source.port == "sends"


def test_what_is_whole_but_wrong_gets_one_complaint() -> None:
    for text, said in {
        "": "the document is empty",
        "# only a remark\n": "the document is empty",
        "- a\n": "the document must be a mapping",
        "hello": "the document must be a mapping, not 'hello'",
        "name: a\n---\nname: b\n": "a second document begins here",
        "name: [": "this is not YAML",
        '{"name": "x"': "this is not YAML",
        "name: " + "[" * 60 + "]" * 60: "nested deeper than 40 levels",
        "[" * 200_000: "nested deeper than 40 levels",
        '{"a":' * 50_000: "nested deeper than 40 levels",
        "name: x\n" + "#" * 3_000_000: "larger than 2 MB",
    }.items():
        found = findings(text)
        assert len(found) == 1
        assert said in found[0][1]


def test_so_many_values_that_reading_them_would_take_long_are_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("app.documents.yaml_text.MAX_VALUES", 50)
    assert "more than 50 values" in findings("name: [" + "1," * 60 + "]")[0][1]


def test_one_mistake_brings_one_complaint() -> None:
    assert len(findings(GOOD.replace("kind: function", "kind: functoin"))) == 1
    assert len(findings(GOOD.replace("id: work", "id: wrok"))) == 2, "two arrows end there"


def test_many_mistakes_are_all_told_at_once() -> None:
    text = GOOD.replace("timeout: 30", "timeout: 901").replace("batch_size: 5", "batch_size: 0")
    assert [line for line, _, _ in findings(text)] == [15, 32]
