"""How acts of schools word their deadlines: patterns, periods and what a time is counted from."""

import re

from mentoring_pages.domain.dates_in_words import COUNT, DATE, DAY, MONTH

SCHOOL_YEAR_START = "school-year-start"
SCHOOL_YEAR_END = "school-year-end"
UNSTATED = "unstated"

ANCHORS = (
    (SCHOOL_YEAR_START, r"начал\w*\s+(?:нового\s+)?(?:учебн\w+|очередного\s+учебн\w+)\s+год"),
    (SCHOOL_YEAR_END, r"(?:окончани|завершени|конц)\w*\s+учебн\w+\s+год"),
    ("training-start", r"(?:начал\w*\s+обучени|старт\w*\s+поток)"),
    ("withdrawal", r"отзыв"),
    (
        "application",
        r"(?:поступлени|получени|подач|регистраци)\w*\s+(?:\w+\s+)?"
        r"(?:заявлени|обращени|ходатайств|запрос|заявк)",
    ),
    ("approval", r"утвержд"),
    ("signing", r"(?:подписани|заключени)"),
    ("order", r"(?:издани|приказ)"),
    ("change", r"изменени"),
    ("event", r"(?:мероприяти|событи|встреч|провед)"),
)
"""What a time is counted from: key and how the text names it, the first that fits wins."""

UNITS = (
    (r"рабоч\w+\s+дн\w+", "D", True),
    (r"(?:календарн\w+\s+)?(?:дн(?:я|ей)|день|сут(?:ок|ки))", "D", False),
    (r"недел\w+", "W", False),
    (r"месяц\w*", "M", False),
    (r"час(?:а|ов)?", "H", False),
)
UNIT = rf"(?:{'|'.join(words for words, _, _ in UNITS)})"

UNTIL = r"(?:не\s+поздн(?:ее|ей)(?:\s+чем)?(?:\s+до)?|до|к)"
EVERY_YEAR = r"ежегодно"

BY_DATE = re.compile(
    rf"(?<!\w)(?:{EVERY_YEAR}\s*,?\s+)?(?:в\s+срок\s*,?\s+)?{UNTIL}\s+(?P<date>{DATE})"
    rf"(?:\s+(?:{EVERY_YEAR}|каждого\s+года))?",
    re.IGNORECASE,
)
MORE_DATES = re.compile(
    rf"(?:\s*,|\s+и)\s+(?:{UNTIL}\s+)?(?P<date>{DATE})(?:\s+(?:{EVERY_YEAR}|каждого\s+года))?",
    re.IGNORECASE,
)
BARE_DAY_BEFORE = re.compile(
    rf"(?<!\w){UNTIL}\s+(?P<day>{DAY})\s*(?:,|и)\s*(?={DAY}\s+(?P<month>{MONTH}))", re.IGNORECASE
)
END_OF_MONTH = re.compile(
    rf"(?<!\w)(?:{EVERY_YEAR}\s*,?\s+)?(?:до|к)\s+конц\w\s+(?P<month>{MONTH})", re.IGNORECASE
)
DAY_OF_MONTH = re.compile(
    rf"(?<!\w)(?:ежемесячно\s*,?\s+)?(?:в\s+срок\s+)?{UNTIL}\s+(?P<day>{DAY})\s+числа"
    r"(?:\s+(?:каждого\s+)?месяца(?:\s*,\s*следующего\s+за\s+отч[её]тным)?|\s+каждого\s+месяца"
    r"|\s+следующего\s+месяца|\s+ежемесячно)?",
    re.IGNORECASE,
)
OFTEN = re.compile(
    rf"(?<!\w)(?:не\s+(?:реже|менее)(?:\s+чем)?\s+)?(?:(?P<times>{COUNT})\s+)?раз(?:а|у)?\s+"
    r"(?:в|за)\s+"
    rf"(?:(?P<every>{COUNT})\s+)?(?:кажд\w+\s+)?(?:учебн\w+\s+)?"
    r"(?P<period>день|недел\w+|месяц\w*|квартал\w*|четверть|четверти|полгода|полугоди\w+|год(?:а|у)?(?!\w))",
    re.IGNORECASE,
)
EACH = re.compile(
    r"(?<!\w)(?P<word>ежедневно|еженедельно|ежемесячно|ежеквартально|ежегодно"
    r"|кажд(?:ую|ой)\s+(?:неделю|четверть)|каждый\s+(?:месяц|квартал|год))(?!\w)",
    re.IGNORECASE,
)
WITHIN = re.compile(
    rf"(?<!\w)(?:в\s+течени[еи]|не\s+поздн(?:ее|ей)(?:\s+чем)?(?:\s+через)?|через)\s+"
    rf"(?:(?P<count>{COUNT})\s*(?:[-–—]\s*(?P<most>\d{{1,3}})\s*)?)?(?P<unit>{UNIT})(?!\w)"
    r"(?:\s*,?\s*(?:после|с(?:о)?\s+(?:дня|момента|даты)|с)\s+(?P<anchor>[^.;()]{3,90}))?",
    re.IGNORECASE,
)
AHEAD = re.compile(
    rf"(?<!\w)(?:не\s+поздн(?:ее|ей)\s*,?\s+(?:чем\s+)?|не\s+менее\s+чем\s+)?за\s+"
    rf"(?:(?P<count>{COUNT})\s*(?:[-–—]\s*(?P<most>\d{{1,3}})\s*)?)?(?P<unit>{UNIT})(?!\w)"
    r"\s+до\s+(?P<anchor>[^.;()]{3,90})",
    re.IGNORECASE,
)
TERM = re.compile(
    r"(?<!\w)в\s+(?:(?P<count>\d{1,2})[-–\s]*|(?P<word>одно|двух|тр[её]х|пяти|семи|десяти|пятнадцати))?"
    r"(?P<unit>дневный|недельный|месячный)\s+срок",
    re.IGNORECASE,
)
SCHOOL_YEAR = re.compile(
    r"(?<!\w)(?:не\s+позднее\s+|до\s+|к\s+)(?P<what>начал\w|конц\w|окончани\w)\s+"
    r"(?:текущего\s+|нового\s+)?учебного\s+года",
    re.IGNORECASE,
)

VALIDITY = re.compile(
    r"\b(?:действ\w+|в\s+силе|сроком|на\s+период|концепци\w+[^.;]*)\s*$", re.IGNORECASE
)
NEARBY = 120
"""Letters before a deadline that may make it a term of validity."""

SENTENCE_END = re.compile(r"[.;!?]\s+(?=[А-ЯЁ«-])|\n")

PERIODS = (
    ("день", "DAILY", 1),
    ("недел", "WEEKLY", 1),
    ("месяц", "MONTHLY", 1),
    ("квартал", "MONTHLY", 3),
    ("четверт", "MONTHLY", 3),
    ("полгода", "MONTHLY", 6),
    ("полугоди", "MONTHLY", 6),
    ("год", "YEARLY", 1),
)
EACH_WORDS = (
    ("ежедневно", "FREQ=DAILY"),
    ("недел", "FREQ=WEEKLY"),
    ("месяц", "FREQ=MONTHLY"),
    ("ежемесячно", "FREQ=MONTHLY"),
    ("квартал", "FREQ=MONTHLY;INTERVAL=3"),
    ("четверть", "FREQ=MONTHLY;INTERVAL=3"),
    ("год", "FREQ=YEARLY"),
)
TERM_WORDS = {
    "одно": 1,
    "двух": 2,
    "трех": 3,
    "трёх": 3,
    "пяти": 5,
    "семи": 7,
    "десяти": 10,
    "пятнадцати": 15,
}
