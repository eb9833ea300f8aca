"""What would a file of training done elsewhere change?"""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from functools import cached_property
from itertools import groupby
from typing import Any, NamedTuple

from lms.courses.store import Titled, titles_published
from lms.kernel.ids import CompletionId, CourseId, WorkerId
from lms.kernel.intake.cells import Cells
from lms.kernel.intake.staging import PARTED_BY
from lms.reports.histories import Story, stories
from lms.reports.incoming.kind import UNCHANGED, Judged, Kind, Place, Verdict
from lms.reports.incoming.persons import Person, Persons, persons
from lms.reports.known import merges, root_of
from lms.reports.learning.worth import Worth, worths_of
from lms.standing.civil import civil_day, noon_of, tzdata_version
from lms.standing.reader import COMPLETIONS, read_completion
from lms.standing.records import Kind as HowDone
from lms.standing.records import Source
from lms.standing.store import anything_completed, completions_of
from lms.standing.tables import CompletionRow
from lms.standing.told import ToldCompletion

Day = tuple[WorkerId, CourseId, date]


class _Dated(NamedTuple):
    """What a row tells of somebody who is known, with the day and the instant it means."""

    number: int
    told: ToldCompletion
    person: Person
    on: date
    at: datetime


class Completions(Kind[ToldCompletion]):
    """Training done elsewhere, known by worker, course and the worker's own day."""

    things = "completions"
    columns = COMPLETIONS
    owner_column = "worker_id"
    table = CompletionRow
    order = ("worker_id", "id")

    def read(self, cells: Cells) -> ToldCompletion:
        """Read a completion."""
        return read_completion(cells)

    def place(self, told: ToldCompletion) -> Place:
        """Know a completion by what the file says of its day.

        On which day an instant falls only the worker's zone tells, so two rows that say one
        day differently are found when they are judged.
        """
        when = told.completed_on or told.completed_at
        return Place(told.worker, f"{told.course}{PARTED_BY}{when}")

    def name(self, told: ToldCompletion) -> str:
        """Name the completion."""
        return f"{told.course} by {told.worker} on that day"

    def judge(self, rows: Sequence[tuple[int, ToldCompletion]]) -> Iterator[Judged]:
        """Judge completions, of each worker in order of days, with those that are known."""
        workers = list(dict.fromkeys(told.worker for _, told in rows))
        who = persons(self.work.session, workers, self.problems)
        known: dict[Day, list[Any]] = {}
        for row in completions_of(self.work.session, workers):
            known.setdefault((row.worker_id, row.course, row.completed_on), []).append(row)
        fresh: list[_Dated] = []
        for dated in self._once(self._dated(rows, who)):
            if self._is_new(dated, known):
                fresh.append(dated)
            else:
                yield UNCHANGED
        for dated, worth in self._worths(fresh):
            yield Judged(Verdict.CREATED, self._fact(dated, worth))

    def _dated(self, rows: Iterable[tuple[int, ToldCompletion]], who: Persons) -> Iterator[_Dated]:
        """Yield the rows about what can be: a known course, a day that was, of somebody here."""
        for number, told in rows:
            person = who.of(number, told.worker)
            if person is None:
                continue
            zone = person.now.time_zone
            at, on = told.completed_at, told.completed_on
            if at is None and on is not None:
                at = noon_of(on, zone)
            elif at is not None:
                on = civil_day(at, zone)
            if at is None or on is None:
                raise ValueError("A completion has neither a day nor an instant.")
            dated = _Dated(number, told, person, on, at)
            faults = list(self._faults(dated))
            for column, message in faults:
                self.problems.add(number, column, message)
            if not faults:
                yield dated

    def _faults(self, dated: _Dated) -> Iterator[tuple[str, str]]:
        told, person, on = dated.told, dated.person, dated.on
        zone, email = person.now.time_zone, person.now.email.casefold()
        today = civil_day(self.work.now, zone)
        ahead = told.completed_at is not None and told.completed_at > self.work.now
        if on > today or ahead:
            yield "completed_at", f"It lies in the future: for {told.worker} it is {today} now."
        if on < person.hired_on:
            yield "completed_at", f"{told.worker} was hired on {person.hired_on}, after {on}."
        versions = self._courses.get(told.course)
        if versions is None:
            yield "course", f"No version of “{told.course}” is published. Publish it first."
        elif told.version is not None and told.version not in versions:
            yield "course_version", f"“{told.course}” has no version {told.version}."
        if email and told.approved_by.casefold() == email:
            yield "approved_by", "Nobody approves their own. Name whoever else approved it."
        if told.recorded_at is not None and told.recorded_at > self.work.now:
            yield "recorded_at", "It lies in the future."
        elif told.recorded_at is not None and civil_day(told.recorded_at, zone) < on:
            yield "recorded_at", "It was recorded before it was completed."

    def _once(self, told: Iterable[_Dated]) -> Iterator[_Dated]:
        """Yield each worker's completions in order of days; two of one course and day are one."""
        ordered = sorted(told, key=lambda one: (one.told.worker, one.on, one.at, one.number))
        rows: dict[Day, int] = {}
        for dated in ordered:
            day = (dated.told.worker, dated.told.course, dated.on)
            before = rows.setdefault(day, dated.number)
            if before == dated.number:
                yield dated
                continue
            first, again = sorted((before, dated.number))
            words = f"{self.name(dated.told)} stands in row {first} already. Keep one row."
            self.problems.add(again, self.owner_column, words)

    def _is_new(self, dated: _Dated, known: dict[Day, list[Any]]) -> bool:
        told = dated.told
        there = known.get((told.worker, told.course, dated.on), [])
        if any(_same(told, row) for row in there):
            return False
        if there:
            words = (
                f"{told.worker} has completed {told.course} on {dated.on} already, and it says "
                "something else. Correct it on the worker's page."
            )
            self.problems.add(dated.number, "completed_at", words)
            return False
        if told.recorded_at is not None and self._begun:
            words = (
                "This column is only for the first load of a history, and completions are "
                "recorded here already. Leave it empty."
            )
            self.problems.add(dated.number, "recorded_at", words)
        return True

    def _worths(self, fresh: list[_Dated]) -> Iterator[tuple[_Dated, Worth]]:
        merged = merges(self.work.session)
        roots = {one: root_of(merged, one) for one in {each.told.worker for each in fresh}}
        fresh.sort(key=lambda one: (roots[one.told.worker], one.on, one.at, one.number))
        told = stories(self.work.session, sorted(set(roots.values())))
        by_worker = groupby(told, key=lambda story: story.worker.id)
        following = next(by_worker, None)
        for root, group in groupby(fresh, key=lambda one: roots[one.told.worker]):
            own: list[Story] = []
            if following is not None and following[0] == root:
                own = list(following[1])
                following = next(by_worker, None)
            rows = list(group)
            days: dict[CourseId, set[date]] = {}
            for one in rows:
                days.setdefault(one.told.course, set()).add(one.on)
            worths = worths_of(own, days)
            yield from ((one, worths[one.told.course, one.on]) for one in rows)

    @cached_property
    def _courses(self) -> dict[CourseId, dict[int, Titled]]:
        return titles_published(self.work.session)

    @cached_property
    def _begun(self) -> bool:
        return anything_completed(self.work.session)

    def _fact(self, dated: _Dated, worth: Worth) -> dict[str, Any]:
        told, then = dated.told, dated.person.on(dated.on)
        versions = self._courses[told.course]
        course = versions[told.version or max(versions)]
        return {
            "id": CompletionId(self.work.new_id()),
            "worker_id": told.worker,
            "worker_name": then.name,
            "team": then.team,
            "role": then.role,
            "employer": then.employer,
            "requirement": worth.requirement or "",
            "reason": worth.reason.value,
            "course": told.course,
            "course_title": course.title,
            "course_version": told.version,
            "text_sha256": "" if told.version is None else course.text_sha256,
            "rules": "" if told.version is None else " ".join(course.rules),
            "completed_at": dated.at,
            "completed_on": dated.on,
            "time_zone": dated.person.now.time_zone,
            "score_percent": told.score_percent,
            "valid_through": worth.valid_through,
            "recorded_at": told.recorded_at or self.work.now,
            "document": told.document,
            "approved_by": told.approved_by,
            **self._alike,
        }

    @cached_property
    def _alike(self) -> dict[str, Any]:
        """What all training done elsewhere has alike; most of it is what it has not."""
        return {
            "kind": HowDone.EXTERNAL.value,
            "source": Source.IMPORT.value,
            "recorded_by": self.work.actor.account,
            "tzdata": tzdata_version(),
            "started_at": None,
            "attempt_id": None,
            "attempt_number": None,
            "pass_mark": None,
            "certificate": "",
            "agreements": "",
            "corrects": None,
        }


def _same(told: ToldCompletion, row: Any) -> bool:  # noqa: ANN401 - a row of a statement
    return (
        told.version == row.course_version
        and told.score_percent == row.score_percent
        and told.document == row.document
        and told.approved_by == (row.approved_by or "")
        and told.completed_at in {None, row.completed_at}
        and told.recorded_at in {None, row.recorded_at}
    )
