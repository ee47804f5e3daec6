"""A title as a menu says it: a school's own site need not repeat whose site it is."""

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
