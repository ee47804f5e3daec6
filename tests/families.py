"""Families for tests of the pages: a school that may sign, its people, mail that arrives."""

import copy
import re
from collections.abc import Collection, Iterable
from datetime import date, timedelta
from functools import reduce
from operator import or_
from typing import Any

from django.core import mail
from django.db.models import Q
from django.test import Client
from django.utils import timezone
from django_tasks_db.management.commands.db_worker import Worker
from django_tasks_db.models import DBTaskResult

from intake.models import IntakeRequest, Person
from intake.services.people import Name, add_person, set_contact, set_guardian
from intake.services.request import invite
from mentoring_pages.models import InformationResource, School
from mentoring_pages.services.wording import adopt_shipped_wordings
from tests.schools import make_school

PARENT, TEENAGER = "mama@example.org", "petya@example.org"

SIGNED_HERE = ("policy", "processing", "publication", "withdrawal")
"""What families sign on their way; other wordings are adopted where they are tested."""

OUR_TASKS = ("intake.", "mentoring_pages.", "reports.")


ready: dict[tuple[str, tuple[str, ...]], int] = {}
"""Schools that a module made before its tests: key and wordings → primary key."""


def make_ready(kinds: Collection[str]) -> None:
    """Make the school «sad» for every test of a module; called by ``tests/ready.py``."""
    ready["sad", tuple(kinds)] = school_that_may_sign(kinds=kinds).pk


def school_that_may_sign(
    key: str = "sad", *, kinds: Collection[str] = SIGNED_HERE, **profile: object
) -> School:
    """A school whose wordings were approved in time."""
    if not profile and (key, tuple(kinds)) in ready:
        return School.objects.get(pk=ready[key, tuple(kinds)])
    school = make_school(key, **profile)
    InformationResource.objects.create(
        school=school,
        kind="site",
        title="Сайт школы",
        address="https://school.example.org/news/",
    )
    adopt_shipped_wordings(
        school=school,
        order_number="12-од",
        order_date=date(2026, 1, 12),
        kinds=kinds,
        now=timezone.now(),
    )
    return school


def born(years: int, *, days: int = 30) -> date:
    """A birth date of somebody who turned ``years`` some days ago."""
    today = timezone.localdate()
    return today.replace(year=today.year - years, day=min(today.day, 28)) - timedelta(days=days)


def in_a_week() -> date:
    """A day about a week from now that every year has: somebody may have been born on it."""
    day = timezone.localdate() + timedelta(days=7)
    return day + timedelta(days=1) if (day.month, day.day) == (2, 29) else day


def invited_family(
    school: School,
    *,
    years: int,
    with_guardian: bool = True,
    guardian_contact: str = PARENT,
    child_contact: str = TEENAGER,
    given_name: str = "Пётр",
) -> IntakeRequest:
    """A family from the school's list with its invitation on the way."""
    now = timezone.now()
    child = add_person(
        school=school,
        name=Name("Ветров", given_name, "Ильич"),
        birth_date=born(years),
        school_class="7А",
        checked=True,
        now=now,
    )
    guardian = None
    if with_guardian:
        guardian = add_person(
            school=school,
            name=Name("Ветрова", "Анна", "Сергеевна"),
            birth_date=None,
            checked=True,
            now=now,
        )
        set_guardian(guardian=guardian, ward=child, kind="parent", checked_by_key="user:1", now=now)
        give_contact(guardian, guardian_contact)
    if years >= 14:
        give_contact(child, child_contact)
    return invite(participant=child, guardian=guardian, by_key="user:1", now=now)


def twin_of(request, given_name="Мария", *, with_letter=True):
    """A child born on the same day, with the same mother, invited as well."""
    now = timezone.now()
    child = add_person(
        school=request.school,
        name=Name("Ветрова", given_name, "Ильинична"),
        birth_date=request.participant.birth_date,
        school_class="7А",
        checked=True,
        now=now,
    )
    set_guardian(
        guardian=request.guardian, ward=child, kind="parent", checked_by_key="user:1", now=now
    )
    return invite(
        participant=child,
        guardian=request.guardian,
        by_key="user:1",
        with_letter=with_letter,
        now=now,
    )


def give_contact(person: Person, address: str) -> None:
    if address:
        set_contact(person=person, value=address, confirmed=True, now=timezone.now())


def run_tasks() -> None:
    """Do everything of ours that waits in the queue; a task that fails fails the test."""
    worker = Worker(
        queue_names=["*"],
        interval=0,
        batch=True,
        backend_name="default",
        startup_delay=False,
        max_tasks=None,
        worker_id="tests",
        excluded_queue_names=[],
    )
    ours = reduce(or_, (Q(task_path__startswith=package) for package in OUR_TASKS))
    while (waiting := DBTaskResult.objects.ready().filter(ours).first()) is not None:
        waiting.claim("tests")
        worker.run_task(waiting)
        waiting.refresh_from_db()
        assert waiting.status == "SUCCEEDED" or waiting.status == "SUCCESSFUL", waiting.traceback


def letters_to(address: str) -> list[Any]:
    run_tasks()
    return [letter for letter in mail.outbox if address in letter.to]


def link_to(address: str) -> str:
    """The path of the newest personal link sent to an address."""
    found = [
        match.group(0)
        for letter in letters_to(address)
        for match in re.finditer(r"/intake/l/[\w-]+/", letter.body)
    ]
    return found[-1]


def code_to(address: str) -> str:
    """The newest code sent to an address."""
    found = [
        match.group(1)
        for letter in letters_to(address)
        for match in re.finditer(r"код: (\d{6})", letter.body)
    ]
    return found[-1]


def code_for(paper: Any, address: str) -> str:
    """The newest code for this paper sent to an address."""
    named = "\n".join(one.body for one in letters_to(address) if paper.number in one.body)
    return re.findall(r"код: (\d{6})", named)[-1]


def says(code: str, text: str) -> bool:
    """Whether a text gives the code away: six digits are met within a digest by chance."""
    return re.search(rf"(?<!\w){code}(?!\w)", text) is not None


def codes_entered(papers: Iterable[Any], codes: dict[str, str]) -> dict[str, str]:
    """The page of several codes as it is sent: ``codes`` by the hexadecimal key of the paper."""
    return {
        name: value
        for paper in papers
        for name, value in (
            (f"{paper.key.hex}-code", codes[paper.key.hex]),
            (f"{paper.key.hex}-shown_digest", paper.shown_digest),
        )
    }


class Family:
    """One person's browser on the way: presses what the pages offer, without a real browser."""

    def __init__(self, path: str = "") -> None:
        self.client = Client()
        if path:
            self.page = self.client.get(path, follow=True)

    def get(self, name: str) -> Any:
        self.page = self.client.get(f"/intake/{name}/", follow=True)
        return self.page

    def post(self, name: str, **answers: Any) -> Any:
        """Send a page's answers and follow to the next page."""
        self.page = self.client.post(f"/intake/{name}/", answers, follow=True)
        return self.page

    @property
    def path(self) -> str:
        """Where the person is now, without «/intake/»."""
        return self.page.request["PATH_INFO"].removeprefix("/intake/").strip("/")

    @property
    def text(self) -> str:
        return self.page.content.decode()

    def agree(self) -> None:
        """From the first page of papers to the question about publication."""
        self.get("go")
        self.post("who-signs")
        self.post("policy")
        self.post("consent", decision="agree", shown_digest=self.digest)

    def come_to_the_code(self, **choices: str) -> None:
        self.agree()
        self.post("publication", **choices)
        self.post("check")

    def enter(self, code: str, *, step: str = "code") -> Any:
        return self.post(step, code=code, shown_digest=self.digest)

    def sign(self, address: str, **choices: str) -> None:
        """The whole way, with a code for each paper."""
        self.come_to_the_code(**choices)
        self.enter(code_to(address))
        if self.path == "publication-code":
            self.enter(code_to(address), step="publication-code")

    @property
    def digest(self) -> str:
        return self.page.context["document"].shown_digest


def same_browser(family: Any) -> Any:
    """The same person in a browser that remembers the same; anything else as it is."""
    if isinstance(family, tuple):
        return tuple(same_browser(one) for one in family)
    if not isinstance(family, Family):
        return family
    again = copy.copy(family)
    again.client = Client()
    again.client.cookies = copy.deepcopy(family.client.cookies)
    again.client.defaults = dict(family.client.defaults)
    return again


def wrong(code: str) -> str:
    """Six digits that are not this code."""
    return f"{(int(code) + 1) % 1_000_000:06d}"
