"""Whatever lines follow one another, every word of them stands in the JSON."""

import json
import re
from collections import Counter

from hypothesis import example, given, settings
from hypothesis import strategies as st

from mentoring_pages.importing import recognise_act
from mentoring_pages.importing.act import AUTO, KINDS
from mentoring_pages.importing.as_json import act_as_json
from mentoring_pages.importing.coverage import pieces

SHAPES = (
    "{}",
    "{} {} {}.",
    "{}:",
    "{} {};",
    "{}-",
    "1. {}",
    "2. {} {}.",
    "3 {}",
    "1.1. {} {}",
    "1.2.{}",
    "2.1. {}: {}; {}",
    "1.1.1. {}. 1.1.2. Щ{}",
    "3.1) {}",
    "I. {}",
    "II. {}",
    "Раздел 1. {}",
    "Глава 2. {}",
    "Статья 3. {}",
    "§ 1. {}",
    "1) {}",
    "2) {}:",
    "а) {}",
    "- {}",
    "– {}; – {}",
    "• {}",
    "\uf0b7 {}",
    "o {}",
    "7.7.",
    "**{}**",
    "# {}",
    "## Приложение № 1",
    "Приложение № 2 к {}",
    "ПОЛОЖЕНИЕ",
    "о {}",
    "Программа {}",
    "СОГЛАСИЕ на обработку {}",
    "СОГЛАШЕНИЕ",
    "Директору {}",
    "Я, ____ {}",
    "Цель: {}",
    "Задачи:",
    "Глоссарий",
    "Щ{} – {}",
    "Термины:",
    "{} (далее – {})",
    "под {} понимается {}",
    "{}\t{}",
    "№\t{}\t{}",
    "\t{}",
    "| {} | {} |",
    "| {} | |",
    "Содержание",
    "{} ........ 3",
    "[[{}|{}]]",
    "[{}](https://{}.example)",
    "стр. 1 из 3",
    "5",
    "____ / {} /",
    "",
    "\f",
    "---",
)
LETTERS = "бвгджзклмн"
WORD = re.compile(f"щу[{LETTERS}]+ощ")


def word(number: int) -> str:
    """A word that stands nowhere else: letters for the digits of its number."""
    return "щу" + "".join(LETTERS[int(digit)] for digit in str(number)) + "ощ"


@st.composite
def texts(draw: st.DrawFn) -> str:
    shapes = draw(st.lists(st.sampled_from(SHAPES), min_size=1, max_size=25))
    number = 0
    lines = []
    for shape in shapes:
        places = shape.count("{}")
        lines.append(shape.format(*(word(number + place) for place in range(places))))
        number += places
    return "\n".join(["Щупальце.", *lines])


@settings(max_examples=300, deadline=None)
@given(text=texts(), kind=st.sampled_from((AUTO, *KINDS)))
@example(text="Щупальце.\n1. щубощ\nщувощ:\n1.1.1. щугощ", kind=AUTO)
def test_every_word_of_a_text_stands_in_its_json(text: str, kind: str) -> None:
    tree = json.dumps(act_as_json(recognise_act(text, kind)), ensure_ascii=False)
    plain = re.sub(r"\\[ntf]", " ", tree)
    assert not Counter(WORD.findall(text)) - Counter(WORD.findall(plain))


@settings(max_examples=300, deadline=None)
@given(text=texts())
@example(text="Щупальце.\nщубощ-\n5\nщувощ-\nщугощ")
@example(text="Щупальце.\nщубощ-\n---\nщувощ")
def test_coverage_and_what_was_dropped_are_the_whole_text(text: str) -> None:
    act = recognise_act(text)
    whole = sum(len(piece) * count for piece, count in pieces(text).items())
    dropped = sum(
        len(piece) * count for entry in act.dropped for piece, count in pieces(entry).items()
    )
    assert 0 <= act.coverage <= 1
    # A sign of Markdown or a full stop may be no text at one place and text at another.
    assert act.coverage * whole + dropped >= whole * 0.93 - 8
