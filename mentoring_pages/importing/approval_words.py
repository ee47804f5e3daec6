"""The words an approval block is made of: roles, posts, bodies, papers, days and names."""

import re
from datetime import date

from mentoring_pages.domain.dates_in_words import MONTHS
from mentoring_pages.domain.lemmas import readings

ROLE = re.compile(
    r"[«\"“]?\s*(?P<word>утвер(?:жд|дж)(?:аю|аем|ено|ена|[её]н|ены)|согласован[оаы]?|согласен|принят[оаы]?"
    r"|рассмотрен[оаы]?(?:\s*(?:и|,)\s*(?:принят[оаы]?|одобрен[оаы]?"
    r"|рекомендован[оаы]?(?:\s+к\s+(?:утверждению|принятию))?))?"
    r"|обсужден[оаы]?(?:\s*(?:и|,)\s*принят[оа]?)?"
    r"|одобрен[оаы]?|рекомендован[оаы]?(?:\s+к\s+(?:утверждению|принятию))?|учт(?:ено|[её]н)\s+мнение|мотивированное\s+мнение|мнение(?=\s[^.;:]{3,90}\sучтено)"
    r"|(?-i:С)\s+уч[её]том\s+(?:мотивированного\s+)?мнения|вв(?:едено|едён|еден|одится)\s+в\s+действие)"
    r"(?![\w-])\s*[»\"”]?\s*[:.,]?",
    re.IGNORECASE,
)
DAY = re.compile(
    rf"[«\"“„]?[\s_]*(?P<day>\d{{1,2}})[\s_]*[»\"”]?[\s_]*\.?[\s_]*"
    rf"(?P<month>{'|'.join(MONTHS)}|(?<!\d)\d{{1,2}})"
    r"[\s_]*\.?[\s_]*(?P<year>(?:19|20)\s?\d{2}|\d{2}(?=[\s_]*г)|(?<=\d\.)\d{2}(?![\w./]))[\s_]*(?:года|год|г(?!\w))?\.?",
    re.IGNORECASE,
)
PAPER = (
    r"(?:приказ|распоряжени|про?т[оа]кол|потокол|постановлени|решени)\w*"
    r"|(?<!\w)пр(?:от)?\.(?=\s*(?:№|N|от))"
)
NUMBER_SIGN = r"(?:№|N[o°]?|Nº)"
NUMBER = (
    r"(?P<number>[\w./\\-]*\d[\w./\\]*(?:\s?[-–/]\s?(?:\d+(?:[/-]\d+)?|[А-ЯЁа-яё]{1,4})(?!\w))*"
    r"(?:(?:(?<=/)\s|\s?/\s?)\d+(?:\.\d+)+(?![\w.]))?"
    r"(?:\([А-Яа-я]{1,3}\))?"
    r"(?:\s(?:о/д|О/Д|од|ОД|л/с|Л/С|а/х|А/Х|осн)(?![\w/]))?)"
)
NUMBERS = (
    re.compile(rf"(?:{PAPER})[^№]{{0,120}}?{NUMBER_SIGN}[\s_]*{NUMBER}", re.IGNORECASE),
    re.compile(rf"(?:\d{{4}}|\.\d{{2}})[\s_]*(?:года|г)?\.?[\s_]*{NUMBER_SIGN}[\s_]*{NUMBER}"),
    re.compile(rf"{NUMBER_SIGN}[\s_]*{NUMBER}[\s_]*(?:от|\()", re.IGNORECASE),
    re.compile(rf"(?:{PAPER})[\s_]+{NUMBER}(?!\.\d)", re.IGNORECASE),
    re.compile(rf"^[\s_]*{NUMBER_SIGN}[\s_]*{NUMBER}", re.IGNORECASE),
    re.compile(
        rf"(?:совет|собрани|комитет)\w*[\s_]*{NUMBER_SIGN}[\s_]*{NUMBER}"
        rf"(?=\s+(?:протокол|от)(?!\w)|\s*{DAY.pattern})",
        re.IGNORECASE,
    ),
    re.compile(
        rf"(?:{PAPER})[^№]{{3,120}}?\s(?P<number>\d{{1,4}}(?:[-/]\w{{1,4}})?)\sот\s(?={DAY.pattern})",
        re.I,
    ),
)
BLANK_DAY = re.compile(
    r"[«\"“„][\s_]*[»\"”][\s_]*(?:[а-я]{3,8}[\s_]+)?(?:(?:19|20)\d{0,2})?[\s_]*(?:года|г\.?)?(?!\w)"
    r"|(?<!\w)от[\s_]*_{2,}[\s_]*(?:(?:19|20)\d{2})?[\s_]*(?:года|г\.?)?(?!\w)|число,?\s+месяц(?:,?\s+год)?|расшифровка\s+подписи"
)
"""«___» ________ 20__ г.: a day nobody wrote in, and what is printed under such places."""

WORDS_OF_A_MEETING = re.compile(r"\b(?:на|заседани[ие]|решением|с\s+уч[её]том\s+мнения)\b", re.I)
AFTER_NUMBER_SIGN = re.compile(rf"{NUMBER_SIGN}[\s_]*$", re.IGNORECASE)
BEFORE_DAY = re.compile(rf"\s*от\s*{DAY.pattern}", re.IGNORECASE)
GARBLED = re.compile(r"\s*:?\s*[\^{}|\\~<>=]")
"""«№ 2:^ A»: what a scanner left of a number written by hand."""

AT_PLACE_TO_SIGN = re.compile(r"_{3,}\s*/?\s*$")
LONGEST_NUMBER = 50
POST = (
    r"(?:Директор|Заведующ|Руководител|Ректор|Начальник|Председател|Глав|Президент|Заместител"
    r"|Рук\.|Зам\.|Зав\.|Пред\.|И\.?\s?о(?:\.|\s)|Исполняющ|Врио|Методист|Секретар|Представител|Учредител|Куратор)"
)
NO_SURNAME = (
    r"(?!(?:Им|[СОН]?ОШ|СШ|[А-ЯЁ]{0,5}ОУ|СПО|ДПО|ЦРР|ДЮЦ|ДДТ|ЦДТ|ДШИ|РФ|РК|СО|АО|МО|ЦО|УВК)(?!\w))"
)
"""«Директор МБОУ Сосновская ООШ Л.А. Дроздова»: what kind of a school it is."""

SURNAME = NO_SURNAME + r"[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]{2,})(?:-[А-ЯЁ](?:[а-яё]+|[А-ЯЁ]{2,}))?"
INITIALS = r"[А-ЯЁ]\.\s?(?:[А-ЯЁ]\.?|(?=\s))"
NAME = re.compile(
    rf"(?!{POST}){SURNAME}\s+{INITIALS}(?!\w)(?:\s(?:оглы|кызы|Оглы|Кызы)\b)?"
    rf"|(?<![А-ЯЁа-яё.])[А-ЯЁ]\.\s?[А-ЯЁ]\.\s?{SURNAME}"
    rf"|{SURNAME}\s+[А-ЯЁ][а-яё]+\s+[А-ЯЁ][а-яё]+(?:ич|вна|ична|инична|оглы|кызы)\b"
    rf"|(?<=[_/])\s*(?!{POST})[А-ЯЁ]\.\s?{SURNAME}"
    rf"|(?<=/)\s*(?!{POST}){SURNAME}(?:\s[А-ЯЁ][а-яё]+){{0,2}}\s+[А-ЯЁ]\.(?=\s?/)"
)
NAMED_AFTER = re.compile(r"(?:(?<!\w)им\.?|имени)\s*(?:\w+\s){0,3}$", re.IGNORECASE)
OF_A_PLACE = re.compile(
    r"(?<![\w.])(?<!\d{4}\s)(?<!\.\d\d\s)(?:г|гор|с|п|пос|дер|д|ст|х|пгт)\.?\s*$"
)
"""«г. Ольхина Т. С. Липова»: what a town is called is no surname."""

POST_ENDS = re.compile(
    rf"(?<!\w)-?\d*\s?(?-i:[a-z]{{3,}})(?!\w)|_{{2,}}|/(?!(?<=[дД]/)[сС](?!\w))|(?:{PAPER})\s*(?:{NUMBER_SIGN}|от|\d|_)|(?<!\w)от\s|{NUMBER_SIGN}\s*\d"
    r"|(?<!\w)Протокол|(?<!\w)Приказ(?!\w)",
    re.IGNORECASE,
)
SERVICE_WORDS = re.compile(
    r"«Об?\s[^«»]{3,80}»|(?<!\w)рег(?:истрационный)?\.?\s*(?=№|N)|введени[ея]\s+в\s+действие"
    r"|§\s*\d+|(?<!\w)(?-i:[А-ЯЁ]{0,4}О[УШ])(?!\w)|"
    rf"{PAPER}|\bот\b|{NUMBER_SIGN}|\bгода?\b|\bг\.|м\.?\s?п\.|подпись|дата|_+|[/()«»\".,:;]",
    re.IGNORECASE,
)
SCHOOL_NAME = re.compile(
    r"«[^«»]*[А-ЯЁа-яё]{2}[^«»]*»|\"[^\"]*[А-ЯЁа-яё]{3}[^\"]*\""
    r"|(?<!по\s)(?:СОШ|ООШ|НОШ|СШ|ДОУ|школ\w*(?:-\w+)?|гимнази\w*|лице[йяе]\w*|сад\w*|училищ\w*|центр\w*)"
    r"\s*№\s*\d+(?:\s+имени(?:\s+[А-ЯЁ]\S*)+)?"
    r"|(?<!\w)(?!ПРИКАЗ|ПРОТОКОЛ|РАСПОР|ПОСТАН|РЕШЕН)(?-i:[А-ЯЁ]{2,8}(?:\s+[А-ЯЁ]{2,6}){0,2})"
    r"\s*№\s*\d+(?![\w/-])",
    re.IGNORECASE,
)
"""The number of a school is not the number of an order."""

LOOSE_NUMBER = re.compile(
    rf"(?<!\w)(?!совет|собрани|комитет)\w+\s*(?P<number>{NUMBER_SIGN}\s*\d+)"
    r"(?!\d|\s*(?:от(?!\w)|[/-]\s?\w|[«\"]?\s*\d))",
    re.IGNORECASE,
)
"""«Заведующий детским садом вида № 64»: before its paper a number is that of the school."""

OWN_NUMBER = re.compile(r"(?:[-/]\w+|\(\w+\))?\s+от\s", re.IGNORECASE)
NOISE = re.compile(r"^(?:[^\w«\"]|М\.?\s?П\.)+|[^\w»\".)]+$")
LONGEST_CLOSING = 30
"""Words."""

LONGEST_POST = 200
"""Characters: what the field of a page holds. A longer text is no post."""

BY_PAPER = re.compile(rf"^(?:(?:{PAPER}|по|на\s+основании)\s+)", re.IGNORECASE)
POSTS_OF = (
    (r"директора", "Директор"),
    (r"заведующего", "Заведующий"),
    (r"заведующей", "Заведующая"),
    (r"руководителя", "Руководитель"),
    (r"начальника", "Начальник"),
    (r"ректора", "Ректор"),
    (r"председателя", "Председатель"),
    (r"исполнительного\s+директора", "Исполнительный директор"),
    (r"генерального\s+директора", "Генеральный директор"),
    (r"исполняющего\s+обязанности\s+директора", "Исполняющий обязанности директора"),
    (r"и\.\s?о\.\s+директора", "И.о. директора"),
    (r"директором", "Директор"),
    (r"заведующим", "Заведующий"),
    (r"руководителем", "Руководитель"),
    (r"начальником", "Начальник"),
    (r"ректором", "Ректор"),
    (r"председателем", "Председатель"),
)
"""«Утверждено приказом директора», «Утверждён директором»: the post as its holder is called."""

BY_PERSON = re.compile(
    r"(?:директор|руководител|начальник|ректор|председател)[ое]м(?!\w)"
    r"|заведующ(?:им|ей)(?!\w)",
    re.IGNORECASE,
)
INSTRUMENTAL = re.compile(r"[а-яё]{2}(?:ой|ым|им)(?!\w)")

BODIES = (
    (r"педагогическ\w+\s+совет|педсовет", "педагогический совет"),
    (r"совет\w*\s+педагог", "совет педагогов"),
    (r"управляющ\w+\s+совет", "управляющий совет"),
    (r"научно-методическ\w+\s+совет", "научно-методический совет"),
    (r"методическ\w+\s+совет", "методический совет"),
    (r"наблюдательн\w+\s+совет", "наблюдательный совет"),
    (r"попечительск\w+\s+совет", "попечительский совет"),
    (r"уч[её]н(?:ый|ого|ому|ым|ом)\s+совет", "учёный совет"),
    (r"общ\w+\s+собрани", "общее собрание"),
    (r"совет\w*\s+родителей|родительск\w+\s+совет|совет\w*\s+\(?законных", "совет родителей"),
    (r"родительск\w+\s+комитет", "родительский комитет"),
    (r"совет\w*\s+старшеклассник", "совет старшеклассников"),
    (r"совет\w*\s+(?:об)?уча\w+|ученическ\w+\s+совет", "совет обучающихся"),
    (r"студенческ\w+\s+совет", "студенческий совет"),
    (r"профсоюз|профком|первичн\w+\s+профсоюзн", "профсоюзный комитет"),
    (r"методическ\w+\s+объединени", "методическое объединение"),
    (r"совет\w*\s+учреждени|совет\w*\s+школы", "совет учреждения"),
)
"""The collegial bodies of a school (Федеральный закон № 273-ФЗ, ст. 26) by how acts name them."""


GROUP = re.compile(
    r"(?:(?:на|решением|с)\s)?(?:(?:на\s)?заседани[ием]\s)?(?:уч[её]том\s+мнения\s)?"
    r"(?P<body>(?:[\w-]+\s){0,3}?(?:[Сс]овет|собрани|комитет|комисси|объединени|МО(?!\w)|ШМО"
    r"|[Дд]ум[аы]|[Пп]равлени|[Кк]оллеги|[Кк]афедр)"
    r"(?!ник)[^№_/]{0,150})"
)
"""A body that no law names."""


def plainly_spaced(text: str) -> str:
    """The text of a block without the lines below what was written in by hand."""
    text = re.sub(r"(?<=\d)от(?=[\s\d])", " от ", text)
    return re.sub(r"(?<![_])_(?!_)|(?<=\d)(?<!20)_+|_+(?=\d)", " ", text)


def surname_in(name: str) -> str:
    """The surname in a name as ``NAME`` finds it."""
    words = re.findall(r"[А-ЯЁ][А-ЯЁа-яё-]+", name)
    return words[0] if len(words) == 3 else max(words, key=len, default=name)


def is_same(one: re.Match[str], other: re.Match[str]) -> bool:
    """Whether two names are of one surname: «Т. С. Липова», «Липова Тая Саввична»."""
    return surname_in(one.group(0)) == surname_in(other.group(0))


def without_schools(rest: str) -> str:
    """``rest`` with letters in place of the names of schools and of their numbers."""
    hidden = SCHOOL_NAME.sub(lambda name: _hide(name, rest), rest)
    paper = re.search(rf"{PAPER}|(?<!\w)от\s|{DAY.pattern}|_{{2,}}", hidden, re.IGNORECASE)
    end = paper.start() if paper else len(hidden)
    owner = list(hidden[:end])
    for one in LOOSE_NUMBER.finditer(hidden[:end]):
        owner[slice(*one.span("number"))] = "х" * len(one["number"])
    return "".join(owner) + hidden[end:]


def _hide(found: re.Match[str], text: str) -> str:
    """Letters in place of a school's name, of the same length, so that places stay.

    «Приказом директора школы № 96-К от …»: the only number, and it has a day, is that of the order.
    """
    after = text[found.end() :]
    is_alone = len(re.findall(NUMBER_SIGN, text)) == 1
    if OWN_NUMBER.match(after) and is_alone and re.search(PAPER, text, re.IGNORECASE):
        return found.group(0)
    month = re.search("|".join(MONTHS), found.group(0), re.IGNORECASE)
    return found.group(0) if month else "х" * len(found.group(0))


def name_of(rest: str) -> re.Match[str] | None:
    """The name at the place to sign, else the last one; no school or street is named after it."""
    names = names_in(rest)
    signed = [one for one in names if AT_PLACE_TO_SIGN.search(rest[: one.start()])]
    found = signed or names
    return found[-1] if found else None


def names_in(rest: str) -> list[re.Match[str]]:
    """The names of people in order, those of towns and of schools' namesakes aside."""
    found = []
    match = NAME.search(rest)
    while match:
        before = rest[max(0, match.start() - 40) : match.start()]
        end = match.end()
        first = re.match(r"[А-ЯЁ][\w-]+", match.group(0))
        if first and (OF_A_PLACE.search(before) or _is_a_post(first.group(0), rest, end)):
            end = match.start() + first.end()
        elif not NAMED_AFTER.search(before):
            found.append(match)
        match = NAME.search(rest, end)
    return found


def _is_a_post(word: str, rest: str, end: int) -> bool:
    """«Вожатый Т. С. Липова»: whether a word before initials is no surname."""
    if not re.match(rf"\s*(?!(?i:{PAPER})|{POST}){SURNAME}(?!\s*[А-ЯЁ]\.)", rest[end:]):
        return False
    return not any("Surn" in one.tag or not one.is_known for one in readings(word))


def day_of(rest: str) -> re.Match[str] | None:
    """The first day; «№ 24.08.30 от 30.08.2024» is a number before its day."""
    days = [*DAY.finditer(rest)]
    plain = (day for day in days if not AFTER_NUMBER_SIGN.search(rest[: day.start("day")]))
    return next(plain, days[0] if days else None)


def number_of(rest: str) -> tuple[re.Match[str] | None, str]:
    for pattern in NUMBERS:
        for match in pattern.finditer(rest):
            if text := number_in(match, rest):
                return match, text
    return None, ""


def number_in(match: re.Match[str], rest: str) -> str:
    """The number that a match of ``NUMBERS`` found in ``rest``; empty where it is none."""
    text = re.sub(r"\s*([-–/])\s*", r"\1", match["number"]).strip('.,;_»"-/ ')
    end = match.end("number")
    is_day = DAY.match(re.sub(r"^от\W*", "", text)) and not BEFORE_DAY.match(rest, end)
    is_number = re.search(r"\d", text) and not GARBLED.match(rest, end)
    return text if is_number and len(text) <= LONGEST_NUMBER and not is_day else ""


def date_of(match: re.Match[str] | None) -> date | None:
    """The day a match of ``DAY`` names, or ``None`` where there is no such day."""
    if match is None:
        return None
    month = match["month"].lower()
    number = MONTHS.index(month) + 1 if month in MONTHS else int(month)
    year = int(re.sub(r"\s", "", match["year"]))
    try:
        return date(year if year > 99 else 2000 + year, number, int(match["day"]))
    except ValueError:
        return None
