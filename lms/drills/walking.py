"""The way through a drill: where choices lead, and whether every step can be reached and left."""

from collections.abc import Iterator, Sequence

from lms.drills.model import Drill, Step, Taken


def walk(drill: Drill, way: Sequence[int]) -> tuple[tuple[Taken, ...], Step]:
    """Follow choices, counted from 0 at each step; return them, and the step where one is now.

    Raises ValueError for a choice that is not there.
    """
    taken: list[Taken] = []
    here = drill.steps[0]
    for at in way:
        if not 0 <= at < len(here.choices):
            raise ValueError(f"The step “{here.id}” has no choice {at}.")
        taken.append(Taken(here, at))
        here = drill.step(here.choices[at].to)
    return tuple(taken), here


def best_way(drill: Drill) -> tuple[int, ...]:
    """Return the choices of somebody who takes the first right one each time."""
    way: list[int] = []
    here = drill.steps[0]
    while here.choices:
        at = next(at for at, one in enumerate(here.choices) if one.right)
        way.append(at)
        here = drill.step(here.choices[at].to)
    return tuple(way)


def way_problems(steps: Sequence[Step]) -> Iterator[tuple[str, str]]:
    """Find why a drill cannot be walked: the step, and the reason."""
    known = {step.id for step in steps}
    lost = [(one, to.to) for one in steps for to in one.choices if to.to not in known]
    yield from ((step.id, f"A choice leads to “{to}”, which is no step.") for step, to in lost)
    for step in steps:
        if step.choices and step.ends:
            yield step.id, "A step that ends the drill has no choices. Remove “ends:” or them."
        if not step.choices and not step.ends:
            yield step.id, "This is a dead end. Add choices, or “ends: well” or “ends: badly”."
    if lost or not steps:
        return
    reached = _reached(steps)
    yield from (
        (step.id, "No choice leads here. Lead one here, or remove the step.")
        for step in steps
        if step.id not in reached
    )
    yield from (
        (step.id, "From here one may come back here, and never reach an end. Lead on instead.")
        for step in steps
        if step.id in _from(steps, step)
    )


def _reached(steps: Sequence[Step]) -> set[str]:
    return {steps[0].id} | _from(steps, steps[0])


def _from(steps: Sequence[Step], start: Step) -> set[str]:
    """Return the steps to which some choices lead from one."""
    by_name = {step.id: step for step in steps}
    found: set[str] = set()
    waiting = [start]
    while waiting:
        for choice in waiting.pop().choices:
            if choice.to not in found:
                found.add(choice.to)
                waiting.append(by_name[choice.to])
    return found
