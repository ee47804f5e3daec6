"""References of an act to its own clauses and appendices, and the appendices themselves."""

import re
from collections.abc import Iterator, Mapping, Sequence

from mentoring_pages.domain.clauses import APPENDIX, SECTION
from mentoring_pages.domain.contents import NBSP
from mentoring_pages.domain.references import (
    HERE,
    Reference,
    Resolver,
    find_references,
    same_number,
)
from mentoring_pages.linting.by_words import made
from mentoring_pages.linting.catalogue import Rule
from mentoring_pages.linting.finding import Context, Finding
from mentoring_pages.linting.text import (
    AGREEMENT,
    APPLICATION,
    CONSENT,
    GLOSSARY,
    OTHER,
    PAPERS,
    PLAN,
    PUBLICATION,
    QUESTIONNAIRE,
    REGISTER,
    ROADMAP,
    Act,
    paper_named,
)

CALLED = {
    AGREEMENT: "соглашение",
    APPLICATION: "заявление",
    CONSENT: "согласие",
    GLOSSARY: "глоссарий",
    PLAN: "план",
    PUBLICATION: "согласие на распространение",
    QUESTIONNAIRE: "анкета",
    REGISTER: "форма базы данных",
    ROADMAP: "дорожная карта",
}
NAMED_WITHIN = 170
"""Letters before a reference in which the name of the paper is looked for."""

APPROVED_APART = {CONSENT: "processing", PUBLICATION: "publication", AGREEMENT: "agreement"}

Place = tuple[int, Reference]


def by_references(act: Act, rules: Mapping[str, Rule], context: Context) -> Iterator[Finding]:
    """Dangling references, appendices that are absent, misnamed, uncited, repeated or skipped."""
    places: list[Place] = [
        (index, reference)
        for index, block in enumerate(act.blocks)
        if block.text and block.kind != APPENDIX
        for reference in find_references(block.text)
    ]
    yield from _dangling(act, rules, places)
    if len(act.parts) == 1 and act.parts[0].kind != "body":
        return
    yield from _absent(act, rules, context, places)
    yield from _misnamed(act, rules, places)
    yield from _heads(act, rules, places)


def _dangling(act: Act, rules: Mapping[str, Rule], places: Sequence[Place]) -> Iterator[Finding]:
    resolver = Resolver(act.blocks)
    for index, reference in places:
        if reference.kind not in ("clause", "section"):
            continue
        if reference.inside and _head(act, reference.inside) is None:
            continue
        if resolver.resolve(reference, index) is not None:
            continue
        word = "раздела" if reference.kind == "section" else "пункта"
        target = f"{word}{NBSP}{reference.target}"
        if reference.item and _without_item(resolver, index, reference):
            yield made(
                act,
                rules["dangling-item"],
                index,
                reference.text,
                quote=reference.text,
                item=reference.item,
                target=reference.target,
            )
        else:
            yield made(
                act,
                rules["dangling-reference"],
                index,
                reference.text,
                quote=reference.text,
                target=target,
            )


def _without_item(resolver: Resolver, index: int, reference: Reference) -> bool:
    """The clause is there, only its point is not."""
    bare = Reference(
        reference.start,
        reference.end,
        reference.kind,
        reference.target,
        reference.text,
        inside=reference.inside,
        scope=reference.scope,
    )
    return resolver.resolve(bare, index) is not None


def _absent(
    act: Act, rules: Mapping[str, Rule], context: Context, places: Sequence[Place]
) -> Iterator[Finding]:
    for index, reference in _of_the_act(act, places):
        if _head(act, reference.target) is not None:
            continue
        named = _named(act, index, reference)
        apart = APPROVED_APART.get(named, "") in context.approved_forms
        rule = rules["appendix-elsewhere" if apart else "appendix-absent"]
        yield made(act, rule, index, reference.text, target=reference.target, quote=reference.text)


def _misnamed(act: Act, rules: Mapping[str, Rule], places: Sequence[Place]) -> Iterator[Finding]:
    cited = [
        (index, reference, _named(act, index, reference))
        for index, reference in _of_the_act(act, places)
    ]
    first_cited: dict[str, dict[str, Place]] = {}
    for index, reference, named in cited:
        first_cited.setdefault(named, {}).setdefault(reference.target, (index, reference))
    for index, reference, named in cited:
        if named == OTHER:
            continue
        others = [
            place
            for target, place in first_cited[named].items()
            if not same_number(target, reference.target)
        ]
        head = _head(act, reference.target)
        actual = _kinds(act, reference.target)
        if head is not None and actual and named not in actual:
            elsewhere = "".join(
                f" В другом месте ({act.place(place)}) то же названо Приложением №{NBSP}"
                f"{other.target}."
                for place, other in others[:1]
            )
            yield made(
                act,
                rules["appendix-mislabelled"],
                index,
                reference.text,
                target=reference.target,
                named=CALLED[named],
                actual=" и ".join(CALLED[kind] for kind in actual),
                elsewhere=elsewhere,
            )
        elif head is None and any(named in _kinds(act, other.target) for _, other in others):
            yield made(
                act,
                rules["appendix-two-numbers"],
                index,
                reference.text,
                target=reference.target,
                named=CALLED[named],
                other=others[0][1].target,
            )


def _heads(act: Act, rules: Mapping[str, Rule], places: Sequence[Place]) -> Iterator[Finding]:
    cited = {reference.target for _, reference in _of_the_act(act, places)}
    heads = [(index, block) for index, block in enumerate(act.blocks) if block.kind == APPENDIX]
    numbered = [
        (index, int(printed))
        for index, block in heads
        if (printed := block.number.strip(" .№")).isdigit()
    ]
    seen: set[int] = set()
    last = 0
    for index, number in numbered:
        target = str(number)
        if number in seen:
            yield made(act, rules["appendix-repeat"], index, target, target=target)
            continue
        seen.add(number)
        missing = [str(skipped) for skipped in range(last + 1, number) if str(skipped) not in cited]
        last = max(last, number)
        if missing:
            yield made(
                act, rules["appendix-gap"], index, target, target=target, missing=", ".join(missing)
            )
        if not any(same_number(target, one) for one in cited):
            yield made(act, rules["appendix-uncited"], index, target, target=target)
    for index, block in heads:
        if not block.number.strip() and numbered:
            title = block.text or next(
                (below.text for below in act.blocks[index + 1 :] if below.kind == SECTION), ""
            )
            yield made(act, rules["appendix-unnumbered"], index, title, quote=title)


def _of_the_act(act: Act, places: Sequence[Place]) -> Iterator[Place]:
    """References to appendices of the act itself, not of a paper in one of its appendices."""
    for index, reference in places:
        if reference.kind == "appendix" and reference.scope != HERE:
            yield index, reference


def _head(act: Act, number: str) -> int | None:
    return next(
        (
            part.start
            for part in act.parts[1:]
            if act.blocks[part.start].kind == APPENDIX
            and same_number(act.blocks[part.start].number, number)
        ),
        None,
    )


def _kinds(act: Act, number: str) -> tuple[str, ...]:
    """Which papers stand in an appendix; empty where one of them is not recognised."""
    found = {part.kind for part in act.parts[1:] if same_number(part.number, number)}
    return () if OTHER in found else tuple(sorted(found))


def _named(act: Act, index: int, reference: Reference) -> str:
    """What the words before a reference call the paper: the nearest name wins."""
    text = act.blocks[index].text.replace("ё", "е")
    before = text[max(0, reference.start - NAMED_WITHIN) : reference.start]
    # Another reference between ends the search: its paper is another.
    before = re.split(r"\(\s*прил[^)]*\)", before, flags=re.IGNORECASE)[-1]
    hits = [
        (match.start(), kind)
        for kind, words in PAPERS
        for match in re.finditer(words, before, re.IGNORECASE)
    ]
    if hits:
        return max(hits)[1]
    after = re.match(r"\s*[–—-]\s*([^.,;()]{3,60})", text[reference.end :])
    return paper_named(after.group(1)) if after else OTHER
