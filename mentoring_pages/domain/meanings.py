"""What a clause of an act means for the programme, whatever its number.

Forms, reminders and reports ask for a meaning and cite the clause that carries it; an act without
such a clause is never cited for it.
"""

import re
from dataclasses import dataclass

AGE_RANGE = "age-range"
ANNUAL_RETURN = "annual-return"
CERTIFICATE_REQUIRED = "certificate-required"
CONSENT_REQUIRED = "consent-required"
MEDIA_RELEASES = "media-releases"
MENTOR_REPLACEMENT = "mentor-replacement"
MONITORING_DEADLINES = "monitoring-deadlines"
WEEKLY_NEWS = "weekly-news"


@dataclass(frozen=True, slots=True)
class Meaning:
    """A meaning tag: its key, its name for editors, and the wordings it is recognised by.

    Every pattern must be found in the clause (upper and lower case are the same).
    """

    key: str
    label: str
    patterns: tuple[str, ...]


CATALOGUE = (
    Meaning(
        AGE_RANGE,
        "Возраст участников",
        (r"\b(?:в\s+возрасте|возраст\w*)\s+(?:участник\w*\s+)?(?:от|с|до)\s+\d+",),
    ),
    Meaning(
        CONSENT_REQUIRED,
        "Обязательное согласие на обработку персональных данных",
        (
            r"согласи[еяй]\s+(?:\w+\s+){0,4}на\s+обработку\s+(?:\w+\s+){0,3}персональных\s+данных",
            r"\b(?:заполня|оформля|подписыва|предоставля|представля|обязательн)\w*",
        ),
    ),
    Meaning(
        MONITORING_DEADLINES,
        "Сроки мониторинга",
        (
            r"мониторинг",
            r"(?:раза?\s+в\s+(?:полгода|полугодие|год|четверть|квартал)"
            r"|(?:до|не\s+позднее)\s+[«\"“]?\d{1,2}[»\"”]?\s+[а-я]+)",
        ),
    ),
    Meaning(
        ANNUAL_RETURN,
        "Ежегодные сведения о числе участников",
        (
            r"(?:статистическ\w+\s+наблюдени|количеств\w+\s+участников|численност\w+\s+участников)",
            r"(?:ежегодно|не\s+позднее|(?:один|1)\s+раз\s+в\s+год)",
            r"(?:направля|представля|предоставля|сда[её]т|переда[её]т)",
        ),
    ),
    Meaning(
        WEEKLY_NEWS,
        "Новости не реже раза в неделю",
        (
            r"(?:(?:1|одного|один)?\s*раза?\s+в\s+неделю|еженедельн)",
            r"(?:сайт|информаци|новост|публик|социальн)",
        ),
    ),
    Meaning(
        MEDIA_RELEASES,
        "Пресс-релиз до события и пост-релиз после него",
        (
            r"(?:пресс|пост)-?\s?релиз",
            r"(?:за\s+\d+(?:\s*[-–]\s*\d+)?\s+дн\w+\s+до|в\s+течение\s+\w+\s+дн\w+\s+после)",
        ),
    ),
    Meaning(
        CERTIFICATE_REQUIRED,
        "Справка о судимости для взрослых со стороны",
        (
            r"справк\w+\s+(?:о\s+наличии|об\s+отсутствии)[^.;]{0,40}судимост",
            r"\b(?:предостав|представ|предъяв)\w*",
        ),
    ),
    Meaning(
        MENTOR_REPLACEMENT,
        "Замена наставника по просьбе",
        (
            r"замен\w+\s+наставник",
            r"\b(?:ходатайств|обрат|обращ|попрос|просит|заявлени)\w*",
        ),
    ),
)

MEANINGS: dict[str, str] = {meaning.key: meaning.label for meaning in CATALOGUE}


def recognise(text: str) -> tuple[str, ...]:
    """The meanings a clause carries by its wording, in the order of the catalogue."""
    return tuple(
        meaning.key
        for meaning in CATALOGUE
        if all(re.search(pattern, text, re.IGNORECASE) for pattern in meaning.patterns)
    )
