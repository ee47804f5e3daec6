"""Two curators press «Напомнить» at the same moment: every family is written to once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.utils import timezone

from intake.models import OutboundMessage, Reminder
from intake.services.matrix import people_of_matrix
from intake.services.reminders import remind
from mentoring_pages.models import School
from mentoring_pages.services.membership import EVERYTHING
from tests.families import invited_family, school_that_may_sign

ROUNDS, CURATORS, FAMILIES = 3, 4, 5


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("_round", range(ROUNDS))
def test_each_family_is_reminded_once_whoever_presses(_round):
    school = school_that_may_sign()
    for number in range(FAMILIES):
        invited_family(
            school,
            years=13,
            guardian_contact=f"mama{number}@example.org",
            given_name=f"Иван{number}",
        )
    later = timezone.now() + timedelta(days=5)
    start = Barrier(CURATORS)

    def press(curator):
        start.wait()
        try:
            mine = School.objects.get(pk=school.pk)
            return remind(
                school=mine,
                people=people_of_matrix(school=mine, found=EVERYTHING),
                actor_key=f"user:{curator}",
                now=later,
            )
        finally:
            connection.close()

    with ThreadPoolExecutor(CURATORS) as pool:
        sent = list(pool.map(press, range(CURATORS)))

    assert sorted(sent) == [0] * (CURATORS - 1) + [FAMILIES]
    assert Reminder.objects.count() == FAMILIES
    assert OutboundMessage.objects.filter(kind="reminder").count() == FAMILIES
