"""A passage as a search shows it: the part of the stored text where the found words stand."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from mentoring_pages.domain.lemmas import Token, tokens

AROUND = 260
"""Characters of a passage that are shown."""

BEFORE = 60
"""Characters shown before the first found word."""

ELLIPSIS = "…"


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the excerpt; ``found`` says that it is a word that was asked for."""

    text: str
    found: bool = False


def excerpt(text: str, lemmas: Collection[str], *, around: int = AROUND) -> tuple[Piece, ...]:
    """``text`` cut to about ``around`` characters where most of ``lemmas`` stand, whole words only.

    Its lines run on; with no found word it is the beginning.
    """
    text = " ".join(text.split())
    asked = frozenset(lemmas)
    words = tokens(text)
    found = [token for token in words if token.lemmas & asked]
    start, end = _window(text, found, asked, around)
    start, end = _whole_words(text, words, start, end)
    pieces = list(_pieces(text, found, start, end))
    if start > 0:
        pieces.insert(0, Piece(f"{ELLIPSIS} "))
    if end < len(text):
        pieces.append(Piece(f" {ELLIPSIS}"))
    return tuple(pieces)


def marked(text: str, lemmas: Collection[str]) -> tuple[Piece, ...]:
    """The whole of ``text`` with its found words marked."""
    return excerpt(text, lemmas, around=max(len(text), 1))


def _window(
    text: str, found: Sequence[Token], asked: frozenset[str], around: int
) -> tuple[int, int]:
    """The part with the most different words that were asked for, then the most of them."""
    if len(text) <= around or not found:
        return 0, min(len(text), around)
    best, best_score = 0, (0, 0)
    last = 0
    seen: dict[str, int] = {}
    for first, token in enumerate(found):
        while last < len(found) and found[last].end <= token.start + around - BEFORE:
            for lemma in found[last].lemmas & asked:
                seen[lemma] = seen.get(lemma, 0) + 1
            last += 1
        score = sum(1 for count in seen.values() if count > 0), last - first
        if score > best_score:
            best, best_score = token.start, score
        if last > first:
            for lemma in token.lemmas & asked:
                seen[lemma] -= 1
        else:
            last = first + 1
    start = max(0, best - BEFORE)
    end = min(len(text), start + around)
    return max(0, min(start, end - around)), end


def _whole_words(text: str, words: Sequence[Token], start: int, end: int) -> tuple[int, int]:
    for word in words:
        if word.start < start < word.end:
            start = word.end
        if word.start < end < word.end:
            end = word.start
    while start < end and start > 0 and text[start] in " ,.;:)»–—":
        start += 1
    if end < len(text):
        end = start + len(text[start:end].rstrip(" ,;:(«–—"))
    return start, max(start, end)


def _pieces(text: str, found: Sequence[Token], start: int, end: int) -> list[Piece]:
    pieces, position = [], start
    for token in found:
        if token.start < start or token.end > end:
            continue
        if token.start > position:
            pieces.append(Piece(text[position : token.start]))
        pieces.append(Piece(token.word, found=True))
        position = token.end
    if position < end:
        pieces.append(Piece(text[position:end]))
    return pieces
