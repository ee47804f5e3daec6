"""Two editors import at the same moment: each gets a draft of their own file, whole."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection
from wagtail.models import Page

from mentoring_pages.importing import recognise_act
from mentoring_pages.models import GlossaryPage, RegulationPage, RoadmapPage, School
from mentoring_pages.services.imported_file import keep_upload, make_draft
from mentoring_pages.services.importing import import_act
from mentoring_pages.services.new_edition import HAS_DRAFT, NotWritten
from tests.schools import NOW, make_school, make_staff

EDITORS = 4
LINES = 60


def act_about(subject: str) -> bytes:
    clauses = "".join(f"1.{number}. Пункт {number} о {subject}.\n\n" for number in range(1, LINES))
    glossary = "Глоссарий\n\nКружок – встречи по интересам.\n\n"
    return (
        f"ПОЛОЖЕНИЕ\n\nо {subject}\n\n1. Общие положения\n\n{clauses}Приложение № 1\n\n"
        f"{glossary}{subject.capitalize()} – слово этого документа.\n"
    ).encode()


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_editors_who_import_at_the_same_moment_do_not_mix() -> None:
    schools = [make_school("first"), make_school("second")]
    subjects = [f"деле{'абвг'[number]}" for number in range(EDITORS)]
    editors = [
        (make_staff(f"editor{number}", editor=schools[number % 2]), schools[number % 2])
        for number in range(EDITORS)
    ]
    start = Barrier(EDITORS)

    def bring(number: int) -> int:
        user, school = editors[number]
        start.wait()
        try:
            upload = keep_upload(
                data=act_about(subjects[number]),
                name="акт.txt",
                kind="regulation",
                school=School.objects.get(pk=school.pk),
                user=user,
                now=NOW,
            )
            return make_draft(upload=upload, now=NOW).pk
        finally:
            connection.close()

    with ThreadPoolExecutor(EDITORS) as pool:
        made = [done.result() for done in [pool.submit(bring, one) for one in range(EDITORS)]]

    for number, key in enumerate(made):
        page = RegulationPage.objects.get(pk=key)
        user, school = editors[number]
        text = str(page.body.stream_block.get_prep_value(page.body))
        assert page.owner == user
        assert page.get_site() == school.site
        assert text.count(subjects[number]) >= LINES - 1
        assert not any(other in text for other in subjects if other != subjects[number])
    for school in schools:
        home = Page.objects.get(pk=school.site.root_page_id)
        children = Page.objects.child_of(home)
        slugs = list(children.values_list("slug", flat=True))
        assert len(slugs) == len(set(slugs)) == home.numchild
        glossary = GlossaryPage.objects.child_of(home).get().get_latest_revision_as_object()
        words = [term.term for term in glossary.terms.all()]
        own = {
            one.capitalize() for one, (_, of) in zip(subjects, editors, strict=True) if of == school
        }
        assert sorted(words) == sorted({"Кружок", *own})
        assert RoadmapPage.objects.child_of(home).count() <= 1
    assert Page.find_problems() == ([], [], [], [], [])


@pytest.mark.postgres
@pytest.mark.django_db(transaction=True)
def test_of_two_new_editions_of_one_page_at_the_same_moment_one_is_written() -> None:
    school = make_school("first")
    editors = [make_staff(f"editor{number}", editor=school) for number in range(2)]
    page = import_act(
        act=recognise_act(act_about("деле").decode(), "regulation"),
        school=school,
        owner=None,
        now=NOW,
    )
    page.get_latest_revision().publish()
    start = Barrier(2)

    def bring(number: int) -> str:
        try:
            upload = keep_upload(
                data=act_about("деле").replace(b"1.1. ", f"1.1. {number} ".encode()),
                name="акт.txt",
                kind="regulation",
                school=School.objects.get(pk=school.pk),
                user=editors[number],
                now=NOW,
            )
            start.wait()
            return str(make_draft(upload=upload, now=NOW).pk)
        except NotWritten as refused:
            return refused.reason
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        said = [done.result() for done in [pool.submit(bring, number) for number in range(2)]]

    assert sorted(said) == sorted([str(page.pk), HAS_DRAFT])
    assert page.revisions.count() == 2
