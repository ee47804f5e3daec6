"""The school's own template of the order «О внесении изменений»: looked through, used, put away."""

import zipfile
from importlib import resources
from io import BytesIO

import docx
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile

from mentoring_pages.models import OrderTemplate
from mentoring_pages.rendering.amendments import TEMPLATE
from mentoring_pages.rendering.order_template import (
    LARGEST_TEMPLATE,
    TemplateRefused,
    check_template,
)
from tests.schools import make_school, make_staff

POINTS = (
    "{%p for point in points %}",
    "{{ point.text }}",
    "{%p for part in point.parts %}",
    "{{ part.text }} {% for row in part.rows %}{% for cell in row %}{{ cell }} {% endfor %}"
    "{% endfor %}",
    "{%p endfor %}",
    "{%p endfor %}",
)


def word(*lines):
    document = docx.Document()
    for line in lines:
        document.add_paragraph(line)
    written = BytesIO()
    document.save(written)
    return written.getvalue()


def with_part(data, name, content):
    """The same file with one part more, or another in its place."""
    written = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as old, zipfile.ZipFile(written, "w") as new:
        for member in old.namelist():
            if member != name:
                new.writestr(member, old.read(member))
        new.writestr(name, content)
    return written.getvalue()


def refusal(data):
    with pytest.raises(TemplateRefused) as refused:
        check_template(data)
    return str(refused.value)


def test_the_shipped_template_passes_its_own_check():
    shipped = resources.files("mentoring_pages") / "document_templates" / TEMPLATE
    check_template(shipped.read_bytes())


def test_marks_that_name_nothing_are_named_together():
    words = refusal(
        word(
            "{{ school.fullname }} {{ direktor }}",
            "{%p for point in points %}",
            "{{ point.txt }} {{ loop.index }}",
            "{%p endfor %}",
        )
    )
    assert "school.fullname, direktor, point.txt." in words
    assert "loop" not in words


@pytest.mark.parametrize(
    "mark",
    [
        "{{ ''.__class__.__mro__ }}",
        "{{ school.full_name.format(1) }}",
        "{{ 'a' * 1000000000 }}",
        "{{ 10 ** 10 ** 10 }}",
        "{{ '%1000000000d' % 1 }}",
        "{{ school.full_name|center(1000000000) }}",
        "{% include '/etc/passwd' %}",
        "{% import 'os' as os %}",
        "{% macro a() %}{% endmacro %}",
        "{% set a = points %}",
        "{% for a in points %}{% for b in points %}x{% endfor %}{% endfor %}",
        "{% for a in points recursive %}{{ loop(points) }}{% endfor %}",
        "{{ lipsum() }}",
        "{% for %}",
    ],
)
def test_code_is_refused_in_one_sentence_and_never_runs(mark):
    words = refusal(word(mark))
    assert words.startswith(("Метки шаблона заполнить нельзя", "В шаблоне неизвестные метки"))


@pytest.mark.parametrize(
    ("lines", "missing"),
    [
        (["Приказ без меток."], ("point.text", "part.text", "part.rows")),
        (["{{ school.full_name }} {{ points|length }}"], ("point.text", "part.text", "part.rows")),
        ([*POINTS[:2], POINTS[-1]], ("part.text", "part.rows")),
        ([POINTS[0], "{{ point.text|upper }}", *POINTS[2:]], ()),
    ],
)
def test_a_template_that_would_not_say_what_changes_is_refused_with_what_is_missing(lines, missing):
    if not missing:
        check_template(word(*lines))
        return
    words = refusal(word(*lines))
    assert [mark for mark in ("point.text", "part.text", "part.rows") if f"({mark})" in words] == [
        *missing
    ]


def test_a_header_is_read_as_the_text_is():
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = "{{ school.fullname }}"
    written = BytesIO()
    document.save(written)
    assert "school.fullname" in refusal(written.getvalue())


RELS = "word/_rels/document.xml.rels"
OUTSIDE = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    '<Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/'
    'relationships/{kind}" Target="http://example.org/x" TargetMode="External"/></Relationships>'
)
FIELD = (
    '<w:p xmlns:w="urn:w"><w:instrText> INCLUDE</w:instrText>'
    '<w:instrText>PICTURE "http://example.org/x" </w:instrText></w:p>'
)
SIMPLE_FIELD = '<w:fldSimple xmlns:w="urn:w" w:instr=" DDEAUTO x y "/>'
ENTITY = '<!DOCTYPE a [<!ENTITY b SYSTEM "file:///etc/passwd">]><a>&b;</a>'


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"PK not a zip", "повреждён"),
        (b"%PDF-1.7", "не документ Word"),
        (b"PK" + b"0" * LARGEST_TEMPLATE, "больше 1 МБ"),
        (with_part(word("a"), "word/vbaProject.bin", b"x"), "макросы"),
        (with_part(word("a"), "word/embeddings/a.bin", b"x"), "вложен"),
        (with_part(word("a"), "word/other.xml", ENTITY), "внешних данных"),
        (with_part(word("a"), RELS, OUTSIDE.format(kind="image")), "вне документа"),
        (with_part(word("a"), "word/other.xml", FIELD), "поле Word"),
        (with_part(word("a"), "word/other.xml", SIMPLE_FIELD), "поле Word"),
        (with_part(word("a"), RELS, OUTSIDE.format(kind="attachedTemplate")), "вне документа"),
    ],
)
def test_what_is_no_plain_word_file_is_refused_in_one_sentence(data, words):
    said = refusal(data)
    assert words in said
    assert "\n" not in said


@pytest.fixture
def school():
    return make_school("lesnaya")


@pytest.fixture
def editor(school, client):
    client.force_login(make_staff("redaktor", editor=school))
    return client


def upload(client, school, data, name="бланк.docx"):
    return client.post(
        f"/cms/nastavnik/order-template/{school.key}/",
        {"file": SimpleUploadedFile(name, data)},
        follow=True,
    ).content.decode()


def example(client, school):
    answer = client.get(f"/cms/nastavnik/order-template/{school.key}/example/")
    assert answer["Content-Disposition"].startswith("attachment")
    return "\n".join(p.text for p in docx.Document(BytesIO(answer.content)).paragraphs)


@pytest.mark.django_db
def test_an_editor_uploads_looks_at_an_example_and_goes_back_to_ours(editor, school):
    ours = example(editor, school)
    assert "4.5" in ours
    page = upload(editor, school, word("Бланк: {{ act.title }}, {{ points|length }}", *POINTS))
    assert "Шаблон принят" in page
    assert example(editor, school).startswith("Бланк: о программе наставничества (пример), 3\n")
    editor.post(f"/cms/nastavnik/order-template/{school.key}/", {"put_away": "1"})
    assert example(editor, school) == ours


@pytest.mark.django_db
def test_a_refused_file_leaves_the_one_before(editor, school):
    upload(editor, school, word("Первый", *POINTS))
    page = upload(editor, school, word("{{ nothing }}"), name="<script>.docx")
    assert "неизвестные метки: nothing" in page
    assert example(editor, school).startswith("Первый\n")
    assert OrderTemplate.objects.get().name == "бланк.docx"


@pytest.mark.django_db
def test_a_class_teacher_has_no_such_page(client, school):
    client.force_login(make_staff("teacher", class_teacher=(school, "7А")))
    assert client.get(f"/cms/nastavnik/order-template/{school.key}/").status_code == 404
