"""Titles: shorter without the school on its own site, cut after a whole word, told to be one."""

import re


def without_school(title: str, *names: str) -> str:
    """``title`` without the name of the school at its end, with its preposition.

    «Положение о наставничестве в МБОУ «Школа № 1»» → «Положение о наставничестве». A title that
    is nothing else, or that names the school elsewhere, stays whole.
    """
    for name in names:
        words = [re.escape(word) for word in name.split()]
        if not words:
            continue
        end = r"\s+(?:(?:в|во|на|при|для)\s+)?" + r"\s+".join(words) + r"\s*$"
        shorter = re.sub(end, "", title, flags=re.IGNORECASE)
        if shorter != title and shorter.strip():
            return shorter
    return title


def whole_words(text: str, longest: int) -> str:
    """``text`` in at most ``longest`` characters, cut after a whole word and marked with «…».

    A text of one word longer than that is cut inside it: there is no other place.
    """
    text = text.strip()
    if len(text) <= longest:
        return text
    room = text[:longest]
    kept = re.sub(r"\s+\S*$", "", room)
    kept = kept if kept != room else room[:-1]
    return f"{kept.rstrip(' ,;:–-')}…"


def same_title(one: str, other: str, *names: str) -> bool:
    """Two titles are one but for case, quotes, dashes, «ё» and the name of a school at the end."""
    first, second = (_plain(without_school(title, *names)) for title in (one, other))
    return first == second != ""


def _plain(title: str) -> str:
    return " ".join(re.findall(r"\w+", title.casefold().replace("ё", "е")))
