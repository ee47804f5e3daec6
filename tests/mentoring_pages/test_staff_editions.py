"""What staff see and do: registers of editions, repealing, the draft order, the posting term."""

from datetime import date
from io import BytesIO
from zipfile import ZipFile

import docx
import pytest
import time_machine
from django.db import connection
from django.test.utils import CaptureQueriesContext

from mentoring_pages.models import Edition, Repeal
from mentoring_pages.services.posting import awaiting_posting, posting_of
from tests.mentoring_pages.editions import (
    MEETING,
    approve,
    block,
    body,
    make_act,
    three_editions,
)
from tests.schools import make_school, make_staff

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def november():
    with time_machine.travel("2026-11-21 09:00", tick=False):
        yield


@pytest.fixture
def school():
    return make_school("lesnaya")


@pytest.fixture
def act(school):
    return three_editions(school)


@pytest.fixture
def director(school, client):
    user = make_staff("director", director=school, curator=school, editor=school)
    client.force_login(user)
    return user


def draft(page, *blocks, **fields):
    page.body = body(*blocks)
    for name, value in fields.items():
        setattr(page, name, value)
    page.save_revision()
    return page


def word(answer):
    document = docx.Document(BytesIO(answer.content))
    return "\n".join(p.text for p in document.paragraphs).replace("\N{NO-BREAK SPACE}", " ")


# Registers


def test_the_register_of_editions_tells_the_order_and_whether_it_was_posted_in_time(
    act, client, director
):
    page = client.get("/cms/mentoring_pages/edition/").content.decode()
    assert "№ 2026-од от 01.09.2026" in page
    assert "21.11.2026, позже срока" in page
    edition = Edition.objects.get(number=3)
    one = client.get(f"/cms/mentoring_pages/edition/inspect/{edition.pk}/").content.decode()
    assert "Разместить до 15.09.2026 включительно" in one
    assert "открылась на этом сайте" in one


def test_an_act_is_repealed_and_the_record_is_cancelled_in_the_admin(act, client, director, school):
    data = {
        "act": str(act.translation_key),
        "order_number": "7-од",
        "order_date": "01.10.2026",
        "repealed_from": "01.10.2026",
        "reason": "Принято новое Положение.",
        "replaced_by": "",
    }
    assert client.post("/cms/mentoring_pages/repeal/create/", data).status_code == 302
    record = Repeal.objects.get()
    assert (record.school, record.page_key, record.made_by) == (
        school,
        act.translation_key,
        director,
    )
    again = client.post("/cms/mentoring_pages/repeal/create/", data)
    assert "уже записан как утративший силу" in again.content.decode()
    client.post(f"/cms/mentoring_pages/repeal/delete/{record.pk}/")
    record.refresh_from_db()
    assert record.cancelled_by == director


def test_a_repeal_with_impossible_days_keeps_what_was_typed(act, client, director):
    answer = client.post(
        "/cms/mentoring_pages/repeal/create/",
        {
            "act": str(act.translation_key),
            "order_number": "7-од",
            "order_date": "01.10.2026",
            "repealed_from": "01.09.2026",
            "reason": "Новый документ",
        },
    ).content.decode()
    assert "не может утратить силу раньше" in answer
    assert "Новый документ" in answer
    assert not Repeal.objects.exists()


def test_acts_of_another_school_cannot_be_repealed(client, director, school):
    foreign = approve(make_act(make_school("gornaya")), "1", date(2026, 9, 1))
    answer = client.post(
        "/cms/mentoring_pages/repeal/create/",
        {
            "act": str(foreign.translation_key),
            "order_number": "7",
            "order_date": "01.10.2026",
            "repealed_from": "01.10.2026",
        },
    )
    assert answer.status_code == 200
    assert not Repeal.objects.exists()


def test_an_editor_sees_repeals_and_makes_none(act, client, school):
    client.force_login(make_staff("editor", editor=school))
    assert client.get("/cms/mentoring_pages/repeal/").status_code == 200
    assert client.get("/cms/mentoring_pages/repeal/create/").status_code == 302


# The draft order


def test_the_draft_order_says_what_the_draft_changes(act, client, director):
    blocks = act.body.get_prep_value()
    blocks[1]["value"]["text"] = MEETING.replace("в школе", "в библиотеке")
    draft(act, *blocks, block("1.2", "Итоги <b>подводят</b> & обсуждают."))
    page = client.get(f"/cms/nastavnik/editions/{act.pk}/changes/").content.decode()
    assert "Изменён 1 пункт, добавлен 1." in page
    answer = client.get(f"/cms/nastavnik/editions/{act.pk}/order/")
    assert answer["Content-Disposition"] == 'attachment; filename="o-vnesenii-izmeneniy.docx"'
    text = word(answer)
    assert "О внесении изменений в Положение о наставничестве" in text
    assert "утверждённое приказом от 01.09.2024 № 2024-од" in text
    assert "(в редакции приказов от 01.09.2025 № 2025-од, от 01.09.2026 № 2026-од)" in text
    assert "1) в пункте 1.1 слово «школе» заменить словом «библиотеке»;" in text
    assert "2) дополнить пунктом 1.2 следующего содержания:" in text
    assert "«1.2. Итоги <b>подводят</b> & обсуждают.»." in text
    assert "{" not in text


def test_an_order_that_is_known_already_is_written_into_the_draft_order(act, client, director):
    blocks = act.body.get_prep_value()[:1]
    draft(act, *blocks, order_number="9-од", order_date=date(2026, 11, 20))
    document = docx.Document(
        BytesIO(client.get(f"/cms/nastavnik/editions/{act.pk}/order/").content)
    )
    head = [cell.text for cell in document.tables[0].rows[0].cells]
    assert head == ["20.11.2026", "№\N{NO-BREAK SPACE}9-од"]


def test_a_table_of_an_appendix_is_a_table_in_the_order(act, client, director):
    table = {
        "id": "t",
        "type": "table",
        "value": {
            "data": [["Форма", "Срок"], ["Пара", "Год"], ["Группа", "Полгода"]],
            "first_row_is_table_header": True,
        },
    }
    appendix = block("1", "Формы", kind="appendix", level=1)
    draft(act, *act.body.get_prep_value(), appendix, table)
    document = docx.Document(
        BytesIO(client.get(f"/cms/nastavnik/editions/{act.pk}/order/").content)
    )
    rows = [[cell.text for cell in row.cells] for row in document.tables[1].rows]
    assert rows == [["Форма", "Срок"], ["Пара", "Год"], ["Группа", "Полгода"]]


def test_a_draft_without_changes_needs_no_order(act, client, director):
    page = client.get(f"/cms/nastavnik/editions/{act.pk}/order/").content.decode()
    assert "Менять нечего" in page


def test_an_act_without_an_edition_has_nothing_to_amend(school, client, director):
    page = make_act(school)
    page.save_revision()
    text = client.get(f"/cms/nastavnik/editions/{page.pk}/changes/").content.decode()
    assert "сравнивать не с чем" in text


def test_a_school_puts_its_own_template_in_place_of_ours(
    act, client, director, school, settings, tmp_path
):
    settings.NASTAVNIK_DOCUMENT_TEMPLATES = [str(tmp_path)]
    own = docx.Document()
    own.add_paragraph("Бланк {{ school.short_name }}: изменений {{ points|length }}")
    (tmp_path / school.key).mkdir()
    own.save(tmp_path / school.key / "amending-order.docx")
    draft(act, *act.body.get_prep_value()[:1])
    answer = client.get(f"/cms/nastavnik/editions/{act.pk}/order/")
    assert word(answer) == "Бланк Школа lesnaya: изменений 1"


@pytest.mark.parametrize(
    "mark", ["{{ school.__class__.__mro__ }}", "{{ 1/0 }}", "{% for %}", "{{ nothing.at.all }}"]
)
def test_a_broken_template_is_told_in_one_sentence(
    act, client, director, school, settings, tmp_path, mark
):
    settings.NASTAVNIK_DOCUMENT_TEMPLATES = [str(tmp_path)]
    own = docx.Document()
    own.add_paragraph(mark)
    own.save(tmp_path / "amending-order.docx")
    draft(act, *act.body.get_prep_value()[:1])
    page = client.get(f"/cms/nastavnik/editions/{act.pk}/order/").content.decode()
    assert "Шаблон приказа не удалось заполнить" in page


def test_a_template_that_is_no_word_file_is_told_too(act, client, director, settings, tmp_path):
    settings.NASTAVNIK_DOCUMENT_TEMPLATES = [str(tmp_path)]
    (tmp_path / "amending-order.docx").write_bytes(b"PK not a zip")
    draft(act, *act.body.get_prep_value()[:1])
    page = client.get(f"/cms/nastavnik/editions/{act.pk}/order/").content.decode()
    assert "Шаблон приказа не удалось заполнить" in page


def test_the_shipped_template_names_nobody(act, client, director):
    draft(act, *act.body.get_prep_value()[:1])
    content = client.get(f"/cms/nastavnik/editions/{act.pk}/order/").content
    core = ZipFile(BytesIO(content)).read("docProps/core.xml").decode()
    assert "python-docx" not in core


@pytest.mark.parametrize("what", ["changes", "order"])
def test_a_class_teacher_gets_neither_changes_nor_orders(act, client, school, what):
    client.force_login(make_staff("teacher", class_teacher=(school, "7А")))
    assert client.get(f"/cms/nastavnik/editions/{act.pk}/{what}/").status_code == 404


def test_the_page_of_a_draft_leads_to_its_changes(act, client, director):
    page = client.get(f"/cms/pages/{act.pk}/edit/").content.decode()
    assert f"/cms/nastavnik/editions/{act.pk}/changes/" in page


# The posting term


def test_a_text_posted_on_the_last_working_day_is_in_time_and_a_day_later_is_not(school):
    for number, (day, in_time) in enumerate([("2026-09-15", True), ("2026-09-16", False)]):
        with time_machine.travel(f"{day} 09:00", tick=False):
            page = make_act(school, slug=f"act-{number}")
            approve(page, f"{number}-од", date(2026, 9, 1))
        posting = posting_of(edition=Edition.objects.order_by("pk").last())
        assert posting.in_time is in_time


def test_the_day_of_posting_is_the_schools_own(school):
    school.time_zone = "Asia/Kamchatka"
    school.save()
    with time_machine.travel("2026-09-15 13:00+00:00", tick=False):
        approve(make_act(school), "1", date(2026, 9, 1))
    assert posting_of(edition=Edition.objects.get()).posted_on == date(2026, 9, 16)


def test_a_draft_with_an_order_waits_for_the_site_until_it_is_published(school, client, director):
    page = make_act(school)
    assert awaiting_posting(user=director) == []
    page.order_number, page.order_date = "5-од", date(2026, 11, 2)
    page.save_revision()
    (one,) = awaiting_posting(user=director)
    assert (one.order_number, one.posting.term.last_day) == ("5-од", date(2026, 11, 17))
    page.get_latest_revision().publish()
    assert awaiting_posting(user=director) == []


def test_half_an_order_in_a_draft_is_no_order_and_hides_no_other(school, client, director):
    half = make_act(school, slug="half")
    half.order_number, half.order_date = "6-од", None
    half.save_revision(clean=False)
    whole = make_act(school, slug="whole")
    whole.order_number, whole.order_date = "8-од", date(2026, 11, 3)
    whole.save_revision()
    assert [one.order_number for one in awaiting_posting(user=director)] == ["8-од"]
    assert client.get("/cms/").status_code == 200


def test_a_later_draft_of_the_same_order_does_not_wait(act, director):
    draft(act, *act.body.get_prep_value()[:1])
    assert awaiting_posting(user=director) == []


def test_staff_of_another_school_are_told_of_nothing(school):
    page = make_act(school)
    page.order_number, page.order_date = "5-од", date(2026, 11, 2)
    page.save_revision()
    stranger = make_staff("stranger", director=make_school("gornaya"))
    assert awaiting_posting(user=stranger) == []


def test_the_first_page_of_the_admin_says_that_a_term_has_passed(school, client, director):
    for slug, day in (("late", date(2026, 11, 2)), ("soon", date(2026, 11, 20))):
        page = make_act(school, slug=slug)
        page.order_number, page.order_date = f"{slug}-од", day
        page.save_revision()
    text = client.get("/cms/").content.decode()
    assert "срок прошёл 17.11.2026" in text
    assert "до 04.12.2026" in text
    assert text.index("late-од") < text.index("soon-од")


def test_a_term_set_by_the_installation_is_counted(school, director, settings):
    settings.NASTAVNIK_POSTING_WORKING_DAYS = 3
    page = make_act(school)
    page.order_number, page.order_date = "5-од", date(2026, 11, 20)
    page.save_revision()
    assert awaiting_posting(user=director)[0].posting.term.last_day == date(2026, 11, 25)


def test_many_drafts_are_counted_with_as_many_queries_as_one(school, director):
    def asked():
        with CaptureQueriesContext(connection) as captured:
            found = awaiting_posting(user=director)
        return len(found), len(captured)

    def add(count):
        for number in range(count):
            page = make_act(school, slug=f"act-{count}-{number}")
            page.order_number, page.order_date = "5-од", date(2026, 11, 2)
            page.save_revision()

    add(1)
    asked()
    first = asked()
    add(5)
    assert first[0] == 1
    assert asked() == (6, first[1])
