"""A file that cannot be read is refused with one sentence, at little cost."""

import io
import tracemalloc
import zipfile
import zlib

import pytest
from pypdf import PdfWriter
from pypdf.generic import DictionaryObject, NameObject, StreamObject
from reportlab.pdfgen.canvas import Canvas

from mentoring_pages.importing import Unreadable, UnreadableFile
from mentoring_pages.importing.refusals import SENTENCES
from mentoring_pages.importing.sources import read_source, read_upload
from tests.word_files import HEAD, SPACES, archive, docx, paragraph, table

MEGABYTE = 1024 * 1024


def refusal(data: bytes, name: str = "акт.docx") -> Unreadable:
    with pytest.raises(UnreadableFile) as caught:
        read_source(data, name=name)
    assert str(caught.value) == SENTENCES[caught.value.reason]
    return caught.value.reason


@pytest.mark.parametrize("name", ["a.exe", "положение.MP4", "a.txt.js", "a.csv"])
def test_a_text_by_the_name_of_another_kind_is_refused_as_an_upload(name: str) -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_upload("1. Общие положения\n".encode(), name=name)
    assert caught.value.reason is Unreadable.OTHER_NAME
    assert read_source("1. Общие положения\n".encode(), name=name).text


@pytest.mark.parametrize("name", ["a.TXT", "акт", "Приказ от 12.09", "Т.С. Ольхина", "акт.md"])
def test_a_name_without_an_ending_of_another_kind_is_no_reason(name: str) -> None:
    assert read_upload("1. Общие положения\n".encode(), name=name).text


def test_a_kind_with_a_sentence_of_its_own_keeps_it() -> None:
    with pytest.raises(UnreadableFile) as caught:
        read_upload(b"{\\rtf1 text}", name="a.rtf")
    assert caught.value.reason is Unreadable.RTF


def ole(stream: str) -> bytes:
    return b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504) + stream.encode("utf-16-le") + bytes(99)


def pdf(*, password: str = "", picture: bool = False, pages: int = 1) -> bytes:
    stream = io.BytesIO()
    canvas = Canvas(stream, encrypt=password or None)
    for _ in range(pages):
        if picture:
            canvas.rect(10, 10, 300, 300, fill=1)
        else:
            canvas.drawString(100, 700, "Text of a page that is no Russian text")
        canvas.showPage()
    canvas.save()
    return stream.getvalue()


def pdf_that_unpacks_to(size: int) -> bytes:
    writer = PdfWriter()
    page = writer.add_blank_page(width=100, height=100)
    content = StreamObject()
    packer = zlib.compressobj(9)
    block = b" " * MEGABYTE
    packed = b"".join(packer.compress(block) for _ in range(size // MEGABYTE)) + packer.flush()
    content._data = packed
    content[NameObject("/Filter")] = NameObject("/FlateDecode")
    page[NameObject("/Contents")] = writer._add_object(content)
    page[NameObject("/Resources")] = DictionaryObject()
    stream = io.BytesIO()
    writer.write(stream)
    return stream.getvalue()


def forged(data: bytes) -> bytes:
    """The archive whose directory says that its first member begins before the file."""
    place = data.find(b"PK\x05\x06") + 16
    start = int.from_bytes(data[place : place + 4], "little") + 60
    return data[:place] + start.to_bytes(4, "little") + data[place + 4 :]


def with_flag(data: bytes) -> bytes:
    """The archive with each member marked as encrypted."""
    marked = bytearray(data)
    for mark, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        start = 0
        while (start := marked.find(mark, start)) >= 0:
            marked[start + place] |= 1
            start += 4
    return bytes(marked)


MACROS = "application/vnd.ms-word.document.macroEnabled.main+xml"
WORD = docx(paragraph("Текст"))
DEEP = "<w:tbl><w:tr><w:tc>" * 40 + paragraph("дно") + "</w:tc></w:tr></w:tbl>" * 40
ENTITY = (
    '<?xml version="1.0"?><!DOCTYPE d [<!ENTITY x SYSTEM "file:///etc/passwd">]>'
    f"<w:document {SPACES}><w:body>{paragraph('&x;').replace('&amp;', '&')}</w:body></w:document>"
)

FILES = {
    "empty": (b"", Unreadable.EMPTY),
    "blank": (b" \r\n\t", Unreadable.EMPTY),
    "old Word": (ole("WordDocument"), Unreadable.OLD_WORD),
    "Word with a password": (ole("EncryptedPackage"), Unreadable.PASSWORD),
    "Excel of old": (ole("Workbook"), Unreadable.SPREADSHEET),
    "RTF": (rb"{\rtf1\ansi text}", Unreadable.RTF),
    "picture": (b"\x89PNG\r\n\x1a\n" + bytes(99), Unreadable.PICTURE),
    "web archive": (b"MIME-Version: 1.0\r\nContent-Type: multipart", Unreadable.OLD_WORD),
    "ODT": (
        archive({"mimetype": "application/vnd.oasis.opendocument.text", "content.xml": "<a/>"}),
        Unreadable.ODT,
    ),
    "Excel": (archive({"xl/workbook.xml": "<a/>"}), Unreadable.SPREADSHEET),
    "archive": (archive({"readme.txt": "a"}), Unreadable.ARCHIVE),
    "locked archive": (with_flag(WORD), Unreadable.PASSWORD),
    "torn archive": (WORD[:400], Unreadable.DAMAGED),
    "archive with a hole": (WORD[:60] + WORD[160:], Unreadable.DAMAGED),
    "archive with a forged directory": (forged(WORD), Unreadable.DAMAGED),
    "broken XML": (docx("<w:p>"), Unreadable.DAMAGED),
    "Word without text": (docx(paragraph("")), Unreadable.EMPTY),
    "macros": (docx(paragraph("а"), parts={"word/vbaProject.bin": b"x"}), Unreadable.MACROS),
    "docm": (docx(paragraph("а"), main_type=MACROS), Unreadable.MACROS),
    "external entity": (docx("", parts={"word/document.xml": ENTITY}), Unreadable.ENTITIES),
    "entity in UTF-16": (
        docx("", parts={"word/document.xml": ENTITY.encode("utf-16")}),
        Unreadable.ENTITIES,
    ),
    "entity in styles": (
        docx(paragraph("а"), parts={"word/styles.xml": ENTITY}),
        Unreadable.ENTITIES,
    ),
    "tables in tables": (docx(DEEP), Unreadable.DEEP_LIST),
    "long table": (docx(table(*[("1", "2")] * 10_000)), Unreadable.LONG_TABLE),
    "long text table": ("а\tб\n".encode() * 10_000, Unreadable.LONG_TABLE),
    "long HTML table": (
        b"<html><table>" + b"<tr><td>1<td>2" * 10_000 + b"</table>",
        Unreadable.LONG_TABLE,
    ),
    "lists 100 deep": (
        b"<html><body>" + "<ul><li>слово".encode() * 100,
        Unreadable.DEEP_LIST,
    ),
    "scripts only": (b"<html><script>alert(1)</script></html>", Unreadable.EMPTY),
    "long text": ("слово ".encode() * 300_000, Unreadable.LONG_TEXT),
    "fifty megabytes": (b"\xd0" * 50 * MEGABYTE, Unreadable.TOO_BIG),
    "another encoding": (
        ("Положение о наставничестве определяет порядок работы. " * 9).encode("cp866"),
        Unreadable.ENCODING,
    ),
    "bytes": (bytes(range(256)) * 40, Unreadable.BINARY),
    "PDF with a password": (pdf(password="тайна"), Unreadable.PASSWORD),
    "PDF of pictures": (pdf(picture=True), Unreadable.SCAN),
    "PDF without Russian letters": (pdf(), Unreadable.NO_LETTERS),
    "torn PDF": (pdf()[:300], Unreadable.DAMAGED),
    "PDF of many pages": (pdf(pages=101), Unreadable.MANY_PAGES),
}


@pytest.mark.parametrize("name", FILES)
def test_the_file_is_refused_for_its_own_reason(name: str) -> None:
    data, reason = FILES[name]
    assert refusal(data) is reason


def test_lists_nested_a_hundred_deep_in_a_note_are_refused() -> None:
    note = "# Заметка\n\n" + "".join("  " * depth + "- слово\n" for depth in range(100))
    assert refusal(note.encode(), "заметка.md") is Unreadable.DEEP_LIST


def test_an_archive_that_unpacks_to_gigabytes_is_refused_unread() -> None:
    stream = io.BytesIO()
    with (
        zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as packed,
        packed.open("word/document.xml", "w") as member,
    ):
        for _ in range(210):
            member.write(b" " * MEGABYTE)
    tracemalloc.start()
    assert refusal(stream.getvalue()) is Unreadable.BOMB
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * MEGABYTE


def test_a_part_that_says_it_is_small_gives_no_more_than_it_says() -> None:
    text = (
        f"{HEAD}<w:document {SPACES}><w:body>{paragraph('слово ' * 90_000)}</w:body></w:document>"
    )
    data = bytearray(docx("", parts={"word/document.xml": text}))
    real = len(text.encode()).to_bytes(4, "little")
    said = (1_000).to_bytes(4, "little")
    assert data.count(real) >= 1
    assert refusal(bytes(data.replace(real, said))) is Unreadable.DAMAGED


def test_a_pdf_that_unpacks_to_gigabytes_takes_none_of_our_memory() -> None:
    data = pdf_that_unpacks_to(450 * MEGABYTE)
    assert len(data) < MEGABYTE
    tracemalloc.start()
    assert refusal(data, "акт.pdf") in (Unreadable.TOO_HARD, Unreadable.DAMAGED)
    peak = tracemalloc.get_traced_memory()[1]
    tracemalloc.stop()
    assert peak < 2 * MEGABYTE


def test_every_reason_has_its_own_sentence_that_says_what_to_do() -> None:
    assert set(SENTENCES) == set(Unreadable)
    assert len(set(SENTENCES.values())) == len(SENTENCES)
    assert all(sentence.count(". ") >= 1 for sentence in SENTENCES.values())
