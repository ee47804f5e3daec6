"""One short phrase of a clause that changed, and the sentence of an order that changes it."""

import re
from dataclasses import dataclass

from mentoring_pages.domain.comparison import REWORDED, Change
from mentoring_pages.domain.word_marks import ADDED, REMOVED, SAME, TOKEN, Segment

LONGEST_PHRASE = 8
"""Words; a longer change is read more easily as the clause in its new wording."""

MOST_CONTEXT = 4
"""Words that may be taken along so that the phrase stands in the clause only once."""

WORD = re.compile(r"\w")
BRACKETS = "«»()„“\"'"
"""A phrase that would tear a pair of these apart is not quoted on its own."""


@dataclass(frozen=True, slots=True)
class Phrase:
    """``was`` becomes ``now``; ``after`` is what an insertion follows. One of the two is empty
    where words are only added or only taken away."""

    was: str
    now: str
    after: str = ""

    def sentence(self, called: str, inside: str) -> str:
        """``called`` is «пункт 1.2», ``inside`` «в пункте 1.2»."""
        if self.after:
            kind = ("слова", "слов")[_several(self.after)]
            return f"{called} после {kind} «{self.after}» дополнить {_by(self.now)} «{self.now}»"
        if not self.now:
            return f"{inside} {_what(self.was)} «{self.was}» исключить"
        if _is_figure(self.was) and _is_figure(self.now):
            return f"{inside} цифры «{self.was}» заменить цифрами «{self.now}»"
        return f"{inside} {_what(self.was)} «{self.was}» заменить {_by(self.now)} «{self.now}»"


def changed_phrase(change: Change) -> Phrase | None:
    """The phrase, if the clause changed in one place by a few words and names them once."""
    lines = [line for line in change.lines if line.state == REWORDED]
    if len(lines) != 1 or change.old is None or change.renumbered:
        return None
    if any(line.state in (ADDED, REMOVED) for line in change.lines):
        return None
    found = _one_change(lines[0].segments)
    if found is None:
        return None
    before, was, now, behind = found
    if max(_words(was), _words(now)) > LONGEST_PHRASE:
        return None
    text = change.old.text
    return _insertion(before, now, text) if not was else _replacement(was, now, behind, text)


def _one_change(segments: tuple[Segment, ...]) -> tuple[str, str, str, str] | None:
    """What stands before, what went, what came, what stands behind; ``None`` for more changes."""
    changed = [place for place, segment in enumerate(segments) if segment.state != SAME]
    if not changed or changed != list(range(changed[0], changed[0] + len(changed))):
        return None
    texts = {
        state: [segments[place].text for place in changed if segments[place].state == state]
        for state in (REMOVED, ADDED)
    }
    if max(len(found) for found in texts.values()) > 1:
        return None
    before = segments[changed[0] - 1].text if changed[0] else ""
    behind = segments[changed[-1] + 1].text if changed[-1] + 1 < len(segments) else ""
    return before, "".join(texts[REMOVED]).strip(), "".join(texts[ADDED]).strip(), behind


def _insertion(before: str, now: str, text: str) -> Phrase | None:
    if not _quotable(now):
        return None
    tokens = TOKEN.findall(before.rstrip())
    for length in range(1, len(tokens) + 1):
        after = "".join(tokens[-length:])
        if _words(after) > MOST_CONTEXT:
            return None
        if WORD.match(after) and _quotable(after) and _stands_once(after, text):
            return Phrase("", now, after)
    return None


def _replacement(was: str, now: str, behind: str, text: str) -> Phrase | None:
    """With words from behind taken along until the phrase stands in the clause only once."""
    tokens = TOKEN.findall(behind)
    for length in range(len(tokens) + 1):
        along = "".join(tokens[:length])
        if _words(along) > MOST_CONTEXT:
            return None
        if along and not WORD.match(tokens[length - 1]):
            continue
        old = f"{was}{along}"
        new = f"{now}{along}".strip() if now else along.strip()
        if not _quotable(old) or (now and not _quotable(new)):
            return None
        if _stands_once(old, text):
            return Phrase(old.strip(), new)
    return None


def _quotable(phrase: str) -> bool:
    return bool(WORD.search(phrase)) and not any(sign in phrase for sign in BRACKETS)


def _stands_once(phrase: str, text: str) -> bool:
    pattern = rf"(?<!\w){re.escape(phrase.strip())}(?!\w)"
    return len(re.findall(pattern, text)) == 1


def _words(phrase: str) -> int:
    return sum(1 for token in TOKEN.findall(phrase) if WORD.match(token))


def _several(phrase: str) -> bool:
    return _words(phrase) > 1


def _what(phrase: str) -> str:
    return "слова" if _several(phrase) else "слово"


def _by(phrase: str) -> str:
    return "словами" if _several(phrase) else "словом"


def _is_figure(phrase: str) -> bool:
    return phrase.replace(",", "").replace(".", "").isdecimal()
