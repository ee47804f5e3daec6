"""Files nobody wrote: they are read to their end in one pass, or refused; nothing hangs."""

import pytest

from mentoring_pages.importing import Unreadable, UnreadableFile
from mentoring_pages.importing.sources import read_source
from tests.word_files import docx, paragraph, run, table

COUNT = 19_000
TOO_MANY = 20_001
PAGE = b"<html><body>"
WORD = "слово".encode()
TAB = "<w:tab/>"
STRUCK_END = "<w:p><w:pPr><w:rPr><w:del/></w:rPr></w:pPr>" + run("слово") + "</w:p>"

READ = {
    "endless paragraphs": PAGE + (b"<p>" + WORD) * COUNT,
    "endless open tags": PAGE + (b"<div align=right>" + WORD) * COUNT,
    "endless bold": PAGE + (b"<b>" + WORD) * COUNT,
    "endless angles": PAGE + WORD + b"<" * COUNT,
    "endless entities": PAGE + b"&amp;" * COUNT,
    "endless attributes": PAGE + WORD + b"<p " + b"a=b " * COUNT + b">" + WORD,
    "endless tables": PAGE + b"<table><tr><td>1</table>" * COUNT,
    "endless wiki links": b"# a\n[[" + WORD + b"]]" + b"[[" * COUNT,
    "endless links": b"# a\n[[" + WORD + b"]]" + b"[a](" * COUNT,
    "endless quotes": b"[[" + WORD + b"]] " + b">" * COUNT,
    "endless front matter": b"---\na: b\n" + b"---x\n" * COUNT + WORD,
    "endless runs": docx("<w:p>" + run("слово") * COUNT + "</w:p>"),
    "endless tabs": docx(f"<w:p><w:r>{TAB * COUNT}<w:t>слово</w:t></w:r></w:p>"),
    "endless figures": docx(paragraph("1" * COUNT + "\tслово")),
    "endless number": docx(paragraph("1." * COUNT + "\tслово")),
    "endless breaks": docx(paragraph("слово\n" * COUNT)),
    "endless struck ends": docx(STRUCK_END * COUNT),
}
ENDS = {
    "endless paragraphs": ("слово", COUNT),
    "endless open tags": ("слово", COUNT),
    "endless bold": ("слово", COUNT),
    "endless entities": ("&", COUNT),
    "endless tables": ("1", COUNT),
    "endless wiki links": ("[[", COUNT),
    "endless links": ("[a](", COUNT),
    "endless quotes": (">", COUNT),
    "endless front matter": ("---x", COUNT),
    "endless runs": ("слово", COUNT),
    "endless figures": ("1", COUNT),
    "endless number": ("1.", COUNT),
    "endless breaks": ("слово", COUNT),
    "endless struck ends": ("слово", COUNT),
}
"""What stands in the text to its end, and how often."""

LONG = "слово " * 1_000
REACHING_DOWN = (
    ("<w:tbl><w:tr><w:tc><w:tcPr><w:vMerge w:val='restart'/></w:tcPr>" + paragraph(LONG))
    + "</w:tc></w:tr>"
    + "<w:tr><w:tc><w:tcPr><w:vMerge/></w:tcPr><w:p/></w:tc></w:tr>" * 1_900
)

REFUSED = {
    "a page heavier than any text": (PAGE + b"<!--" + b"x" * (5 << 20), Unreadable.BIG_TEXT),
    "endless lines": ("слово\n".encode() * TOO_MANY, Unreadable.LONG_TEXT),
    "endless lines of a page": (PAGE + (b"<p>" + WORD) * TOO_MANY, Unreadable.LONG_TEXT),
    "endless lines of Word": (docx(paragraph("слово") * TOO_MANY), Unreadable.LONG_TEXT),
    "a long cell beside every row of Word": (
        docx(REACHING_DOWN + "</w:tbl>"),
        Unreadable.LONG_TEXT,
    ),
    "a long cell beside every row": (
        PAGE
        + (b"<table><tr><td rowspan=199>" + LONG.encode() + b"<td>1" + b"<tr><td>1" * 198)
        + b"<tr><td rowspan=199>"
        + (LONG.encode() + b"<td>1" + b"<tr><td>1" * 198)
        + b"</table>",
        Unreadable.LONG_TEXT,
    ),
    "endless comments": (PAGE + b"<!--" * COUNT, Unreadable.EMPTY),
    "endless cells": (PAGE + b"<table><tr>" + b"<td>1" * COUNT, Unreadable.LONG_TABLE),
    "endless spans": (
        PAGE + b"<table>" + b"<tr><td rowspan=999999 colspan=999999>1" * COUNT,
        Unreadable.LONG_TABLE,
    ),
    "endless word cells": (docx(table(("слово",) * 1_000)), Unreadable.LONG_TABLE),
    "endless empty paragraphs": (docx("<w:p/>" * 100_001), Unreadable.LONG_TEXT),
    "endless indents": (b"[[" + WORD + b"]]\n" + b" " * COUNT + b"- " + WORD, Unreadable.DEEP_LIST),
}


@pytest.mark.parametrize("name", READ)
def test_an_odd_file_is_read_to_its_end(name: str) -> None:
    wanted, least = ENDS.get(name, ("слово", 1))
    assert read_source(READ[name]).text.count(wanted) >= least


@pytest.mark.parametrize("name", REFUSED)
def test_an_odd_file_is_refused(name: str) -> None:
    data, reason = REFUSED[name]
    with pytest.raises(UnreadableFile) as caught:
        read_source(data)
    assert caught.value.reason is reason
