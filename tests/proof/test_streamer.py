"""Streamer: clicks are taken at any rate, kept in order in the stream, and gathered in the bucket."""

import gzip
import json

import pytest

from tests.proof.conftest import Deploy
from tests.proof.harness.deployment import Deployment


def records(clicks: Deployment) -> list[tuple[str, dict[str, object]]]:
    """What the stream holds, in its order, shard by shard: partition keys and clicks."""
    kinesis, name = clicks.client("kinesis"), clicks.named("Kinesis::Stream")
    found = []
    for shard in kinesis.list_shards(StreamName=name)["Shards"]:
        place = {"StreamName": name, "ShardId": shard["ShardId"], "ShardIteratorType": "TRIM_HORIZON"}
        iterator = kinesis.get_shard_iterator(**place)["ShardIterator"]
        found += kinesis.get_records(ShardIterator=iterator, Limit=1_000)["Records"]
    return [(record["PartitionKey"], json.loads(record["Data"])) for record in found]


def test_clicks_are_taken_without_a_function_and_stand_in_the_stream(deployed: Deploy) -> None:
    clicks = deployed("streamer")
    sent = [{"visitor": "v1", "page": number} for number in range(20)]

    answers = [clicks.http("POST", "/clicks", click) for click in sent]

    assert {answer.status for answer in answers} == {202}
    assert [click for _, click in records(clicks)] == sent


def test_clicks_stand_in_order_per_visitor(deployed: Deploy) -> None:
    clicks = deployed("streamer")
    visitors = ["v1", 'it\'s "me" é', 3]
    sent = [{"visitor": visitor, "page": number} for number in range(6) for visitor in visitors]
    clicks.client("kinesis").update_shard_count(
        StreamName=clicks.named("Kinesis::Stream"), TargetShardCount=4, ScalingType="UNIFORM_SCALING"
    )

    for click in sent:
        assert clicks.http("POST", "/clicks", click).status == 202

    found = records(clicks)
    for visitor in visitors:
        of_one = [(key, click["page"]) for key, click in found if click["visitor"] == visitor]
        assert of_one == [(str(visitor), number) for number in range(6)]


def test_a_click_of_nobody_is_kept_as_well(deployed: Deploy) -> None:
    clicks = deployed("streamer")
    for number in range(2):
        assert clicks.http("POST", "/clicks", {"page": number}).status == 202
    keys = [key for key, _ in records(clicks)]
    assert len(set(keys)) == 2
    assert all(keys)


@pytest.mark.slow_proof
def test_what_stands_in_the_stream_is_gathered_in_the_bucket(deployed: Deploy) -> None:
    clicks = deployed("streamer")
    sent = [{"visitor": "v1", "page": number} for number in range(20)]
    for click in sent:
        assert clicks.http("POST", "/clicks", click).status == 202

    def landed() -> list[object]:
        texts = [gzip.decompress(body) if body[:2] == b"\x1f\x8b" else body for body in clicks.objects().values()]
        decoder, found = json.JSONDecoder(), []
        for text in texts:
            rest = text.decode()
            while rest.strip():
                read, end = decoder.raw_decode(rest.strip())
                found.append(read)
                rest = rest.strip()[end:]
        return sorted(found, key=json.dumps)

    clicks.eventually(lambda: landed() == sorted(sent, key=json.dumps), "every click in the bucket")
