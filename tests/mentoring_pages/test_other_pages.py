"""The public pages beside the Положение: what each shows, and in how many queries."""

from datetime import date, timedelta

import pytest
from django.utils import timezone

from mentoring_pages.models import (
    DocumentsPage,
    GlossaryPage,
    GlossaryTerm,
    InitiativeAlias,
    InitiativePage,
    PeoplePage,
    PlannedEvent,
    ProgrammePage,
    RoadmapPage,
    RoadmapStage,
    Service,
    ServiceRulesPage,
)
from tests.rows import a_participation, a_person
from tests.shown import a_draft, a_picture, a_publishing_school, an_index, may_be_shown, published

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def ground(settings, tmp_path):
    settings.MEDIA_ROOT = tmp_path
    settings.NASTAVNIK_PAGE_CACHE = ""


@pytest.fixture
def school():
    return a_publishing_school()


def put(school, page, publish=True):
    home = school.site.root_page
    home.refresh_from_db()
    page.live = False
    home.add_child(instance=page)
    revision = page.save_revision()
    if publish:
        revision.publish()
        page.refresh_from_db()
    return page


def read(client, page, below=""):
    host = page.get_site().hostname
    return client.get(f"{page.relative_url(page.get_site())}{below}", HTTP_HOST=host)


def text_of(client, page, below=""):
    answer = read(client, page, below)
    assert answer.status_code == 200
    return answer.content.decode()


# Programme


def test_a_programme_shows_its_parts_and_how_results_are_measured(school, client):
    page = ProgrammePage(
        title="Программа «ученик – ученик»",
        act_heading="Программа наставничества",
        form_title="ученик – ученик",
        goal="Помочь освоиться.",
        tasks=[("line", "Встречаться каждую неделю")],
        measured=[("result", {"text": "Меньше пропусков", "measure": "По журналу, в мае"})],
        expected="Младшие чувствуют себя уверенно.",
        participants="Ученики 5–11 классов",
        term="один учебный год",
        body=[("section", {"level": 1, "number": "1", "text": "Ресурсы", "meaning": []})],
        order_number="7-од",
        order_date=date(2026, 9, 1),
    )
    said = text_of(client, put(school, page))
    for words in (
        "Помочь освоиться.",
        "Встречаться каждую неделю",
        "Меньше пропусков",
        "По журналу, в мае",
        "Ученики 5–11 классов",
        "один учебный год",
        "Ресурсы",
        "7-од",
    ):
        assert words in said


# Service rules


def test_the_register_of_services_stands_above_the_act_with_its_clauses(school, client):
    page = ServiceRulesPage(
        title="Порядок применения сервисов",
        act_heading="Порядок",
        body=[
            ("section", {"level": 1, "number": "2", "text": "Сервисы", "meaning": []}),
            ("clause", {"level": 2, "number": "2.2", "text": "Почта школы.", "meaning": []}),
        ],
    )
    key = "7f0f1a9e-0000-4000-8000-000000000022"
    stored = page.body.get_prep_value()
    stored[1]["id"] = key
    page.body = stored
    page.services.add(Service(name="Почта школы", mode="asynchronous", basis="own", clause_key=key))
    page.services.add(Service(name="Старый чат", mode="both", basis="contract", status="ended"))
    put(school, page)
    draft = text_of(client, page)
    assert "с отложенным ответом" in draft
    assert f'<a href="#c-{key}">п.' in draft
    assert "Почта школы." in draft
    assert "договор закончился" not in draft

    page.order_number, page.order_date = "3-од", date(2026, 9, 1)
    page.save_revision().publish()
    in_force = text_of(client, page)
    assert "можно пользоваться" in in_force
    assert "договор закончился" in in_force


# Roadmap


def a_roadmap(school):
    page = RoadmapPage(title="Дорожная карта")
    page.stages.add(RoadmapStage(title="Условия", step_key="conditions", mark="done"))
    page.stages.add(RoadmapStage(title="Наставляемые", step_key="mentees", mark="done"))
    page.stages.add(RoadmapStage(title="Наставники", step_key="mentors"))
    return put(school, page)


def test_a_stage_the_programme_counts_shows_its_own_progress(school, client):
    child, _paper = may_be_shown(school)
    a_participation(child, started_on=date(2026, 9, 1))
    said = text_of(client, a_roadmap(school))
    conditions, mentees = said.split("Условия")[1].split("Наставляемые")
    assert "Сделано" in conditions
    assert "отмечает куратор" in conditions
    assert "Ещё не начат" in mentees.split("Наставники")[0]


def test_a_public_figure_points_at_no_few_people(school, client):
    for number in range(6):
        person = a_person(school, given_name=f"Имя{number}")
        a_participation(person, team=f"Пара {number}", started_on=date(2026, 9, 1))
    assert "0 из 6" in text_of(client, a_roadmap(school))


def test_the_roadmap_names_nobody(school, client):
    child, _paper = may_be_shown(school)
    a_participation(child, started_on=date(2026, 9, 1))
    assert "Соловьёв" not in text_of(client, a_roadmap(school))


# Articles


@pytest.fixture
def article(school):
    glossary = GlossaryPage(title="Глоссарий", slug="glossariy")
    glossary.terms.add(GlossaryTerm(term="Нетворкинг", definition="Полезные знакомства."))
    put(school, glossary)
    other = InitiativePage(title="Книжная полка", slug="knizhnaya-polka", body=[])
    other.aliases_of_title.add(InitiativeAlias(name="Обмен книгами"))
    put(school, other)
    page = InitiativePage(
        title="Вместе",
        body=[
            ("paragraph", "Это [[Нетворкинг|нетворкинг]] и [[обмен книгами]]."),
            ("item", "Про [[Карьера|карьеру]] <b>пока</b> нет"),
        ],
    )
    page.tags.add("networking/volunteer", "education")
    return put(school, page)


def test_links_of_an_article_lead_to_pages_their_other_names_and_terms(client, article):
    said = text_of(client, article)
    assert '/glossariy/#t-нетворкинг">нетворкинг</a>' in said
    assert '/knizhnaya-polka/">обмен книгами</a>' in said


def test_a_link_that_leads_nowhere_is_plain_words(client, article):
    said = text_of(client, article)
    assert "Про карьеру &lt;b&gt;пока&lt;/b&gt; нет" in said


def test_tags_are_shown_as_they_are_written(client, article):
    assert "networking/volunteer" in text_of(client, article)


# News


def test_the_list_of_news_asks_the_same_whatever_its_length(
    school, client, django_assert_num_queries
):
    index = an_index(school)
    published(a_draft(school, title="Первая"))
    text_of(client, index)
    with_one = count_queries(client, index)
    for number in range(5):
        published(a_draft(school, title=f"Новость {number}"))
    assert count_queries(client, index) == with_one


def count_queries(client, page):
    from django.db import connection
    from django.test.utils import CaptureQueriesContext

    text_of(client, page)
    with CaptureQueriesContext(connection) as queries:
        text_of(client, page)
    return len(queries)


def test_news_asks_the_same_however_many_people_and_pictures_it_has(school, client):
    child, _paper = may_be_shown(school)
    friend, _paper = may_be_shown(school, family_name="Ёлкина", given_name="Вера")
    few = published(
        a_draft(school, (child, ["full_name"]), pictures=(a_picture(school, child),), title="А")
    )
    many = published(
        a_draft(
            school,
            (child, ["full_name"]),
            (friend, ["full_name"]),
            pictures=(a_picture(school, child, friend), a_picture(school, friend)),
            title="Б",
        )
    )
    assert count_queries(client, few) == count_queries(client, many)


def test_news_names_its_people_while_their_consent_holds(school, client):
    from intake.models import Document

    child, paper = may_be_shown(school)
    image = a_picture(school, child)
    page = published(a_draft(school, (child, ["full_name"]), pictures=(image,)))
    said = text_of(client, page)
    assert "Анна Соловьёва, 7А" in said
    assert "<figure" in said
    Document.objects.filter(pk=paper.pk).update(state="withdrawn")
    said = text_of(client, page)
    assert "Соловьёва" not in said
    assert "<figure" not in said


def test_the_feeds_hold_what_is_published_and_nothing_else(school, client):
    index = an_index(school)
    published(a_draft(school, title="Вышла", summary="Коротко"))
    a_draft(school, title="Черновик")
    for below in ("atom/", "rss/"):
        answer = read(client, index, below)
        assert answer.status_code == 200
        assert "xml" in answer["Content-Type"]
        said = answer.content.decode()
        assert "Вышла" in said
        assert "Коротко" in said
        assert "Черновик" not in said


def test_what_is_planned_is_announced_until_its_day(school, client):
    today = timezone.localdate()
    PlannedEvent.objects.create(
        school=school, title="Хакатон", held_on=today + timedelta(days=4), place="Актовый зал"
    )
    PlannedEvent.objects.create(school=school, title="Прошлое", held_on=today - timedelta(days=1))
    PlannedEvent.objects.create(
        school=school, title="Отменено", held_on=today + timedelta(days=4), cancelled=True
    )
    said = text_of(client, an_index(school))
    assert "Хакатон, Актовый зал" in said
    assert "Прошлое" not in said
    assert "Отменено" not in said


# People


def test_people_are_named_only_with_their_consent(school, client):
    named, _paper = may_be_shown(school)
    a_participation(named, role="mentor", started_on=date(2026, 9, 1))
    for number in range(5):
        silent = a_person(school, family_name="Ветров", given_name=f"Имя{number}")
        a_participation(silent, role="mentor", started_on=date(2026, 9, 1), team=f"П{number}")
    said = text_of(client, put(school, PeoplePage(title="Люди программы")))
    assert "Анна Соловьёва, 7А" in said
    assert "Ветров" not in said
    assert "И ещё участников: 5. Их имена не названы." in said
    assert "Лаптева Вера Ильинична" in said


def test_a_count_of_few_unnamed_people_is_not_printed(school, client):
    a_participation(a_person(school), role="mentor", started_on=date(2026, 9, 1))
    said = text_of(client, put(school, PeoplePage(title="Люди программы")))
    assert "Несколько участников. Имена не названы." in said


# Documents


def test_documents_are_cards_with_order_edition_files_and_marks(school, client):
    put(
        school,
        ProgrammePage(
            title="Программа года",
            act_heading="Программа",
            order_number="7-од",
            order_date=date(2026, 9, 1),
        ),
    )
    put(school, RoadmapPage(title="Дорожная карта"))
    said = text_of(client, put(school, DocumentsPage(title="Документы")))
    assert "Программа года" in said
    assert 'Приказ №&nbsp;<span class="n-whole">7-од</span> от&nbsp;01.09.2026.' in said
    assert "Редакция №&nbsp;1." in said
    assert 'itemprop="localActStud"' in said
    assert "fail/pdf/" in said
    assert "Дорожная карта" in said
    assert 'itemprop="fullName"' in said


def test_the_marks_can_be_replaced_by_a_file(school, client, settings, tmp_path):
    import json

    from mentoring_pages.sveden import read_marks

    shipped = read_marks()
    own = tmp_path / "marks.json"
    own.write_text(
        json.dumps(
            {
                "version": "own",
                "organisation": {**shipped.organisation, "full_name": "ownName"},
                "manager": shipped.manager,
                "documents": shipped.documents,
            }
        )
    )
    settings.NASTAVNIK_SVEDEN_MARKS = str(own)
    said = text_of(client, put(school, DocumentsPage(title="Документы")))
    assert 'itemprop="ownName"' in said
