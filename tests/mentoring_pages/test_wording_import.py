"""A school brings its own consent: what is recognised, offered, found fault with and kept."""

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.urls import reverse

from mentoring_pages.domain.wording_import import recognise, with_places
from mentoring_pages.models import Edition, WordingPage
from tests.schools import make_school, make_staff

OLD_CONSENT = """СОГЛАСИЕ
на обработку персональных данных

Я, ______________________ (ФИО), зарегистрированный(ая) по адресу: ____________,
паспорт серии ______ № ______, являюсь родителем
несовершеннолетнего ____________________ (ФИО ребёнка), дата рождения ________.
1. Цели обработки
- ведение реестра;
• размещение фотографий на сайте школы.
Согласие действует бессрочно. Права: п. 4 ст. 14 закона.
«___» __________ 20__ г.
____________ / ______________ (подпись, расшифровка)
"""


def lines_of(text, kind="processing", variant="representative"):
    return recognise(text, kind=kind, variant=variant).lines


def offered(text, **what):
    return [blank.suggestion for line in lines_of(text, **what) for blank in line.blanks]


def test_a_title_headings_lists_and_broken_lines_are_recognised():
    found = recognise(OLD_CONSENT, kind="processing", variant="representative")
    assert found.title == "Согласие на обработку персональных данных"
    assert [line.type for line in found.lines] == [
        "paragraph",
        "heading",
        "item",
        "item",
        "paragraph",
        "paragraph",
    ]
    assert found.lines[2].text == "ведение реестра;"
    assert found.signatures == ("____________ / ______________ (подпись, расшифровка)",)


def test_nothing_of_the_text_is_lost():
    found = recognise(OLD_CONSENT, kind="processing", variant="representative")
    kept = [found.title, *(line.text for line in found.lines), *found.signatures]
    words = " ".join(kept).lower().split()
    for word in OLD_CONSENT.lower().split():
        assert word in words or word in "-•", word


def test_a_hint_under_the_next_blank_says_nothing_of_this_one():
    text = "Проживающая по адресу ____________, мать ______________ (ФИО ребёнка), согласна."
    assert offered(text) == ["", "participant.full_name"]


def test_a_place_is_offered_for_each_blank_by_the_words_around_it():
    assert offered(OLD_CONSENT) == [
        "signer.full_name",
        "",
        "",
        "",
        "participant.full_name",
        "participant.birth_date",
        "made.date",
    ]


def test_places_of_the_full_form_are_offered_only_to_the_full_form():
    found = offered(OLD_CONSENT, kind="processing-full")
    assert found[1:3] == ["signer.address", "signer.identity"]
    assert found.count("signer.identity") == 1, "series and number are one paper"


@pytest.mark.parametrize(
    ("text", "key"),
    [
        ("г. ______", "agreement.place"),
        ("на базе ______.", "agreement.base_organisation"),
        ("действует на протяжении ____ месяцев.", "agreement.term"),
        ("______, (далее – Наставник), и", "mentor.side"),
        ("______ (далее – Наставляемый)", "mentee.side"),
        ("решили: ______.", ""),
    ],
)
def test_blanks_of_an_agreement(text, key):
    assert offered(text, kind="agreement", variant="sides") == [key]


def test_a_chosen_place_takes_the_blank_s_stead_and_others_stay_as_printed():
    (line,) = lines_of("Я, ______ (ФИО), класс ____.")
    assert with_places(line, {0: "signer.full_name"}) == "Я, [signer.full_name], класс ____."
    assert with_places(line, {0: "nobody.knows", 1: ""}) == line.text


def test_a_text_longer_than_a_paper_can_hold_is_cut_and_that_is_said():
    found = recognise("Пункт.\n" * 400, kind="processing", variant="own")
    assert (len(found.lines), found.is_cut) == (250, True)


@pytest.mark.parametrize("text", ["", "   \n\f\n", "____", "(((((", "[[[_____", "20" * 5000])
def test_no_text_breaks_the_recogniser(text):
    recognise(text, kind="processing", variant="own")


@pytest.mark.customer_documents
@pytest.mark.parametrize("number", ["000", "001"])
def test_the_agreements_of_real_regulations_are_recognised(customer_documents, number):
    text = next(customer_documents.glob(f"{number}*")).read_text(encoding="utf-8")
    start = text.rfind("о сотрудничестве между")
    found = recognise(text[start - 15 : start + 6500], kind="agreement", variant="sides")
    keys = {blank.suggestion for line in found.lines for blank in line.blanks}
    assert found.title.startswith("Соглашение о сотрудничестве")
    assert {"mentor.side", "agreement.term"} <= keys


# The two pages


@pytest.fixture
def school(db):
    return make_school("lesnaya")


@pytest.fixture
def editor(school, client):
    user = make_staff("redaktor", editor=school)
    client.force_login(user)
    return user


ADDRESS = "/cms/nastavnik/wordings/import/"
GIVEN = {"kind": "processing", "variant": "representative", "text": OLD_CONSENT}


def test_the_editor_sees_what_was_recognised_and_what_is_wrong_with_it(client, editor):
    assert reverse("nastavnik_wording_import") == ADDRESS
    shown = client.post(ADDRESS, GIVEN).content.decode()
    assert "Пустое место 1" in shown
    assert "бессрочно" in shown.split('id="lines"')[0], "the check names the unlimited term"
    assert "Нарушение." in shown, "its degree is a word, not a colour alone"
    assert not WordingPage.objects.exists()


def test_a_draft_is_made_with_the_chosen_places_and_is_not_approved(client, editor, school):
    answer = client.post(ADDRESS, {**GIVEN, "create": "1", "place-0-1": "signer.contact"})
    page = WordingPage.objects.get()
    assert answer.url == reverse("wagtailadmin_pages:edit", args=[page.pk])
    text = page.get_latest_revision_as_object().lines[0][1]
    assert "Я, [signer.full_name], зарегистрированный(ая) по адресу: [signer.contact]" in text
    assert "______ № ______" in text
    assert (page.live, page.is_approved) == (False, False)
    assert page.get_parent().pk == school.site.root_page.pk
    assert not Edition.objects.exists()


def test_a_blank_may_be_left_as_it_is(client, editor):
    client.post(ADDRESS, {**GIVEN, "create": "1", "place-0-0": ""})
    assert WordingPage.objects.get().lines[0][1].startswith("Я, ____")


def test_a_file_is_read_like_pasted_text(client, editor):
    file = SimpleUploadedFile("soglasie.txt", OLD_CONSENT.encode("cp1251"))
    shown = client.post(ADDRESS, {**GIVEN, "text": "", "file": file}).content.decode()
    assert "Согласие на обработку персональных данных" in shown


def test_a_file_that_cannot_be_read_is_refused_in_one_sentence(client, editor):
    for name, data, words in (
        ("pusto.txt", b" ", "Файл пуст"),
        ("soglasie.exe", OLD_CONSENT.encode(), "Принимаются DOCX, PDF с текстом, TXT"),
    ):
        file = SimpleUploadedFile(name, data)
        shown = client.post(ADDRESS, {**GIVEN, "text": "", "file": file}).content.decode()
        assert words in shown


def test_without_a_text_the_page_says_what_to_do(client, editor):
    shown = client.post(ADDRESS, {**GIVEN, "text": " "}).content.decode()
    assert "Вставьте текст или выберите файл" in shown


def test_html_and_scripts_arrive_as_text(client, editor):
    text = "Согласие\nЯ, <script>alert(1)</script> ____ (ФИО)."
    shown = client.post(ADDRESS, {**GIVEN, "text": text}).content.decode()
    assert "<script>alert(1)" not in shown
    assert "&lt;script&gt;alert(1)" in shown


def test_a_wrong_place_typed_in_the_text_is_named_and_nothing_is_kept(client, editor):
    text = "Согласие\nЯ, [signer.fullname], согласен."
    shown = client.post(ADDRESS, {**GIVEN, "text": text, "create": "1"}).content.decode()
    assert "[signer.full_name]" in shown
    assert not WordingPage.objects.exists()


def test_whoever_works_with_no_texts_gets_no_page(client, school):
    client.force_login(make_staff("uchitel", class_teacher=(school, "7А")))
    answer = client.get(ADDRESS)
    assert answer.status_code in (302, 403)
    assert "Загрузить свой текст" not in client.get("/cms/").content.decode()


def test_another_school_cannot_be_chosen(client, editor):
    other = make_school("gornaya")
    client.post(ADDRESS, {**GIVEN, "school": other.pk, "create": "1"})
    pages = WordingPage.objects.all()
    assert all(page.get_parent().pk != other.site.root_page.pk for page in pages)


@pytest.mark.parametrize("blank", ["_" * 60_000, "« " * 30_000, "__ " * 20_000])
def test_a_text_of_nothing_but_blanks_is_answered(client, editor, blank):
    answer = client.post(ADDRESS, {**GIVEN, "text": f"Согласие\nЯ, {blank} согласен."})
    assert answer.status_code == 200
    assert "согласен" in answer.content.decode()
