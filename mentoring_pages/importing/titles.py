"""How the parts of an act announce themselves: titles of papers, heads of appendices, headings."""

import re

LONGEST_TITLE = 30
"""Words."""

LONGEST_CAPITALS = 20
LONGEST_CAPITAL_LINE = 300
FEWEST_CAPITALS = 4
"""Words and characters of a heading in capitals, letters of its word: «ПРАВА», not «ДО»."""

ABOUT_A_REFERENCE = 160
"""Characters before «(Приложение № 2)» that may say what the appendix is."""

PAPER_TITLE = re.compile(
    r"""
    (?:
        (?i:согласие)\s(?i:(?:\w+\s){0,4}на\s(?:обработку|распространение|публикацию|использование))
        [^.;:]*
      | (?:СОГЛАСИЕ|СОГЛАШЕНИЕ|ДОГОВОР|ЗАЯВЛЕНИЕ|АНКЕТА|ЖУРНАЛ|РЕЕСТР|ФОРМА|ПЛАН|ПАМЯТКА|ОТЧ[ЕЁ]Т|
           ИНДИВИДУАЛЬНЫЙ|ДОРОЖНАЯ|ПРИМЕРН\w+|ТИПОВ\w+)\b[^.;:]*
      | (?:Соглашение|Договор)\s(?:о|между)\s[^.;:]*
      | Индивидуальный\sплан\s[^.;:]*
      | (?:Примерн\w+\s|Типов\w+\s)?[Дд]орожная\sкарта\b[^.;:]*
      | (?:Примерн|Типов)\w+\sформ\w+\s[^.;:]*
    )
    """,
    re.VERBOSE,
)
GLOSSARY_TITLE = re.compile(
    r"(?:Глоссарий|Словарь\s+терминов|Тезаурус)\b[^.;:]{0,80}", re.IGNORECASE
)
SHEET_TITLE = re.compile(
    r"Лист\s+(?:ознакомлени\w+|согласовани\w+|регистрации|уч[её]та)\b[^.;:]{0,80}", re.IGNORECASE
)
APPENDIX_HEAD = re.compile(
    r"Приложение\s*(?:(?:№|N)\s*)?(?P<number>\d{1,2}|(?-i:[А-ЯA-Z]))?(?![\w)])\s*[.:]?\s*(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
NAMED_APPENDIX = re.compile(r"приложение\s*[.:]\s*[А-ЯЁ«][^.;:]{2,80}$", re.IGNORECASE)
"""«Приложение. Дневник пары»"""

APPENDIX_REST = re.compile(r"(?:к\s|[–—-]\s|«|[А-ЯЁ]|\(|$|утвержд)")
ADDRESSEE = re.compile(
    r"(?:Генеральному\s)?(?:Директору|Руководителю|Заведующему|Заведующей|Ректору|Начальнику"
    r"|ДИРЕКТОРУ|РУКОВОДИТЕЛЮ|ЗАВЕДУЮЩЕМУ|ЗАВЕДУЮЩЕЙ)\b"
)
HEADINGS = re.compile(
    r"(?:общие|заключительные|основные|переходные)\s+положения"
    r"|(?:предмет|срок\s+действия)\s+(?:соглашения|договора)"
    r"|права\s+и\s+обязанности\s+(?:сторон|наставника|наставляемого|куратора)"
    r"|(?:подписи|реквизиты|ответственность|адреса)\s+сторон"
    r"|цел[ьи]\s+и\s+задачи(?:\s\w+){0,4}|термины\s+и\s+определения",
    re.IGNORECASE,
)
KINDS_BY_STEM = {
    "соглас": "consent",
    "соглаш": "agreement",
    "договор": "agreement",
    "дорожн": "roadmap",
    "глоссар": "glossary",
    "словар": "glossary",
    "индивидуальн": "plan",
    "заявлени": "application",
    "заявк": "application",
    "анкет": "questionnaire",
    "журнал": "register",
    "реестр": "register",
    "баз": "register",
}
REFERENCE = re.compile(
    r"\(\s*(?:см\.\s*)?приложени\w+\s*№?\s*(?P<number>\d{1,2})\s*\)",
    re.IGNORECASE,
)


def plain(text: str) -> str:
    """The words of a line without blanks to fill in and notes."""
    return re.sub(r"\s+", " ", re.sub(r"_{2,}", " ", text)).strip(" *")


def is_glossary_title(text: str) -> bool:
    return bool(GLOSSARY_TITLE.fullmatch(text.strip()))


def is_sheet_title(text: str) -> bool:
    """Whether the line is the title of a sheet that people sign after the act."""
    return bool(SHEET_TITLE.fullmatch(text.strip()))


def is_paper_title(text: str) -> bool:
    """Whether the line is the title of a paper (consent, agreement, roadmap…)."""
    title = plain(text)
    return len(title.split()) <= LONGEST_TITLE and bool(PAPER_TITLE.fullmatch(title))


def is_heading(text: str) -> bool:
    """Whether the line is a heading that acts usually have, printed here without a number."""
    return bool(HEADINGS.fullmatch(text.strip().rstrip(".")))


def is_capital_heading(text: str) -> bool:
    """Whether the line is a heading in capitals, printed without a number."""
    if len(text) > LONGEST_CAPITAL_LINE or text.upper() != text:
        return False
    letters = [letter for letter in text if letter.isalpha()]
    return (
        len(letters) >= FEWEST_CAPITALS
        and all(letter.isupper() for letter in letters)
        and len(text.split()) <= LONGEST_CAPITALS
        and text[-1] not in ",;:"
        and "_" not in text
        and any(len(word) >= FEWEST_CAPITALS for word in re.findall(r"[А-ЯЁ]+", text))
        and not re.search(r"\d{2}", text)
    )


def is_addressee(text: str) -> bool:
    """Whether the line opens the address of an application («Директору … от …»)."""
    return bool(ADDRESSEE.match(text))


def appendix_head(text: str) -> tuple[str, str] | None:
    """The number and the rest of an appendix's head, or ``None`` when the line is none."""
    match = APPENDIX_HEAD.fullmatch(text.strip())
    if match is None or not APPENDIX_REST.match(match["rest"]):
        return None
    rest = match["rest"].lower()
    named = rest.startswith("к ") or NAMED_APPENDIX.match(text.strip())
    if not match["number"] and rest and not named:
        return None
    return match["number"] or "", match["rest"].strip(" .")


def is_numbered_appendix(text: str) -> bool:
    """Whether the line is the head of an appendix with its number or with «к …» after it."""
    head = appendix_head(text)
    return head is not None and (bool(head[0]) or head[1].startswith("к "))


def stem_of(title: str) -> str:
    """The part of a title by which references name the paper, or an empty string."""
    lowered = title.lower()
    return next((stem for stem in KINDS_BY_STEM if re.search(rf"\b{stem}", lowered)), "")


def appendix_numbers(text: str) -> dict[str, str]:
    """Which number the text itself gives to which kind of paper: «согласие (Приложение № 2)»."""
    numbers: dict[str, str] = {}
    for match in REFERENCE.finditer(text):
        before = text[max(0, match.start() - ABOUT_A_REFERENCE) : match.start()].lower()
        about = before[max(before.rfind("("), before.rfind(")")) + 1 :]
        places = {stem: about.rfind(stem) for stem in KINDS_BY_STEM if stem in about}
        if places:
            numbers.setdefault(max(places, key=lambda stem: places[stem]), match["number"])
    return numbers


def mentioned_appendices(text: str) -> set[str]:
    """The numbers of all appendices the text refers to."""
    return set(re.findall(r"приложени\w*\s*№\s*(\d{1,2})", text, re.IGNORECASE))


def split_glued_title(text: str) -> list[str]:
    """A line in two where a paper's title runs into «Я, …»."""
    match = re.fullmatch(r"(?P<title>.*?\S)\s+(?P<body>Я,\s.*)", text)
    if match and is_paper_title(match["title"]):
        return [match["title"], match["body"]]
    return [text]
