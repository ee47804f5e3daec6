"""«Собрание»: twenty-five families, one class teacher, five of them on paper."""

from io import BytesIO

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pypdf import PdfReader

from intake.models import (
    Contact,
    Document,
    JournalEntry,
    Meeting,
    OutboundMessage,
    Person,
    PersonalLink,
    Signature,
    SignatureAgreement,
)
from intake.services import meeting_print
from intake.services.erasure import erase_person
from intake.services.meeting import (
    MeetingRefused,
    choose_way,
    counts,
    families_of,
    identify,
    missing_people,
    open_meeting,
    undo_identification,
)
from intake.services.people import Name, add_person, set_contact, set_guardian
from intake.services.returned_papers import numbers_in
from tests.families import SIGNED_HERE, Family, born, school_that_may_sign
from tests.schools import make_staff

READY = (*SIGNED_HERE, "pep-agreement")

FAMILIES, ON_PAPER = 25, 5


@pytest.fixture
def school(db):
    return school_that_may_sign(kinds=(*SIGNED_HERE, "pep-agreement"))


@pytest.fixture
def teacher(school):
    return make_staff("klass7a", class_teacher=(school, "7А"))


@pytest.fixture
def curator(school):
    return make_staff("kurator", curator=school)


def a_class(school, size, *, without_mail=0):
    """Children of 7А with a mother each; the last ones have no address at all."""
    now = timezone.now()
    for number in range(size):
        child = add_person(
            school=school,
            name=Name(f"Ветров{'абвгдежзиклмнопрстуфхцчшэю'[number]}", "Пётр", "Ильич"),
            birth_date=born(13),
            school_class="7А",
            checked=True,
            now=now,
        )
        mother = add_person(
            school=school,
            name=Name(f"Ветрова{'абвгдежзиклмнопрстуфхцчшэю'[number]}", "Анна", "Сергеевна"),
            birth_date=None,
            checked=True,
            now=now,
        )
        set_guardian(guardian=mother, ward=child, kind="parent", checked_by_key="user:1", now=now)
        if number < size - without_mail:
            set_contact(person=mother, value=f"mama{number}@example.org", confirmed=False, now=now)


def a_meeting(school, teacher, curator, **changes):
    now = timezone.now()
    return open_meeting(
        **{
            "school": school,
            "school_class": "7А",
            "held_on": now.astimezone(school.zone).date(),
            "held_by": teacher,
            "by": curator,
            "now": now,
            **changes,
        }
    )


def seen(family, by, **changes):
    identify(
        **{
            "family": family,
            "how": "meeting",
            "has_signed_pep": True,
            "contact_is_theirs": True,
            "by": by,
            "now": timezone.now(),
            **changes,
        }
    )


def test_a_meeting_of_twenty_five_families_with_five_on_paper(
    school, teacher, curator, client, monkeypatch
):
    a_class(school, FAMILIES, without_mail=ON_PAPER)
    client.force_login(curator)
    asked = {"held_on": timezone.localdate().isoformat(), "held_by": teacher.pk}
    person = Person.objects.filter(birth_date__isnull=False).first()
    Person.objects.filter(pk=person.pk).update(school_class="7Б")
    opening = "/cms/nastavnik/meetings/open/"
    other = client.post(opening, {**asked, "school_class": f"{school.pk}:7Б"})
    assert "не откроет страницу собрания" in other.content.decode()
    Person.objects.filter(pk=person.pk).update(school_class="7А")
    client.post(opening, {**asked, "school_class": f"{school.pk}:7А"})
    meeting = Meeting.objects.get()
    address = f"/cms/nastavnik/meetings/{meeting.key}/"
    assert meeting.families.count() == FAMILIES
    assert not OutboundMessage.objects.exists()

    printed = []
    whole = meeting_print.make_slips
    monkeypatch.setattr(
        meeting_print,
        "make_slips",
        lambda slips, made_at: printed.extend(slips) or whole(slips[:1], made_at=made_at),
    )
    job = client.post(f"{address}slips/")
    assert job["Content-Type"] == "application/pdf"
    assert len(printed) == FAMILIES
    assert len({slip.address for slip in printed}) == FAMILIES

    packets = client.post(f"{address}packets/")
    papers = Document.objects.filter(kind="processing", state="prepared")
    assert papers.count() == ON_PAPER
    text = "".join(page.extract_text() for page in PdfReader(BytesIO(packets.content)).pages)
    assert all(paper.number in text for paper in papers)

    client.force_login(teacher)
    rows = list(families_of(meeting))
    for family in rows[:18]:
        client.post(
            address, {"act": "identify", "family": family.pk, "how": "meeting", "pep": "on"}
        )
    page = client.get(address).content.decode()
    assert '<span data-count="identified">18</span> из <span data-count="families">25' in page
    assert client.get(f"{address}counts/").json()["identified"] == 18
    for family in rows[18:]:
        fields = {} if family.is_on_paper else {"pep": "on"}
        client.post(address, {"act": "identify", "family": family.pk, "how": "known", **fields})

    mother = Family(printed[0].address.removeprefix(school.base_url))
    mother.sign("mama0@example.org")

    client.force_login(curator)
    papers = list(papers.filter(request__meetings__is_on_paper=True).order_by("pk"))
    answer = client.post(
        "/cms/nastavnik/papers/",
        {
            "numbers": f"{school.base_url}/proverka/?n={papers[0].number}\nС-2026-1\n",
            "papers": [paper.number for paper in papers[1:]],
            "signed_on": timezone.localdate().isoformat(),
            "kept_where": "личные дела, каб. 12",
            "seen": "on",
        },
    )
    assert "Записано: 5 из 6." in answer.content.decode()

    found = counts(meeting)
    assert (found.families, found.identified, found.joined) == (FAMILIES, FAMILIES, 20)
    assert (found.on_paper, found.signed) == (ON_PAPER, ON_PAPER + 1)
    assert Signature.objects.filter(method="paper").count() == ON_PAPER
    assert JournalEntry.objects.filter(kind="family_identified").count() == FAMILIES
    joined = SignatureAgreement.objects.filter(how="at_school")
    assert set(joined.values_list("identified_by_key", flat=True)) == {f"user:{teacher.pk}"}


def test_the_wall_shows_numbers_and_not_one_name(school, teacher, curator, client):
    a_class(school, 2)
    meeting = a_meeting(school, teacher, curator)
    seen(families_of(meeting).first(), curator)
    client.force_login(teacher)
    wall = client.get(f"/cms/nastavnik/meetings/{meeting.key}/screen/").content.decode()

    assert "1 из 2" in wall
    assert "Ветров" not in wall
    assert 'http-equiv="refresh"' in wall


def test_a_class_teacher_meets_the_own_class_and_prints_no_links(school, curator, client):
    a_class(school, 1)
    own = make_staff("klass7a", class_teacher=(school, "7А"))
    meeting = a_meeting(school, own, curator)
    address = f"/cms/nastavnik/meetings/{meeting.key}/"
    client.force_login(own)
    assert client.get(address).status_code == 200
    assert client.get(f"{address}slips/").status_code == 404
    assert client.post(f"{address}packets/").status_code == 404

    client.force_login(make_staff("klass8b", class_teacher=(school, "8Б")))
    for page in ("", "counts/", "screen/"):
        assert client.get(f"{address}{page}").status_code == 404


def test_the_page_of_a_meeting_asks_as_much_for_one_family_as_for_eight(
    school, teacher, curator, client, django_assert_num_queries
):
    a_class(school, 8)
    meeting = a_meeting(school, teacher, curator)
    for family in families_of(meeting):
        seen(family, teacher)
    address = f"/cms/nastavnik/meetings/{meeting.key}/"
    client.force_login(teacher)
    client.get(address)
    with CaptureQueriesContext(connection) as eight:
        client.get(address)
    meeting.families.exclude(pk=meeting.families.first().pk).delete()
    Person.objects.filter(school_class="7А").exclude(requests__meetings__meeting=meeting).update(
        school_class="8А"
    )
    with django_assert_num_queries(len(eight)):
        client.get(address)


def test_where_no_text_on_codes_is_approved_nobody_is_asked_for_it(teacher, client):
    plain = school_that_may_sign("les")
    host = make_staff("klass7b", class_teacher=(plain, "7А"))
    a_class(plain, 1)
    meeting = a_meeting(plain, host, make_staff("kurator-lesa", curator=plain))
    client.force_login(host)
    page = client.get(f"/cms/nastavnik/meetings/{meeting.key}/").content.decode()

    assert "Личность установлена" in page
    assert 'name="pep"' not in page


def test_a_second_print_closes_the_slips_before(school, teacher, curator):
    a_class(school, 1)
    meeting = a_meeting(school, teacher, curator)
    now = timezone.now()
    first = meeting_print.print_slips(meeting=meeting, by=curator, now=now)
    meeting_print.print_slips(meeting=meeting, by=curator, now=now)
    text = PdfReader(BytesIO(first)).pages[0].extract_text()

    assert "Ветроваа Анна" in text
    assert "mama0@example.org" in text
    assert "Присоединяюсь" in text
    old, new = PersonalLink.objects.order_by("pk")
    assert old.revoked_at is not None
    assert new.revoked_at is None


def test_a_tick_at_the_wrong_family_is_taken_back_with_what_it_joined(school, teacher, curator):
    a_class(school, 1)
    family = a_meeting(school, teacher, curator).families.get()
    seen(family, teacher)
    assert Contact.objects.get().confirmed_at is not None
    assert SignatureAgreement.objects.filter(left_at__isnull=True).exists()

    undo_identification(family=family, by=teacher, now=timezone.now())
    family.refresh_from_db()
    assert family.identified_at is None
    assert not SignatureAgreement.objects.filter(left_at__isnull=True).exists()


def test_nobody_ticks_the_own_family(school, teacher, curator):
    a_class(school, 1)
    teacher.last_name, teacher.first_name = "Ветроваа", "Анна Сергеевна"
    teacher.save()
    family = a_meeting(school, teacher, curator).families.get()
    with pytest.raises(MeetingRefused):
        seen(family, teacher)


def test_a_child_without_a_representative_is_named_and_not_lost(school, teacher, curator):
    add_person(
        school=school,
        name=Name("Орлов", "Иван"),
        birth_date=born(12),
        school_class="7А",
        now=timezone.now(),
    )
    meeting = a_meeting(school, teacher, curator)

    assert [person.family_name for person in missing_people(meeting)] == ["Орлов"]
    assert not meeting.families.exists()


def test_a_family_changes_its_way_at_the_meeting(school, teacher, curator):
    a_class(school, 1)
    family = a_meeting(school, teacher, curator).families.get()
    choose_way(family=family, on_paper=True)
    assert counts(family.meeting).on_paper == 1


def test_a_family_whose_data_were_destroyed_is_left_out(school, teacher, curator):
    a_class(school, 2)
    meeting = a_meeting(school, teacher, curator)
    now = timezone.now()
    erase_person(person=families_of(meeting).first().request.guardian, actor_key="user:1", now=now)

    assert counts(meeting).families == 1
    meeting_print.print_slips(meeting=meeting, by=curator, now=now)
    assert PersonalLink.objects.filter(slip__isnull=False).count() == 1


def test_numbers_are_read_from_what_a_scanner_gives():
    text = "https://sad.example.org/proverka/?n=%D0%A1-2026-48\n c–2026 48 \n\nр-2026-1"
    assert numbers_in(text) == ["С-2026-48", "Р-2026-1"]
