"""The arrows that leave a state machine → its definition in the Amazon States Language, with JSONata.

Stages run one after the other. Steps of one stage run side by side (Parallel), unless each of them has a condition:
then the first whose condition holds runs (Choice), or none. A step for each item of a list is a Map. Where a step fails
for good, the failure targets that speak for it run one after the other, and the execution fails.

Source: Step Functions Developer Guide, "Transforming data with JSONata in Step Functions".
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from app.graph import Task, Value

INPUT = "{% $states.input %}"
RETRY: Mapping[str, Value] = {
    "IntervalSeconds": 1,
    "MaxAttempts": 3,
    "BackoffRate": 2,
    "MaxDelaySeconds": 20,
    "JitterStrategy": "FULL",
}
_DONE = "Done"
_FAILED = "Failed"


@dataclass(frozen=True)
class Step:
    """One arrow that leaves the workflow."""

    arrow: str
    name: str
    """The target's id: what the state is called."""
    task: Task
    stage: int = 1
    only_if: str | None = None
    for_each: str | None = None
    not_retried: tuple[str, ...] = ()


@dataclass(frozen=True)
class Rescue:
    """A failure target, and the arrows for whose failures it stands; none means all."""

    name: str
    task: Task
    of: tuple[str, ...]


class Workflow:
    """A definition in the making."""

    def __init__(self, steps: Sequence[Step], rescues: Sequence[Rescue], timeout: int) -> None:
        self._stages = [
            [step for step in steps if step.stage == stage] for stage in sorted({step.stage for step in steps})
        ]
        self._rescues = rescues
        self._timeout = timeout
        self._states: dict[str, Value] = {}
        self._names: set[str] = {_DONE, _FAILED}
        self._ways: dict[tuple[str, ...], str] = {}

    def definition(self) -> Mapping[str, Value]:
        """The whole."""
        firsts = [self._name(_title(stage)) for stage in self._stages]
        for index, stage in enumerate(self._stages):
            self._stage(firsts[index], stage, firsts[index + 1] if index + 1 < len(firsts) else _DONE)
        self._states[_DONE] = {"Type": "Succeed"}
        if self._ways:
            self._states[_FAILED] = {
                "Type": "Fail",
                "Error": "StepFailed",
                "Cause": "{% $string($states.input.error) %}",
            }
        return {
            "Comment": "Made from the design: an arrow is a state.",
            "QueryLanguage": "JSONata",
            "StartAt": firsts[0] if firsts else _DONE,
            "TimeoutSeconds": self._timeout,
            "States": self._states,
        }

    def _name(self, wanted: str) -> str:
        wanted, number = wanted[:70], 1
        name = wanted
        while name in self._names:
            number += 1
            name = f"{wanted}-{number}"
        self._names.add(name)
        return name

    def _stage(self, first: str, stage: list[Step], following: str) -> None:
        if all(step.only_if is not None for step in stage):
            choices: list[Value] = []
            for step in stage:
                name = self._name(step.name)
                choices.append({"Condition": _expression(step.only_if or "true"), "Next": name})
                self._states[name] = {**_state(step), "Next": following, **self._catch([step])}
            self._states[first] = {"Type": "Choice", "Choices": choices, "Default": following}
        elif len(stage) == 1:
            self._states[first] = {**_state(stage[0]), "Next": following, **self._catch(stage)}
        else:
            branches: list[Value] = [_branch(step, self._name(step.name), self._name) for step in stage]
            output: dict[str, Value] = {
                step.name: f"{{% $states.result[{index}] %}}" for index, step in enumerate(stage)
            }
            if all(step.task.keeps_input for step in stage):
                said: Value = INPUT
            else:
                said = output
            parallel: dict[str, Value] = {"Type": "Parallel", "Branches": branches, "Output": said}
            self._states[first] = {**parallel, "Next": following, **self._catch(stage)}

    def _catch(self, stage: list[Step]) -> Mapping[str, Value]:
        arrows = {step.arrow for step in stage}
        rescues = [rescue for rescue in self._rescues if not rescue.of or arrows & set(rescue.of)]
        if not rescues:
            return {}
        key = tuple(rescue.name for rescue in rescues)
        if key not in self._ways:
            names = [self._name(name) for name in key]
            self._ways[key] = names[0]
            for index, rescue in enumerate(rescues):
                following = names[index + 1] if index + 1 < len(names) else _FAILED
                state = _task(rescue.task) | {"Output": INPUT, "Next": following}
                self._states[names[index]] = state
        error: Value = {"input": INPUT, "error": "{% $states.errorOutput %}"}
        return {"Catch": [{"ErrorEquals": ["States.ALL"], "Output": error, "Next": self._ways[key]}]}


def _title(stage: list[Step]) -> str:
    if len(stage) == 1 and stage[0].only_if is None:
        return stage[0].name
    return ("choose-" if all(step.only_if is not None for step in stage) else "together-") + stage[0].name


def _expression(said: str) -> str:
    """What the author wrote, as JSONata in a state; the braces may stand there or not."""
    return "{% " + said.removeprefix("{%").removesuffix("%}").strip() + " %}"


def _task(task: Task, not_retried: Sequence[str] = ()) -> dict[str, Value]:
    output: Value = INPUT if task.keeps_input else task.output
    errors: Value = [*task.retry, "States.TaskFailed"]
    # The first retrier that names an error decides.
    final: list[Value] = [{"ErrorEquals": list(not_retried), "MaxAttempts": 0}] if not_retried else []
    return {
        "Type": "Task",
        "Resource": task.resource,
        "Arguments": dict(task.arguments),
        "Output": output,
        "Retry": [*final, {"ErrorEquals": errors, **RETRY}],
    }


def _state(step: Step) -> dict[str, Value]:
    """A step's own state, without what comes next."""
    if step.for_each is None:
        return _task(step.task, step.not_retried)
    inner: Value = {
        "ProcessorConfig": {"Mode": "INLINE"},
        "StartAt": f"each-{step.name}"[:80],
        "States": {f"each-{step.name}"[:80]: _task(step.task, step.not_retried) | {"End": True}},
    }
    state: dict[str, Value] = {"Type": "Map", "Items": _expression(step.for_each), "ItemProcessor": inner}
    return state | ({"Output": INPUT} if step.task.keeps_input else {})


def _branch(step: Step, name: str, claim: Callable[[str], str]) -> dict[str, Value]:
    """A branch of a Parallel state; a step with a condition that does not hold gives null."""
    if step.only_if is None:
        return {"StartAt": name, "States": {name: _state(step) | {"End": True}}}
    choose, skip = claim(f"choose-{step.name}"), claim(f"skip-{step.name}")
    choice: Value = {
        "Type": "Choice",
        "Choices": [{"Condition": _expression(step.only_if), "Next": name}],
        "Default": skip,
    }
    passed: Value = {"Type": "Pass", "Output": "{% null %}", "End": True}
    return {"StartAt": choose, "States": {choose: choice, name: _state(step) | {"End": True}, skip: passed}}
