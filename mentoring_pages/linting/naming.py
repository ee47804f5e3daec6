"""What an act calls itself, the head of the school, and the forms of mentoring."""

import re
from collections.abc import Iterator, Mapping

from mentoring_pages.domain.clauses import APPENDIX, ITEM
from mentoring_pages.domain.lemmas import tokens
from mentoring_pages.linting.by_words import made
from mentoring_pages.linting.catalogue import Rule
from mentoring_pages.linting.finding import Finding
from mentoring_pages.linting.text import BODY, Act, Part, text_of
from mentoring_pages.linting.words import (
    ACT_NOUNS,
    FIVE_FORMS,
    HEADS,
    MODEL_FORMS,
    NOT_THE_HEAD,
    SAME_ROLE,
)

THIS = re.compile(
    r"(?:настоящ(?:ий|ие|ая|ее|его|ему|им|ем|их|ей|ими|ую)|данн(?:ый|ое|ого|ому|ым|ом))\s+"
    rf"(?P<noun>(?P<stem>{'|'.join(ACT_NOUNS)})\w*)",
    re.IGNORECASE,
)
APPENDIX_OF = re.compile(rf"^\s*к\s+(?P<noun>(?P<stem>{'|'.join(ACT_NOUNS)})\w*)", re.IGNORECASE)
ANOTHER = re.compile(
    r"(?P<all>(?P<noun>Положени\w+|Порядк\w+)\s+об?\s+"
    r"(?P<title>[А-Яа-яё ()-]{6,120}?наставничеств\w*"
    r"(?:\s+педагогических(?:\s+работников)?)?))"
)
PAIR = re.compile(
    r"^\s*[«\"“]?\s*(?P<mentor>[а-яё]+)(?:\s+[а-яё]+)?\s*[-–—]"
    r"\s*(?P<mentee>[а-яё]+)\s*[»\"”]?\s*[,;.]?\s*$",
    re.IGNORECASE,
)


def by_names(act: Act, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    if act.heading:
        yield from _self_name(act, rules)
        yield from _another_title(act, rules)
    yield from _head_of_the_school(act, rules)
    yield from _forms(act, rules)
    yield from _quotes(act, rules)


def _self_name(act: Act, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    own = _stem(act.heading)
    if not own:
        return
    for index, block in enumerate(act.blocks):
        inside = act.part_at(index).kind != BODY
        if block.kind == APPENDIX:
            match = APPENDIX_OF.match(block.text)
        elif inside:
            continue
        else:
            match = THIS.search(block.text)
        if match and match["stem"].lower() != own:
            yield made(
                act,
                rules["self-name"],
                index,
                match.group().strip(),
                quote=match.group().strip(),
                heading=ACT_NOUNS[own],
            )


def _another_title(act: Act, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    own = {lemma for token in tokens(act.title) for lemma in token.lemmas}
    if not any("наставнич" in lemma for lemma in own):
        return
    seen: set[Part] = set()
    for index, block in enumerate(act.blocks):
        part = act.part_at(index)
        for match in ANOTHER.finditer(text_of(block)):
            words = tokens(match["title"])
            strange = [word for word in words if len(word.word) > 2 and not word.lemmas & own]
            quote = re.sub(r"\s+", " ", match["all"]).strip()
            if strange and part not in seen:
                seen.add(part)
                yield made(
                    act,
                    rules["act-other-title"],
                    index,
                    quote,
                    quote=quote,
                    heading=act.heading.capitalize(),
                    title=act.title,
                )


def _head_of_the_school(act: Act, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """Different words for the head: one finding, at the first that differs from the approval."""
    uses: dict[str, list[int]] = {}
    for index, block in enumerate(act.blocks):
        for post in _posts(block.text):
            uses.setdefault(post, []).append(index)
    own = next(iter(_posts(act.post)), "")
    if own:
        uses.setdefault(own, [])
    posts = [post for post in uses if post != "руководитель"]
    own = own or next(iter(posts), "")
    if len(posts) > 1:
        other = next(post for post in posts if post != own and uses[post])
        yield made(
            act, rules["director-post"], uses[other][0], other, names=_listed(act, uses, own)
        )
    elif len(uses) > 1 and "руководитель" in uses and own != "руководитель":
        yield made(
            act,
            rules["director-word"],
            uses["руководитель"][0],
            "руководитель",
            names=_listed(act, uses, own),
            post=own,
        )


def _posts(text: str) -> list[str]:
    """The posts of a head of a school that ``text`` names; «заместитель директора» names none."""
    found: list[str] = []
    taken: list[tuple[int, int]] = []
    for post, pattern in HEADS:
        for match in re.finditer(pattern, text, re.IGNORECASE):
            if any(match.start() < end and start < match.end() for start, end in taken):
                continue
            taken.append(match.span())
            if not re.search(NOT_THE_HEAD, text[max(0, match.start() - 30) : match.start()], re.I):
                found.append(post)
    return list(dict.fromkeys(found))


def _listed(act: Act, uses: Mapping[str, list[int]], own: str) -> str:
    """«директор» (гриф утверждения), «руководитель» (п. 4.1, п. 7.1)."""
    said = []
    for post, indexes in uses.items():
        places = list(dict.fromkeys(place for index in indexes if (place := act.place(index))))
        if post == own and act.post:
            places.insert(0, "гриф утверждения")
        said.append(f"«{post}» ({', '.join(places[:4])})" if places else f"«{post}»")
    return ", ".join(said)


def _forms(act: Act, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """Lines of a list of forms («ученик – ученик») that the methodology does not have; which of
    its five a list that has some of them leaves out."""
    listed: dict[tuple[str, str], int] = {}
    for index in range(act.body().start, act.body().end):
        block = act.blocks[index]
        match = PAIR.match(block.text) if block.kind == ITEM else None
        if match is None:
            continue
        pair = (_role(match["mentor"]), _role(match["mentee"]))
        if pair not in MODEL_FORMS:
            quote = block.text.strip(' ,;.«»"“”')
            yield made(act, rules["form-outside-model"], index, quote, quote=quote)
        elif pair in FIVE_FORMS:
            listed.setdefault(pair, index)
    left = [
        f"«{mentor} – {mentee}»" for mentor, mentee in FIVE_FORMS if (mentor, mentee) not in listed
    ]
    if listed and left:
        first = min(listed.values())
        quote = act.blocks[first].text.strip(' ,;.«»"“”')
        yield made(act, rules["forms-left-out"], first, quote, names=", ".join(left))


def _role(word: str) -> str:
    word = word.casefold().replace("ё", "е")
    return SAME_ROLE.get(word, word)


def _quotes(act: Act, rules: Mapping[str, Rule]) -> Iterator[Finding]:
    """«Ёлочки» may share their closing mark inside one another; a straight mark has a partner."""
    for index, block in enumerate(act.blocks):
        text = re.sub(r"[\"«»]\s*_[_\s]*[\"«»]", "", block.text)
        opened, closed, straight = text.count("«"), text.count("»"), text.count('"')
        if straight % 2 and opened != closed:
            yield made(act, rules["quotes-unbalanced"], index, block.text[:60])


def _stem(heading: str) -> str:
    return next((stem for stem in ACT_NOUNS if heading.lower().startswith(stem)), "")
