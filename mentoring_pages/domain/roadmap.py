"""The seven stages of a roadmap: how each is called, recognised, and where progress comes from.

Source: the target model of mentoring (распоряжение Минпросвещения 25.12.2019 № Р-145), as school
acts print its stages in their roadmaps.
"""

import re
from dataclasses import dataclass
from datetime import date

CONDITIONS = "conditions"
MENTEES = "mentees"
MENTORS = "mentors"
SELECTION = "selection"
WORK = "work"
COMPLETION = "completion"
INFORMATION = "information"


@dataclass(frozen=True, slots=True)
class StageKind:
    """A stage: its key, its usual name, the words by which a table's row is known."""

    key: str
    title: str
    pattern: str


STAGES = (
    StageKind(CONDITIONS, "Подготовка условий", r"услови"),
    StageKind(MENTEES, "База наставляемых", r"(?:баз|банк)\w*\s+(?:\w+\s+)?наставляем"),
    StageKind(MENTORS, "База наставников", r"(?:баз|банк)\w*\s+(?:\w+\s+)?наставник"),
    StageKind(SELECTION, "Отбор и обучение наставников", r"отбор|обучени"),
    StageKind(WORK, "Работа пар и групп", r"(?:пар\b|групп|формирование\s+пар)"),
    StageKind(COMPLETION, "Завершение программы", r"заверш|итог"),
    StageKind(INFORMATION, "Информационная поддержка", r"информаци|освещени"),
)
"""In the order they are done. A name is recognised by the first pattern that is found in it."""

TITLES = {stage.key: stage.title for stage in STAGES}


YEARS = re.compile(r"\b(20\d\d)(?:\s*[/–—-]\s*((?:20)?\d\d))?\b")


def span_of(period: str) -> tuple[date, date] | None:
    """The first and the last day a roadmap «на 2026/27 учебный год», «на 2026 год», «2026–2028»
    is for; ``None`` where it names no year and is for every one.

    What is done before 1 September prepares the year that begins then: the line is 1 July.
    """
    found = YEARS.search(period)
    if found is None:
        return None
    first = int(found[1])
    last = int(f"20{found[2][-2:]}") if found[2] else first
    if last == first + 1:
        return date(first, 7, 1), date(last, 6, 30)
    return date(first, 1, 1), date(max(first, last), 12, 31)


def step_of(name: str) -> str:
    """Which stage a row of a roadmap is, by its name; empty where it is none of the seven."""
    return next(
        (stage.key for stage in STAGES if re.search(stage.pattern, name, re.IGNORECASE)), ""
    )
