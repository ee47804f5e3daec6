"""A birthday letter that did not arrive: sent anew in words of today, while it matters."""

from datetime import date

import pytest

from intake.models import OutboundMessage
from intake.services.birthdays import tell_of_birthdays
from intake.services.people import set_contact
from intake.services.sent_anew import NothingToSend, send_anew
from tests.families import SIGNED_HERE, TEENAGER, letters_to, run_tasks, school_that_may_sign
from tests.intake.test_birthdays import PROCESSING, PUBLICATION, P, R, a_family, noon, sign
from tests.schools import make_staff

pytestmark = pytest.mark.django_db

READY = SIGNED_HERE
BEFORE, AT_14, AFTER = date(2027, 4, 19), date(2027, 5, 3), date(2027, 5, 4)
NEW = "new.address@example.org"


@pytest.fixture
def school():
    return school_that_may_sign()


@pytest.fixture
def curator(school):
    return make_staff("kurator", curator=school)


@pytest.fixture
def family(school):
    request = a_family(school, child_contact=TEENAGER)
    sign(request, R, on=date(2027, 1, 20), kinds=(PROCESSING, PUBLICATION))
    return request


def told(family, day, to):
    """The letter that ``to`` got on ``day`` and that came back, with the contact corrected."""
    tell_of_birthdays(school=family.school, now=noon(day))
    message = OutboundMessage.objects.get(kind="birthday", person=to, queued_at=noon(day))
    OutboundMessage.objects.filter(pk=message.pk).update(state="sent", outcome="hard")
    set_contact(person=to, value=NEW, confirmed=True, now=noon(day, 13))
    return message


def refused(message, by):
    with pytest.raises(NothingToSend) as why:
        send_anew(message=message, by=by, now=noon(AFTER))
    return why.value.words


def test_the_child_is_asked_again_with_a_link_of_its_own(family, curator):
    message = told(family, AT_14, family.participant)
    send_anew(message=message, by=curator, now=noon(AFTER))
    run_tasks()
    letter = letters_to(NEW)[-1]
    assert "вам исполнилось 14 лет" in letter.body
    assert "/intake/l/" in letter.body


def test_whoever_has_answered_is_written_no_more(family, curator):
    message = told(family, AT_14, family.participant)
    sign(family, P, on=AT_14, kinds=(PROCESSING, PUBLICATION))
    assert "Ответ уже получен" in refused(message, curator)


def test_a_notice_of_what_is_to_come_is_not_sent_after_it_came(family, curator):
    message = told(family, BEFORE, family.guardian)
    assert "уже наступил" in refused(message, curator)
    send_anew(message=message, by=curator, now=noon(BEFORE, 14))
    run_tasks()
    assert "исполнится 14 лет" in letters_to(NEW)[-1].body
