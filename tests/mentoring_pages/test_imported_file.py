"""«Загрузить документ»: from a file through its doubts to a draft page."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from wagtail.models import Page

from mentoring_pages.models import (
    ImportedFile,
    InitiativePage,
    ProgrammePage,
    RegulationPage,
    School,
)
from mentoring_pages.services.imported_file import preview_of
from tests.schools import make_school, make_staff
from tests.word_files import docx, paragraph, table

pytestmark = pytest.mark.django_db

NOW = datetime(2026, 9, 7, 9, 0, tzinfo=UTC)
UPLOAD = "/cms/nastavnik/import/"
STAMP = "УТВЕРЖДАЮ\nДиректор школы\nТ.С. Ольхина\nПриказ № 14 от 05.02.2026"
ACT = """ПОЛОЖЕНИЕ

о кружке в школе «Радуга»

1. Общие положения

1.1. Кружок собирается каждую неделю.

1.2. Отчёт сдают до 20 декабря.

1.4. Кружок открыт для <script>alert(1)</script> всех.
"""


@pytest.fixture
def first() -> School:
    return make_school("first")


@pytest.fixture
def editor(first: School, client: Client) -> Any:
    user = make_staff("editor", editor=first)
    client.force_login(user)
    return user


def send(client: Client, content: bytes | str, name: str = "акт.txt", **more: Any) -> Any:
    data = content.encode() if isinstance(content, str) else content
    file = SimpleUploadedFile(name, data)
    return client.post(UPLOAD, {"file": file, "kind": "auto", **more})


def upload(client: Client, content: bytes | str = ACT, **more: Any) -> str:
    answer = send(client, content, **more)
    assert answer.status_code == 302, answer.content.decode()
    return answer.url


def answers(key_of: str, **more: Any) -> dict[str, Any]:
    """Every doubt looked at, the approval filled in."""
    found = ImportedFile.objects.get(key=key_of.rstrip("/").rsplit("/", 1)[-1])
    preview = preview_of(upload=found)
    return {
        **preview.values,
        "kind": preview.act.kind,
        "checked": [doubt.key for doubt in preview.doubts],
        **more,
    }


def test_the_preview_shows_what_was_recognised_and_every_doubt(client: Client, editor: Any) -> None:
    page = client.get(upload(client)).content.decode()

    assert "о кружке в школе «Радуга»" in page
    assert "Гриф утверждения не найден" in page
    assert "пропущены номера: 1.3" in page
    assert "Кружок собирается каждую неделю." in page
    assert "до 20 декабря" in page
    assert "100,0&nbsp;%" in page


def test_both_pages_of_an_upload_have_a_heading(client: Client, editor: Any) -> None:
    heading = 'id="header-title"'
    assert heading in client.get(UPLOAD).content.decode()
    assert heading in client.get(upload(client)).content.decode()


def test_scripts_of_the_document_arrive_as_text(client: Client, editor: Any) -> None:
    page = client.get(upload(client)).content.decode()

    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in page
    assert "<script>alert(1)" not in page


def test_a_word_file_becomes_a_draft_that_opens_in_the_editor(
    client: Client, editor: Any, first: School
) -> None:
    body = (
        table(
            ("", "УТВЕРЖДАЮ\nДиректор школы\nТ.С. Ольхина\nПриказ № 14 от 05.02.2026"),
            borders=False,
        )
        + paragraph("ПОЛОЖЕНИЕ")
        + paragraph("о кружке")
        + paragraph("1. Общие положения")
        + paragraph("1.1. Кружок открыт для всех.")
    )
    where = upload(client, docx(body), name="акт.docx")
    answer = client.post(where, answers(where, create="1"))

    made = RegulationPage.objects.get()
    assert answer.url == f"/cms/pages/{made.pk}/edit/"
    assert client.get(answer.url).status_code == 200
    draft = made.get_latest_revision_as_object()
    assert (draft.order_number, draft.order_date) == ("14", date(2026, 2, 5))
    assert not made.live
    assert made.owner == editor


def test_a_draft_is_not_made_while_a_doubt_is_open_and_nothing_typed_is_lost(
    client: Client, editor: Any
) -> None:
    where = upload(client)
    answer = client.post(
        where, answers(where, checked=[], subject="о кружке чтения", order_number="7", create="1")
    )
    page = answer.content.decode()

    assert answer.status_code == 200
    assert "Осталось посмотреть" in page
    assert "Впишите и дату приказа" in page
    assert "о кружке чтения" in page
    assert not RegulationPage.objects.exists()
    assert "о кружке чтения" in client.get(where).content.decode()


def test_a_date_that_is_none_is_explained_and_stays_in_its_field(
    client: Client, editor: Any
) -> None:
    where = upload(client)
    page = client.post(
        where, answers(where, order_number="7", order_date="31.02.2026", create="1")
    ).content.decode()

    assert "Такой даты нет" in page
    assert 'value="31.02.2026"' in page
    assert 'value="31.02.2026"' in client.get(where).content.decode()


def test_corrections_settle_the_doubts_about_the_approval(
    client: Client, editor: Any, first: School
) -> None:
    where = upload(client)
    others = [
        doubt.key
        for doubt in preview_of(upload=ImportedFile.objects.get()).doubts
        if not doubt.about
    ]
    client.post(
        where,
        answers(
            where,
            checked=others,
            subject="о кружке чтения",
            approval_post="Директор",
            approval_name="Т.С. Ольхина",
            order_number="7",
            order_date="05.02.2026",
            create="1",
        ),
    )
    draft = RegulationPage.objects.get().get_latest_revision_as_object()

    assert draft.title == "Положение о кружке чтения"
    assert (draft.approval_name, draft.order_number) == ("Т.С. Ольхина", "7")
    assert draft.order_date == date(2026, 2, 5)


def test_all_doubts_are_marked_by_one_button(client: Client, editor: Any) -> None:
    where = upload(client)
    client.post(where, answers(where, checked=[], check_all="1"))

    assert not preview_of(upload=ImportedFile.objects.get()).unsettled


def test_answers_saved_for_later_are_there_later(client: Client, editor: Any) -> None:
    where = upload(client)
    client.post(where, answers(where, checked=[], heading="Порядок", save="1"))

    assert 'value="Порядок"' in client.get(where).content.decode()
    assert "акт.txt" in client.get(UPLOAD).content.decode()


def test_another_kind_reads_the_document_anew_and_makes_its_page(
    client: Client, editor: Any
) -> None:
    where = upload(client)
    client.post(where, answers(where, kind="programme", create="1"))
    assert not Page.objects.type(ProgrammePage).exists()

    client.post(where, answers(where, create="1"))
    assert ProgrammePage.objects.count() == 1
    assert not RegulationPage.objects.exists()


def test_a_note_becomes_a_page_of_an_initiative(client: Client, editor: Any) -> None:
    note = "---\naliases: [Шефство]\n---\n\n# Помощь старших\n\nСтаршие помогают младшим.\n"
    where = upload(client, note, name="заметка.md")
    client.post(where, answers(where, create="1"))

    assert InitiativePage.objects.get().title == "Помощь старших"


def test_an_article_may_have_a_long_title_and_an_act_may_not(client: Client, editor: Any) -> None:
    title = "Помощь старших младшим, " * 8 + "и обратно"
    where = upload(client, "# Помощь\n\nСтаршие помогают [[Кружок|младшим]].\n", name="a.md")
    data = answers(where, heading=title, create="1")
    assert data["kind"] == "article"
    client.post(where, {**data, "kind": "regulation"})
    page = client.post(where, {**data, "kind": "regulation"}).content.decode()
    assert "Заголовок акта короче 100 знаков" in page

    client.post(where, data)
    client.post(where, answers(where, create="1"))
    assert InitiativePage.objects.get().title == title


def test_pressing_twice_makes_one_draft(client: Client, editor: Any) -> None:
    where = upload(client)
    data = answers(where, create="1")
    one, two = client.post(where, data), client.post(where, data)

    assert one.url == two.url
    assert RegulationPage.objects.count() == 1
    assert client.get(where).url == one.url


def test_the_preview_asks_the_database_as_much_for_a_long_act_as_for_a_short_one(
    client: Client, editor: Any, django_assert_max_num_queries: Any
) -> None:
    long = ACT + "".join(f"\n1.{number}. Кружок открыт.\n" for number in range(5, 200))
    where = upload(client, long)
    with django_assert_max_num_queries(45):
        client.get(where)
