"""Every page that staff have from us, as one member of staff sees it: axe, and a narrow screen."""

from datetime import timedelta

import pytest
from django.conf import settings
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import NoReverseMatch, get_resolver, reverse
from django.utils import timezone

from intake.models import (
    ClassList,
    Document,
    GuardianObjection,
    Guardianship,
    IntakeRequest,
    LegalHold,
    Meeting,
    Person,
    SubjectRequest,
)
from intake.services.meeting import add_families
from mentoring_pages.importing import recognise_act
from mentoring_pages.models import PlannedEvent
from mentoring_pages.services.importing import import_regulation
from tests.journeys.conftest import SETTLED, axe
from tests.rows import rows_of
from tests.schools import make_staff

pytestmark = [pytest.mark.browser, pytest.mark.django_db(transaction=True)]

ACT = """ПОЛОЖЕНИЕ
о наставничестве

1. Общие положения

1.1. Наставник – тот, кто делится опытом (Приложение № 7).

1.3. Мониторинг проводят до 20 декабря и до 20 мая.
"""

OURS = ".nastavnik-check, #panel-nastavnik-due, #nastavnik-due"
"""What is ours on the pages that are Wagtail's."""

ABOUT_ROWS = {
    "intake_person_modeladmin_inspect": Person,
    "intake_document_modeladmin_inspect": Document,
    "intake_guardianobjection_modeladmin_inspect": GuardianObjection,
    "nastavnik_meeting": Meeting,
    "nastavnik_request_check": IntakeRequest,
    "nastavnik_guardianship_check": Guardianship,
    "nastavnik_person_ask": Person,
    "nastavnik_subject_request_answer": SubjectRequest,
    "nastavnik_objection_lift": GuardianObjection,
    "nastavnik_hold_lift": LegalHold,
    "nastavnik_class_list_columns": ClassList,
    "nastavnik_class_list_check": ClassList,
}

STICKING_OUT = """() => {
  const scrolls = node => node && (
    ['auto', 'scroll'].includes(getComputedStyle(node).overflowX) || scrolls(node.parentElement));
  return [...document.querySelectorAll('main :is(h1, h2, p, select, input, textarea, button, a)')]
    .filter(one => one.getClientRects().length && !one.closest('.w-sr-only, [hidden]'))
    .filter(one => one.getBoundingClientRect().right > innerWidth + 1 && !scrolls(one))
    .map(one => one.outerHTML.slice(0, 120));
}"""


def plain_addresses():
    """The registers and pages that need nothing in their address."""
    for name in sorted(name for name in get_resolver().reverse_dict if isinstance(name, str)):
        ours = name.startswith(("nastavnik_", "mentoring_pages_", "intake_", "reports_"))
        if ours and not name.endswith("_choose_parent"):
            try:
                yield reverse(name)
            except NoReverseMatch:
                continue


def addresses_of(act, client):
    """The pages about one act and one upload."""
    yield from (
        reverse(name, args=[act.pk])
        for name in ("nastavnik_page_check", "nastavnik_page_changes", "wagtailadmin_pages:edit")
    )
    upload = SimpleUploadedFile("act.txt", ACT.encode())
    yield client.post(reverse("nastavnik_import"), {"file": upload, "kind": "auto"})["Location"]
    yield f"{reverse('nastavnik_who_may_be_shown')}?all=1"
    yield reverse("wagtailadmin_home")


def addresses_of_rows(rows):
    """What is done about one row: forms of the widest kinds, and the pages with tables."""
    for name, model in ABOUT_ROWS.items():
        row = rows[model]
        yield reverse(
            name, args=[row.pk if name.endswith("_inspect") else getattr(row, "key", row.pk)]
        )


def faults(page, address):
    """What axe finds and what sticks out of a telephone, each with its address."""
    page.evaluate("document.querySelectorAll('main details').forEach(one => one.open = true)")
    page.evaluate(SETTLED)
    is_wagtails = "/pages/" in address or address == reverse("wagtailadmin_home")
    within = OURS if is_wagtails else "main"
    if page.locator(within).count():
        for one in axe(page, within):
            yield address, one["id"], [node["html"][:160] for node in one["nodes"]]
    if not is_wagtails and (wide := page.evaluate(STICKING_OUT)):
        yield address, "sticks out", wide


def test_pages_of_staff_can_be_read_by_everybody(walker, school):
    user = make_staff("staff", director=school, curator=school, editor=school)
    rows = rows_of(school, user)
    add_families(meeting=rows[Meeting], by=user, now=timezone.now())
    act = import_regulation(act=recognise_act(ACT), school=school, owner=user, now=timezone.now())
    PlannedEvent.objects.create(
        school=school, title="Хакатон", held_on=timezone.localdate() + timedelta(days=4)
    )
    client = Client()
    client.force_login(user)
    person = walker("staff", width=360)
    cookie = client.cookies[settings.SESSION_COOKIE_NAME]
    person.page.context.add_cookies(
        [{"name": cookie.key, "value": cookie.value, "url": person.base}]
    )

    opened, found = [], []
    for address in (*plain_addresses(), *addresses_of_rows(rows), *addresses_of(act, client)):
        answer = person.page.goto(f"{person.base}{address}")
        if answer.status == 200 and person.path == address:
            opened.append(address)
            found += faults(person.page, address)
    assert found == []
    assert len(opened) > 40
    assert set(addresses_of_rows(rows)) <= set(opened)
