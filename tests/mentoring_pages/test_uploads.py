"""Whose an upload is, what is refused, when it is removed."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client

from mentoring_pages.importing.refusals import SENTENCES, Unreadable
from mentoring_pages.models import (
    ImportedFile,
    RegulationPage,
    School,
)
from mentoring_pages.services.imported_file import due_removals, keep_upload, preview_of
from tests.schools import make_school, make_staff

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
def second() -> School:
    return make_school("second")


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


@pytest.mark.parametrize(
    ("content", "name", "reason"),
    [
        (b" ", "a.txt", Unreadable.EMPTY),
        (rb"{\rtf1 a}", "a.docx", Unreadable.RTF),
        (b"PK\x03\x04 torn", "a.docx", Unreadable.DAMAGED),
        (bytes(range(256)) * 9, "a.txt", Unreadable.BINARY),
    ],
)
def test_a_refused_file_leaves_nothing_and_says_what_to_do(
    client: Client, editor: Any, content: bytes, name: str, reason: Unreadable
) -> None:
    answer = send(client, content, name)

    assert answer.status_code == 200
    assert SENTENCES[reason] in answer.content.decode()
    assert not ImportedFile.objects.exists()


def test_without_a_file_the_field_says_so(client: Client, editor: Any) -> None:
    assert "Выберите файл." in client.post(UPLOAD, {"kind": "auto"}).content.decode()


def test_an_upload_removed_leaves_neither_row_nor_page(client: Client, editor: Any) -> None:
    where = upload(client)
    assert client.post(where, {"remove": "1"}).url == UPLOAD

    assert not ImportedFile.objects.exists()
    assert not RegulationPage.objects.exists()
    assert client.get(where).status_code == 404


def test_two_editors_of_one_school_never_meet_each_others_uploads(
    client: Client, editor: Any, first: School
) -> None:
    where = upload(client)
    other = Client()
    other.force_login(make_staff("other", editor=first))

    assert other.get(where).status_code == 404
    assert other.post(where, {"remove": "1"}).status_code == 404
    assert "акт.txt" not in other.get(UPLOAD).content.decode()
    assert ImportedFile.objects.count() == 1


def test_an_upload_for_another_school_does_not_exist(
    client: Client, editor: Any, first: School, second: School
) -> None:
    """Not even for who made it, once they work there no more."""
    made = keep_upload(
        data=ACT.encode(), name="a.txt", kind="auto", school=second, user=editor, now=NOW
    )
    assert client.get(f"{UPLOAD}{made.key}/").status_code == 404


def test_whoever_works_in_two_schools_says_which(
    client: Client, first: School, second: School
) -> None:
    third = make_school("third")
    client.force_login(make_staff("anna", curator=first, director=second))
    assert 'name="school"' in client.get(UPLOAD).content.decode()

    assert "Выберите школу из списка." in send(client, ACT, school=third.pk).content.decode()
    where = upload(client, school=second.pk)
    client.post(where, answers(where, create="1"))
    assert RegulationPage.objects.get().get_parent().pk == second.site.root_page.pk


@pytest.mark.parametrize("role", ["editor", "curator", "director"])
def test_whoever_edits_pages_finds_it_in_the_menu(client: Client, first: School, role: str) -> None:
    client.force_login(make_staff("anna", **{role: first}))
    assert UPLOAD in client.get("/cms/").content.decode()
    assert client.get(UPLOAD).status_code == 200


def test_a_class_teacher_has_no_such_address(client: Client, first: School) -> None:
    client.force_login(make_staff("anna", class_teacher=(first, "7А")))

    assert client.get(UPLOAD).status_code == 404
    assert send(client, ACT).status_code == 404
    assert not ImportedFile.objects.exists()


def test_old_uploads_are_removed_and_their_drafts_stay(
    client: Client, editor: Any, first: School, second: School, settings: Any
) -> None:
    settings.NASTAVNIK_IMPORTED_FILE_DAYS = 5
    where = upload(client)
    client.post(where, answers(where, create="1"))
    ImportedFile.objects.update(uploaded_at=NOW - timedelta(days=5, seconds=1))
    keep_upload(data=ACT.encode(), name="b.txt", kind="auto", school=first, user=editor, now=NOW)

    assert not list(due_removals(school=second, day=NOW.date(), now=NOW))
    for work in due_removals(school=first, day=NOW.date(), now=NOW):
        work.run()
    assert [row.name for row in ImportedFile.objects.all()] == ["b.txt"]
    assert RegulationPage.objects.count() == 1
