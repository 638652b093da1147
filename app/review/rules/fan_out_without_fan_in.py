"""Many small jobs whose results go nowhere."""

from collections.abc import Iterable

from app.model import Semantics, Severity
from app.review.facts import Facts
from app.review.rule import Harm, Hit, Rule


def _find(facts: Facts) -> Iterable[Hit]:
    for part in facts.of_kind("function"):
        workers = [
            arrow
            for arrow in facts.out(part.id, "invoke", semantics=Semantics.ASYNC)
            if facts.kind(arrow.target) == "function" and arrow.target != part.id
        ]
        silent = [arrow for arrow in workers if not _tells(facts, arrow.target)]
        # One function that tells nobody may send a mail; several that share out a job have a result.
        if len(dict.fromkeys(arrow.target for arrow in workers)) < 2 or not silent:
            continue
        targets = dict.fromkeys(arrow.target for arrow in silent)
        yield Hit(
            message=f"{part.name} shares its work out, and the result of {facts.names(targets)} is kept nowhere",
            why=f"Nobody can tell when all parts of {part.name}'s job are done, or which is missing.",
            remedy="Let each worker write its result, with the job's and the part's number, into one table or bucket.",
            components=(part.id, *targets),
            connections=tuple(arrow.id for arrow in silent),
        )


def _tells(facts: Facts, worker: str) -> bool:
    return bool(facts.out(worker, "query", "message", "http", "invoke", "start"))


RULE = Rule(severity=Severity.WARNING, harm=Harm.LOSES, find=_find)
