"""Event source mappings: how Lambda polls for a function.

Source: Lambda API Reference, CreateEventSourceMapping.
"""

from app.graph import Arrow, Handle, Reading, Ref, Value
from app.kinds.ports import StreamReaderProperties
from app.protocols.event_source import EventSourceProperties

FIFO_BATCH = 10


def mapping_properties(function: Handle, arrow: Arrow, reading: Reading) -> dict[str, Value]:
    """The properties of the mapping that an arrow to a function means."""
    said: dict[str, Value] = {"EventSourceArn": reading.arn, "FunctionName": Ref(function.logical_id), "Enabled": True}
    if reading.service == "sqs":
        return said | _queue(function, arrow, arrow.read(EventSourceProperties), fifo=reading.fifo)
    return said | _stream(arrow.read(StreamReaderProperties))


def _queue(function: Handle, arrow: Arrow, properties: EventSourceProperties, *, fifo: bool) -> dict[str, Value]:
    said: dict[str, Value] = {"BatchSize": properties.batch_size}
    if properties.batch_size > FIFO_BATCH and (fifo or not properties.batch_window):
        function.site.refuse(
            "batch",
            "a FIFO queue hands out ten messages at most" if fifo else "batches above ten messages need a batch window",
            "Set `batch_size` to 10 or less." if fifo else "Set `batch_window` to 1 or more.",
            arrow.id,
        )
    if properties.batch_window:
        if fifo:
            message, remedy = "a FIFO queue knows no batch window", "Set `batch_window` to 0."
            function.site.refuse("batch", message, remedy, arrow.id)
        said["MaximumBatchingWindowInSeconds"] = properties.batch_window
    if properties.maximum_concurrency is not None:
        said["ScalingConfig"] = {"MaximumConcurrency": properties.maximum_concurrency}
    if properties.report_batch_item_failures:
        said["FunctionResponseTypes"] = ["ReportBatchItemFailures"]
    return said


def _stream(properties: StreamReaderProperties) -> dict[str, Value]:
    said: dict[str, Value] = {
        "BatchSize": properties.batch_size,
        "StartingPosition": properties.starting_position,
        "BisectBatchOnFunctionError": properties.bisect,
        "MaximumRetryAttempts": properties.retry_attempts,
        "MaximumRecordAgeInSeconds": properties.maximum_record_age,
        "ParallelizationFactor": properties.parallelization,
    }
    if properties.batch_window:
        said["MaximumBatchingWindowInSeconds"] = properties.batch_window
    if properties.report_batch_item_failures:
        said["FunctionResponseTypes"] = ["ReportBatchItemFailures"]
    return said
