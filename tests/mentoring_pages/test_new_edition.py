"""A document the school has comes from a file again: a draft of its page, not another page."""

import io
from datetime import date
from pathlib import Path
from typing import Any

import pytest
from django.contrib.auth import get_user_model
from django.core.management import call_command
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from wagtail.models import Page

from mentoring_pages.domain.comparison import ADDED, REMOVED, REWORDED
from mentoring_pages.importing import recognise_act
from mentoring_pages.models import (
    DocumentsPage,
    ImportedFile,
    ProgrammePage,
    RegulationPage,
    RegulationTerm,
    Service,
    ServiceRulesPage,
)
from mentoring_pages.services.comparison import compare_trees, draft_tree
from mentoring_pages.services.edition import tree_of
from mentoring_pages.services.imported_file import keep_answers, keep_upload, make_draft, preview_of
from mentoring_pages.services.importing import import_act, import_regulation
from mentoring_pages.services.new_edition import (
    HAS_DRAFT,
    IN_WORKFLOW,
    LOCKED,
    NotWritten,
    choices_of,
    described,
    write_new_edition,
)
from tests.schools import NOW, make_school, make_staff

pytestmark = pytest.mark.django_db

ACT = """УТВЕРЖДАЮ
Директор школы
Ольхина Т.С.
Приказ № 12/3 от 01.09.2025

ПОЛОЖЕНИЕ

о наставничестве в школе «Радуга»

1. Общие положения

1.1. Положение написано для участников в возрасте от 11 лет.

1.2. Термины и понятия этого Положения:

Напарник – тот, кто идёт рядом.

Маршрут – путь, выбранный вместе.

2. Порядок работы

2.1. Мониторинг проводится до 15 декабря.

2.2. Наставник ведёт дневник встреч и показывает его куратору раз в месяц.
"""
ANEW = (
    ACT.replace("№ 12/3 от 01.09.2025", "№ 40 от 02.11.2026")
    .replace("Маршрут – путь, выбранный вместе.\n", "Привал – отдых в пути.\n")
    .replace("2.2. Наставник", "2.2. Первая встреча проходит в школе.\n\n2.3. Наставник")
    .replace("до 15 декабря", "до 25 декабря")
)


@pytest.fixture
def school(db: None) -> Any:
    return make_school("raduga")


def published(school: Any, text: str = ACT) -> RegulationPage:
    page = import_regulation(act=recognise_act(text), school=school, owner=None, now=NOW)
    page.get_latest_revision().publish()
    return RegulationPage.objects.get(pk=page.pk)


def numbered(page: Any) -> dict[str, dict[str, Any]]:
    return {
        raw["value"]["number"]: {"key": raw["id"], **raw["value"]}
        for raw in page.body.get_prep_value()
        if raw["value"].get("number")
    }


def write(page: Any, text: str = ANEW, **more: Any) -> Any:
    school = more.pop("school")
    return write_new_edition(
        act=recognise_act(text), school=school, page=page, owner=None, now=NOW, **more
    )


def test_the_draft_says_the_new_text_and_the_site_still_the_old_one(school: Any) -> None:
    page = published(school)
    page.in_force_from = date(2025, 10, 1)
    page.save_revision().publish()
    before = tree_of(page)
    write(page, school=school)

    page = RegulationPage.objects.get()
    assert page.live
    assert tree_of(page) == before
    draft = page.get_latest_revision_as_object()
    assert page.latest_revision.created_at == NOW
    assert (draft.title, draft.slug) == (page.title, page.slug)
    assert (draft.order_number, draft.order_date) == ("40", date(2026, 11, 2))
    assert draft.in_force_from is None
    assert [term.term for term in draft.terms.all()] == ["Напарник", "Привал"]

    page.get_latest_revision().publish()
    terms = RegulationTerm.objects.order_by("sort_order")
    assert [term.term for term in terms] == ["Напарник", "Привал"]
    assert {term.clause_key for term in terms} == {numbered(draft)["1.2"]["key"]}


def test_clauses_keep_their_keys_and_tags_and_the_comparison_speaks_of_rewording(
    school: Any,
) -> None:
    page = published(school)
    blocks = page.body.get_prep_value()
    for raw in blocks:
        if raw["value"].get("number") == "2.2":
            raw["value"]["meaning"] = ["mentor-replacement"]  # an editor's own
        elif raw["value"].get("number") == "1.1":
            raw["value"]["meaning"] = []  # taken off by an editor
    page.body = blocks
    page.save_revision().publish()
    page = RegulationPage.objects.get()
    draft = write(page, school=school)

    old, new = numbered(page), numbered(draft)
    assert [new[number]["key"] for number in ("1", "1.1", "1.2", "2", "2.1", "2.3")] == [
        old[number]["key"] for number in ("1", "1.1", "1.2", "2", "2.1", "2.2")
    ]
    assert new["2.2"]["key"] not in {one["key"] for one in old.values()}
    assert new["2.3"]["meaning"] == ["mentor-replacement"]
    assert new["1.1"]["meaning"] == []
    assert new["2.1"]["meaning"] == ["monitoring-deadlines"]

    page = RegulationPage.objects.get()
    found = compare_trees(old=tree_of(page), new=draft_tree(page=page)).comparison
    assert [one.unit.number for one in found.of_kind(REWORDED)] == ["1.2", "2.1"]
    assert [one.unit.number for one in found.of_kind(ADDED)] == ["2.2"]
    assert not found.of_kind(REMOVED)


def test_a_page_with_a_draft_a_lock_or_on_its_way_is_not_written_over(school: Any) -> None:
    page = published(school)
    editor: Any = make_staff("editor", editor=school)
    act = recognise_act(ANEW)

    def choice() -> Any:
        (found,) = choices_of(act=act, school=school, user=editor)
        return found

    seen = choice()
    write(page, school=school)
    with pytest.raises(NotWritten) as refused:
        write(page, school=school, replaces=seen.draft)  # of a draft that came later
    assert refused.value.reason == choice().in_the_way == HAS_DRAFT
    write(page, school=school, replaces=choice().draft)

    school.site.root_page.get_workflow().start(page, editor)
    assert choice().in_the_way == IN_WORKFLOW
    assert choice().is_closed
    Page.objects.update(locked=True)
    with pytest.raises(NotWritten) as refused:
        write(page, school=school, replaces=choice().draft)
    assert refused.value.reason == LOCKED
    assert page.revisions.count() == 3


def test_only_documents_of_the_own_school_and_of_this_kind_are_offered(school: Any) -> None:
    page = published(school)
    other = published(school, ACT.replace("о наставничестве", "о кружке"))
    foreign = published(make_school("second"))
    editor: Any = make_staff("editor", editor=school)
    found = choices_of(act=recognise_act(ANEW), school=school, user=editor)

    assert [(one.page.pk, one.is_alike) for one in found] == [(page.pk, True), (other.pk, False)]
    with pytest.raises(NotWritten):
        write(foreign, school=school)


def test_a_draft_nobody_published_takes_the_title_of_the_file_as_well(school: Any) -> None:
    page = import_regulation(act=recognise_act(ACT), school=school, owner=None, now=NOW)
    (choice,) = described(act=recognise_act(ANEW), school=school, pages=[page])
    text = ANEW.replace("о наставничестве в школе", "о помощи младшим в школе")
    draft = write(page, text, school=school, replaces=choice.draft)

    assert draft.title == "Положение о помощи младшим в школе «Радуга»"
    assert numbered(draft)["2.1"]["key"] == numbered(page)["2.1"]["key"]
    assert [term.term for term in draft.terms.all()] == ["Напарник", "Привал"]


def test_the_choice_asks_the_database_as_much_for_three_documents_as_for_one(
    school: Any,
) -> None:
    act = recognise_act(ANEW)

    def asked() -> int:
        user = get_user_model().objects.get(username="editor")
        with CaptureQueriesContext(connection) as queries:
            assert choices_of(act=act, school=school, user=user)
        return len(queries)

    make_staff("editor", editor=school)
    published(school)
    asked()  # content types are asked for once
    once = asked()
    for _ in range(2):
        published(school)
    assert asked() == once


def test_the_register_of_services_and_a_programme_come_anew_as_well(school: Any) -> None:
    rules_text = (
        "ПОРЯДОК\n\nприменения сервисов\n\n1. Сервисы\n\n"
        "1.1. Используются сервисы: Облако, Доска.\n"
    )
    rules = recognise_act(rules_text, "service-rules")
    page = import_act(act=rules, school=school, owner=None, now=NOW)
    draft = page.get_latest_revision_as_object()
    draft.services.set([Service(name="Облако", status="forbidden", note="с мая")])
    draft.save_revision().publish()
    page = ServiceRulesPage.objects.get()
    write_new_edition(act=rules, school=school, page=page, owner=None, now=NOW)
    draft = ServiceRulesPage.objects.get().get_latest_revision_as_object()
    assert numbered(draft)["1.1"]["key"] == numbered(page)["1.1"]["key"]
    assert ServiceRulesPage.objects.get().services.count() == 1

    goal = "ПРОГРАММА НАСТАВНИЧЕСТВА\n\nЦель: помочь новичкам.\n\nЗадачи:\n- знакомить;\n- учить.\n"
    made = import_act(act=recognise_act(goal, "programme"), school=school, owner=None, now=NOW)
    made.get_latest_revision().publish()
    anew = recognise_act(goal.replace("помочь", "помогать"), "programme")
    page = ProgrammePage.objects.get()
    draft = write_new_edition(act=anew, school=school, page=page, owner=None, now=NOW)
    assert "помогать" in str(tree_of(draft))
    assert "помогать" not in str(tree_of(ProgrammePage.objects.get()))
    assert [row["key"] for row in tree_of(draft)["tasks"]] == [
        row["key"] for row in tree_of(page)["tasks"]
    ]


def test_an_editor_is_offered_the_new_edition_and_asked_about_the_draft(
    school: Any, client: Client
) -> None:
    page = published(school)
    editor: Any = make_staff("editor", editor=school)
    client.force_login(editor)
    upload = keep_upload(
        data=ANEW.encode(), name="акт.txt", kind="auto", school=school, user=editor, now=NOW
    )
    where = f"/cms/nastavnik/import/{upload.key}/"
    offered = client.get(where).content.decode()
    assert "Новая редакция: Положение о наставничестве" in offered
    assert f'name="edition_of" value="{page.pk}" checked' in offered

    page.save_revision()  # somebody began to edit meanwhile
    preview = preview_of(upload=upload)
    answers = {
        **preview.values,
        "kind": preview.act.kind,
        "checked": [doubt.key for doubt in preview.doubts],
        "edition_of": str(page.pk),
        "create": "1",
    }
    refused = client.post(where, answers).content.decode()
    assert "Черновик ещё не создан" in refused
    assert "неопубликованный черновик" in refused

    (choice,) = preview_of(upload=upload).choices
    made: Any = client.post(where, {**answers, "replaces": choice.draft})
    assert made.url == f"/cms/pages/{page.pk}/edit/"
    assert client.get(made.url).status_code == 200
    draft = RegulationPage.objects.get().get_latest_revision_as_object()
    assert draft.order_number == "40"
    assert Page.objects.get(pk=page.pk).latest_revision.user == editor


def test_a_page_that_is_no_choice_is_never_written_to(school: Any) -> None:
    foreign = published(make_school("second"))
    editor: Any = make_staff("editor", editor=school)
    upload = keep_upload(
        data=ANEW.encode(), name="акт.txt", kind="auto", school=school, user=editor, now=NOW
    )
    keep_answers(upload=upload, fields={}, checked=(), kind="auto", edition_of=str(foreign.pk))
    with pytest.raises(NotWritten):
        make_draft(upload=ImportedFile.objects.get(), now=NOW)
    assert not RegulationPage.objects.get().has_unpublished_changes


def test_the_command_writes_a_new_edition_of_the_page_named(school: Any, tmp_path: Path) -> None:
    page = published(school)
    path = tmp_path / "act.txt"
    path.write_text(ANEW, encoding="utf-8")

    def run(*more: str) -> str:
        out = io.StringIO()
        call_command("import_document", str(path), *more, stdout=out, stderr=out)
        return out.getvalue()

    assert "черновиком страницы" in run("--new-edition-of", page.slug)
    for slug, more, words in ((page.slug, (), "--replace-draft"), ("chuzhoe", (), page.slug)):
        err = io.StringIO()
        with pytest.raises(SystemExit):
            call_command("import_document", str(path), "--new-edition-of", slug, *more, stderr=err)
        assert words in err.getvalue()
    run("--new-edition-of", page.slug, "--replace-draft")
    assert RegulationPage.objects.get().get_latest_revision_as_object().order_number == "40"


def test_two_pages_of_one_name_are_told_apart_by_their_addresses(
    school: Any, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "act.txt"
    path.write_text(ANEW, encoding="utf-8")
    home = school.site.root_page
    for slug in ("odni", "drugie"):
        page = published(school)
        home.refresh_from_db()
        shelf = home.add_child(instance=DocumentsPage(title=slug, slug=slug))
        page.move(shelf, "last-child")
        Page.objects.get(pk=page.pk).specific.save()
    Page.objects.filter(pk=page.pk).update(slug="polozhenie")

    with pytest.raises(SystemExit):
        call_command("import_document", str(path), "--new-edition-of", "polozhenie")
    assert "odni/polozhenie" in capsys.readouterr().err
    call_command("import_document", str(path), "--new-edition-of", "odni/polozhenie")
    changed = RegulationPage.objects.filter(has_unpublished_changes=True)
    assert [one.get_parent().slug for one in changed] == ["odni"]
