"""Reading a stream: DynamoDB Streams or Kinesis by a function, Kinesis by Data Firehose or Redshift.

What a function has to say about it belongs to the function's port.
"""

from app.model import Protocol, Semantics

PROTOCOL = Protocol(
    id="stream",
    title="Stream reader",
    summary="The reader follows the stream shard by shard, in order.",
    semantics=frozenset({Semantics.ASYNC}),
    words={
        Semantics.ASYNC: "{target} follows the records of {source}, in order within each shard",
    },
)
