"""The lines of a text as extraction left it, freed of pages, marks and mark-up."""

import bisect
import itertools
import re
from collections import Counter
from dataclasses import dataclass, replace

from mentoring_pages.importing.page_numbers import page_lines
from mentoring_pages.importing.stamps import stamp_lines
from mentoring_pages.importing.titles import is_numbered_appendix, split_glued_title

INVISIBLE = re.compile("[\u00ad\u200b\u200c\u200d\u2060\ufeff]")
SPACES = re.compile(r"[ \u00a0\u2000-\u200a\u202f]+")
FRONT_MATTER = re.compile(r"\A\s*---[ \t]*\n(?P<body>.*?)\n---[ \t]*(?:\n|\Z)", re.DOTALL)
BOOKMARK = re.compile(r"\[bookmark:[^\[\]]*\]")
RULE_SIGNS = frozenset("-=*+|: \t")
ALIGNED = re.compile(r"\|\s*:?-+:?\s*\|")
"""«|:--|--:|»: the line under the header of a table in Markdown."""

MARKDOWN_HEADING = re.compile(r"(#{1,6})\s+")
ITALIC_LINE = re.compile(r"(?<!.)\s*(?P<sign>[*_])(?P<text>[^\s*_][^*]*[^\s*_])(?P=sign)\s*(?!.)")
MARK_ALONE = re.compile(r"(?:\d{1,3}(?:\.\d{1,3})*[.)]|[а-я]\)|[-–—−•●▪◦·*\uf000-\uf0ffo➢✓✔►])")
SPACED_WORD = re.compile(r"(?<![А-ЯЁа-яё])(?:[А-ЯЁ] ){5,40}[А-ЯЁ](?![А-ЯЁа-яё])")
TORN_KIND = re.compile(
    "|".join(rf"(?<!\w){' ?'.join(kind)}(?!\w)" for kind in ("положение", "порядок", "программа")),
    re.IGNORECASE,
)
"""«ПОЛОЖ ЕНИЕ»: the word for the act as a scanner tore it."""

STRETCHED = re.compile(r"(?:[\w,.«»]+ _{3,} ){3,}[\w,.«»]+")
CONTENTS_TITLE = re.compile(r"(?:содержание|оглавление)\s*:?", re.IGNORECASE)
CONTENTS_LINE = re.compile(r".+?(?:\.{4,}|…{2,}|(?:\s\.){4,})\s*\d{1,3}")
SIGNED = re.compile(r"_{4,}")
"""A line to sign, its parts set apart by tabs."""

SITE_NOTE = (
    r"(?:(?:(?:дата\s+(?:публикации|размещения|обновления)|опубликован\w+|обновлен\w+|размещен\w+)"
    r"\s*:?\s*\d{1,2}[.\s]\s?\w{2,8}[.\s]\s?\d{4}(?:\s*г\.?)?(?:,?\s*\d{1,2}:\d{2})?)"
    r"|(?:(?:количество\s+|число\s+)?просмотр\w*|скачиваний|загрузок)\s*:?\s*\d[\d ]{0,8}"
    r"|файл\s+(?:электронной\s+)?подписи"
    r"|(?:скачать|распечатать|версия\s+для\s+печати)(?:\s+(?:файл|документ|страницу))?"
    r"(?:\s*\([^()]{1,40}\))?)"
)
SITE_FOOTER = re.compile(
    r"(?:©|copyright\b).{0,200}|(?!\d).{0,120}(?<!\w)все\s+права\s+защищены\.?"
    rf"|{SITE_NOTE}(?:[\s|·•,;/]+{SITE_NOTE}){{0,5}}",
    re.IGNORECASE,
)
"""What a site prints under every page: whose it is, when it was shown and how often read."""

UNESCAPED_BAR = re.compile(r"(?<!\\)\|")
LONGEST_CONTENTS = 120
"""Lines."""

BARE_NUMBER = re.compile(r"\d{1,2}\.?")
"""A contents list printed as a table gives its numbers, titles and pages on lines of their own."""

MOST_CONTENTS = 5
"""Contents lists without leaders: an act has one, its appendices may have theirs."""

NUMBERED_HEAD = re.compile(r"(?P<text>\D{12,80}?)\s+(?P<page>\d{1,3})")
LINES_OF_A_TITLE = 40
HEAD_REPEATS = 3
FEW_PAGES = 3
"""With so few pages two repeats are a running head."""

APPENDIX = re.compile(r"[\s*#]*приложение", re.IGNORECASE)
"""The heads of appendices stand at the top of page after page too, and are text."""

SHORTEST_HEAD = 3
LONGEST_HEAD = 300
"""Characters: a line of a contents list or a running head."""


@dataclass(frozen=True, slots=True)
class Line:
    """A line with something on it.

    ``cells`` are set for a row of a table, ``columns`` for a line with wide gaps; ``indent`` counts
    the blanks before the text, ``raw`` is the line as it stands on the paper.
    """

    text: str
    after_blank: bool = False
    strong: bool = False
    cells: tuple[str, ...] = ()
    columns: tuple[str, ...] = ()
    indent: int = 0
    raw: str = ""


@dataclass(frozen=True, slots=True)
class CleanText:
    """Lines of the act, and what was taken away as no text of it."""

    lines: tuple[Line, ...]
    dropped: tuple[str, ...]
    front_matter: str = ""


def is_rule(line: str) -> bool:
    """Whether the line is drawn, not written: «-----», «---|---», «***»."""
    drawn = any(sign * 3 in line for sign in "-=*") or ALIGNED.search(line) is not None
    return RULE_SIGNS.issuperset(line) and drawn


def open_row(source: str) -> bool:
    """Whether a line is a row of a table without bars at its ends: «№ | День | Где»."""
    return source.count(" | ") > 1 and not source.strip().startswith("|")


def close_up(text: str) -> str:
    """Words set wide by blanks between their letters are words again: «П О Л О Ж Е Н И Е»."""
    text = TORN_KIND.sub(lambda found: found.group(0).replace(" ", ""), text)
    return SPACED_WORD.sub(lambda found: found.group(0).replace(" ", ""), text)


def clean_lines(text: str) -> CleanText:
    """The lines of ``text`` without page numbers, running heads, rules, bold and heading marks."""
    dropped: list[str] = []
    text = re.sub(r"\r\n?|[\v\u2028\u2029\x85]", "\n", text)
    front = FRONT_MATTER.match(text)
    front_matter = front["body"] if front and ":" in front["body"] else ""
    if front and front_matter:
        text = text[front.end() :]
    text = close_up(BOOKMARK.sub("", INVISIBLE.sub("", text)))
    raw = re.sub(r"\f", "\n\f\n", text).split("\n")
    pages = page_lines(raw)
    heads = _running_heads(raw, pages) | _numbered_heads(raw) | _contents_lines(raw)
    heads |= stamp_lines(raw)
    lines: list[Line] = []
    after_blank = strong = False
    for index, source in enumerate(raw):
        if index in pages or index in heads or _is_site_footer(source):
            if source.strip():
                dropped.append(source.strip())
            after_blank = True
            continue
        if not source.strip() or is_rule(source):
            after_blank = after_blank or "\t" not in source
            continue
        line, strong = _read_line(source, strong, lines, dropped)
        lines += [
            replace(part, after_blank=after_blank if first else True)
            for first, part in zip((True, False), line, strict=False)
            if part.text or part.cells
        ]
        after_blank = False
    return CleanText(tuple(lines), tuple(dropped), front_matter)


def _is_site_footer(line: str) -> bool:
    """Whether a site signs its page here: «© Школа, 2022. Все права защищены»."""
    return bool(SITE_FOOTER.fullmatch(line.strip(" \t*_")))


def _read_line(
    source: str, strong: bool, before: list[Line], dropped: list[str]
) -> tuple[list[Line], bool]:
    """One source line, as two where a title is glued to the text that follows it."""
    marks = source.count("**")
    is_strong = strong or source.strip().startswith("**")
    strong_after = strong ^ (marks % 2 == 1)
    source = source.replace("**", "")
    source = ITALIC_LINE.sub(r"\g<text>", source)
    heading = MARKDOWN_HEADING.match(source)
    if heading:
        source, is_strong = source[heading.end() :], True
    if source.strip().startswith("|") and source.count("|") == 1:
        source = source.replace("|", " ", 1)
    cells = _cells(source, before[-1] if before else None)
    if cells:
        return [Line("", cells=cells)], strong_after
    text = SPACES.sub(" ", source.replace("\t", " ")).strip()
    stretched = STRETCHED.match(text)
    if stretched:
        dropped.append("_____ между словами строки, растянутой по ширине")
        text = re.sub(r" _{3,} ", " ", stretched.group(0)) + text[stretched.end() :]
    columns = tuple(part.strip() for part in re.split(r"\s{3,}|\t", source.strip()) if part.strip())
    raw = source.expandtabs(8).replace("\u00a0", " ").rstrip()
    indent = len(raw) - len(raw.lstrip())
    return [
        Line(part, strong=is_strong, columns=columns, indent=indent, raw=raw)
        for part in split_glued_title(text)
    ], strong_after


def _cells(source: str, before: Line | None) -> tuple[str, ...]:
    """The cells of a table row, or nothing for a line of text.

    A tab after a number or a bullet is Word's way to print a list, and a leading tab is an indent,
    unless a table stands right before.
    """
    inside = bool(before and before.cells)
    stripped = source.strip()
    if stripped.startswith("|") and stripped.endswith("|") and stripped.count("|") > 2:
        cells = UNESCAPED_BAR.split(stripped[1:-1])
        return tuple(cell.replace("\\|", "|").strip() for cell in cells)
    if open_row(source):
        return tuple(cell.strip() for cell in source.split(" | "))
    if "\t" not in source:
        return ()
    cells = [SPACES.sub(" ", cell).strip() for cell in source.split("\t")]
    filled = [cell for cell in cells if cell]
    if inside and len(filled) == 1 and is_numbered_appendix(filled[0]):
        return ()
    if inside and len(filled) > 0:
        width = len(before.cells) if before else 0
        if len(cells) == width or not cells[0]:
            return tuple(cells)
    if not inside and len(filled) < 4 and any(SIGNED.match(cell) for cell in filled):
        return ()
    if len(filled) < 2 or (len(filled) == 2 and MARK_ALONE.fullmatch(filled[0])):
        return ()
    return tuple(cells)


def _contents_lines(raw: list[str]) -> set[int]:
    """A contents list with its title: its lines end in leaders and a page."""
    found = {
        index
        for index, line in enumerate(raw)
        if len(line) <= LONGEST_HEAD
        and line.rstrip()[-1:].isdigit()
        and CONTENTS_LINE.fullmatch(line.strip())
    }
    titles = {i for i, line in enumerate(raw) if CONTENTS_TITLE.fullmatch(line.strip(" \t*#"))}
    if found:
        return found | titles
    few = sorted(titles)[:MOST_CONTENTS]
    return {index for title in few for index in _listed_below(raw, title)}


def _listed_below(raw: list[str], title: int) -> range:
    """A contents list without leaders: up to the line that prints its first entry again."""
    window = range(title + 1, min(title + LONGEST_CONTENTS, len(raw)))
    entries = [(index, _entry(raw[index])) for index in window if raw[index].strip()]
    if len(entries) < 3:
        return range(0)
    first = entries[0][1]
    if not first and BARE_NUMBER.fullmatch(raw[entries[0][0]].strip()):
        first = f"{raw[entries[0][0]].strip(' .')}. {entries[1][1]}"
    again = next((index for index, entry in entries[1:] if entry == first), None)
    return range(title, again) if again is not None and len(first) > 5 else range(0)


def _entry(line: str) -> str:
    """A line as the contents list and the heading below print it alike."""
    plain = re.sub(r"[\s.…]*\d{0,3}\s*$", "", line.replace("**", "").lstrip("# "))
    return re.sub(r"\s+", " ", plain).strip().casefold()


def _numbered_heads(raw: list[str]) -> set[int]:
    """Lines of the act's own name with the page that counts up: «Порядок назначения … 2»."""
    title = " ".join(" ".join(raw[:LINES_OF_A_TITLE]).split()).casefold()
    found: dict[str, list[tuple[int, int]]] = {}
    for index, line in enumerate(raw):
        if len(line) < LONGEST_HEAD and (match := NUMBERED_HEAD.fullmatch(line.strip())):
            text = " ".join(match["text"].split()).casefold()
            found.setdefault(text, []).append((index, int(match["page"])))
    return {
        index
        for text, places in found.items()
        if len(places) > 1
        and len(text.split()) > 2
        and text in title
        and all(later[1] == earlier[1] + 1 for earlier, later in itertools.pairwise(places))
        for index, _ in places
    }


def _says_the_title(text: str, raw: list[str]) -> bool:
    """Whether each column of a line stands in the head of the act: its school, its name."""
    head = " ".join(" ".join(raw[:LINES_OF_A_TITLE]).split()).casefold()
    return all(part.strip().casefold() in head for part in re.split(r"\s{3,}", text))


def _running_heads(raw: list[str], pages: set[int]) -> set[int]:
    """Lines repeated page after page right beside a page number or a page break."""
    breaks = pages | {index for index, line in enumerate(raw) if line == "\f"}
    if not breaks:
        return set()
    beside: dict[str, list[int]] = {}
    written = [index for index, line in enumerate(raw) if line.strip()]
    for edge in breaks:
        after = bisect.bisect_right(written, edge)
        before = bisect.bisect_left(written, edge) - 1
        for place in (before, after):
            if 0 <= place < len(written) and written[place] not in pages:
                beside.setdefault(raw[written[place]].strip(), []).append(written[place])
    times = Counter(line.strip() for line in raw)
    least = HEAD_REPEATS if len(breaks) > FEW_PAGES else 2
    return {
        index
        for text, places in beside.items()
        if len(set(places)) >= (2 if _says_the_title(text, raw) else least)
        and len(text) > SHORTEST_HEAD
        and not APPENDIX.match(text)
        and len(set(places)) >= times[text] - 1
        for index in places
    }
