"""The family's way from the first question to the number: which page comes now, which may be open.

A page is open when everything before it is done. Once the code is accepted, the pages whose answers
stand in the signed paper are sealed: going back shows where the person is, and changes nothing.
"""

from dataclasses import dataclass
from enum import StrEnum


class Step(StrEnum):
    """One page of the way. The value is the last part of its address: it holds no personal data."""

    WHO_COMES = "who-comes"
    CHILD_NAME = "child-name"
    BIRTH_DATE = "birth-date"
    SCHOOL_CLASS = "class"
    OWN_NAME = "own-name"
    GUARDIAN_NAME = "guardian-name"
    CONTACT = "contact"
    TOO_YOUNG = "too-young"
    GROWN_UP = "grown-up"
    WHO_SIGNS = "who-signs"
    POLICY = "policy"
    ADDRESS = "address"
    IDENTITY = "identity"
    CHILD_IDENTITY = "child-identity"
    AUTHORITY = "authority"
    CONSENT = "consent"
    DECLINED = "declined"
    PUBLICATION = "publication"
    CHECK = "check"
    CODE = "code"
    PUBLICATION_CODE = "publication-code"
    OTHER_SIGNER = "other-signer"
    DONE = "done"


class ForWhom(StrEnum):
    """Whom a person who came without an invitation speaks for."""

    CHILD = "child"
    SELF = "self"


class Decision(StrEnum):
    """What this signer decided about one paper."""

    NOT_ASKED = "not_asked"
    """The signing rule does not need this person's signature under this paper."""
    OPEN = "open"
    NO = "no"
    YES = "yes"
    SIGNED = "signed"


class Hindrance(StrEnum):
    """Why whoever came cannot go on, although they answered everything rightly."""

    NONE = ""
    TOO_YOUNG = "too_young"
    """Under 14 and coming for themselves: the representative comes instead (ст. 28 ГК РФ)."""
    GROWN_UP = "grown_up"
    """A representative comes for an adult, who signs for themselves (ст. 21 ГК РФ)."""


@dataclass(frozen=True, slots=True)
class Progress:
    """All that the next page depends on.

    ``answered`` holds questions with a stored answer and pages that were read and left by their
    button. ``other_signer_to_ask`` says that a second signature is needed and nobody asked for it.
    """

    invited: bool
    answered: frozenset[Step] = frozenset()
    for_whom: ForWhom | None = None
    asks_guardian: bool = False
    """A minor who comes for themselves names the representative who signs too."""
    hindrance: Hindrance = Hindrance.NONE
    processing: Decision = Decision.OPEN
    publication: Decision = Decision.OPEN
    other_signer_to_ask: bool = False
    details: tuple[Step, ...] = ()
    """The last questions: what the full written form of the consent needs besides."""
    keeps_processing: bool = False
    """A no to a newer text left the older consent in force: publication may still be renewed."""
    by_hand: bool = False
    """The details are written on the printed paper, which is signed with a pen and not by code."""


QUESTIONS = {
    ForWhom.CHILD: (
        Step.CHILD_NAME,
        Step.BIRTH_DATE,
        Step.SCHOOL_CLASS,
        Step.OWN_NAME,
        Step.CONTACT,
    ),
    ForWhom.SELF: (Step.OWN_NAME, Step.BIRTH_DATE, Step.SCHOOL_CLASS, Step.CONTACT),
}

DEAD_ENDS = {Hindrance.TOO_YOUNG: Step.TOO_YOUNG, Hindrance.GROWN_UP: Step.GROWN_UP}

ENDS = frozenset({Step.DONE, Step.DECLINED, *DEAD_ENDS.values()})
"""Pages after which this person has nothing left to do."""

SEALED_BY_SIGNING = frozenset(
    {
        *QUESTIONS[ForWhom.CHILD],
        Step.GUARDIAN_NAME,
        Step.WHO_COMES,
        Step.WHO_SIGNS,
        Step.POLICY,
        Step.ADDRESS,
        Step.IDENTITY,
        Step.CHILD_IDENTITY,
        Step.AUTHORITY,
        Step.CONSENT,
        Step.CHECK,
    }
)
"""Pages whose answers stand in a signed paper. Publication stays open until its own code."""


def way(progress: Progress) -> tuple[Step, ...]:
    """The pages of this person's way in order, as far as their answers tell. The last is an end."""
    return (*_questions(progress), *_papers(progress))


def next_step(progress: Progress) -> Step:
    """The first page that is not done; the last page when everything is."""
    steps = way(progress)
    return next((step for step in steps if not _is_done(step, progress)), steps[-1])


def may_open(step: Step, progress: Progress) -> bool:
    """Whether ``step`` may be shown: on the way, nothing before it waits, not yet sealed."""
    steps = way(progress)
    following = next_step(progress)
    if step not in steps:
        return False
    if step is following:
        return True
    if _has_signed(progress) and step in SEALED_BY_SIGNING:
        return False
    if step is Step.PUBLICATION and progress.publication is Decision.SIGNED:
        return False
    if step in (Step.CODE, Step.PUBLICATION_CODE) and _is_done(step, progress):
        return False
    return steps.index(step) < steps.index(following)


def step_before(step: Step, progress: Progress) -> Step | None:
    """Where «Назад» leads: the nearest earlier page that may be open."""
    steps = way(progress)
    if step not in steps:
        return None
    earlier = steps[: steps.index(step)]
    return next((before for before in reversed(earlier) if may_open(before, progress)), None)


def place(step: Step, progress: Progress) -> tuple[int, int | None]:
    """«Шаг 2 из 7»: the place of a page and how many there are; None while nobody can know."""
    steps = [one for one in way(progress) if one is not Step.DONE]
    total = None if steps[-1] is Step.WHO_COMES else len(steps)
    return (steps.index(step) + 1 if step in steps else len(steps)), total


def _questions(progress: Progress) -> tuple[Step, ...]:
    if progress.invited:
        return ()
    if progress.for_whom is None:
        return (Step.WHO_COMES,)
    questions = QUESTIONS[progress.for_whom]
    if progress.hindrance is not Hindrance.NONE:
        questions = questions[: questions.index(Step.BIRTH_DATE) + 1]
    elif progress.asks_guardian:
        questions = (*questions[:-1], Step.GUARDIAN_NAME, Step.CONTACT)
    return (Step.WHO_COMES, *questions)


def _papers(progress: Progress) -> tuple[Step, ...]:
    if not progress.invited and progress.for_whom is None:
        return ()
    if progress.hindrance is not Hindrance.NONE:
        return (DEAD_ENDS[progress.hindrance],)
    steps = [Step.WHO_SIGNS]
    if (progress.processing, progress.publication) == (Decision.NOT_ASKED, Decision.NOT_ASKED):
        others = (Step.OTHER_SIGNER,) if progress.other_signer_to_ask else ()
        return (*steps, *others, Step.DONE)
    steps.append(Step.POLICY)
    if progress.processing is not Decision.NOT_ASKED:
        steps += [*progress.details, Step.CONSENT]
    if progress.processing is Decision.NO:
        steps.append(Step.DECLINED)
        if not _goes_on_after_no(progress):
            return tuple(steps)
    if progress.publication is not Decision.NOT_ASKED:
        steps.append(Step.PUBLICATION)
    steps.append(Step.CHECK)
    signs = progress.processing not in (Decision.NOT_ASKED, Decision.NO)
    if signs and not progress.by_hand:
        steps.append(Step.CODE)
    if progress.publication in (Decision.YES, Decision.SIGNED):
        steps.append(Step.PUBLICATION_CODE)
    if progress.other_signer_to_ask:
        steps.append(Step.OTHER_SIGNER)
    return (*steps, Step.DONE)


def _is_done(step: Step, progress: Progress) -> bool:
    match step:
        case Step.CONSENT:
            return progress.processing is not Decision.OPEN
        case Step.PUBLICATION:
            return progress.publication is not Decision.OPEN
        case Step.CODE:
            return progress.processing is Decision.SIGNED
        case Step.PUBLICATION_CODE:
            return progress.publication is Decision.SIGNED
        case Step.CHECK:
            processing = Decision.NOT_ASKED if progress.by_hand else progress.processing
            waits_for_code = Decision.YES in (processing, progress.publication)
            is_over = _has_signed(progress) and not waits_for_code
            return is_over or step in progress.answered
        case Step.OTHER_SIGNER:
            return not progress.other_signer_to_ask
        case Step.DECLINED:
            return _goes_on_after_no(progress)
        case Step.DONE | Step.TOO_YOUNG | Step.GROWN_UP:
            return False
        case Step.ADDRESS | Step.IDENTITY | Step.CHILD_IDENTITY | Step.AUTHORITY:
            is_signed = progress.processing is Decision.SIGNED
            return is_signed or progress.by_hand or step in progress.answered
        case _:
            return _has_signed(progress) or step in progress.answered


def _goes_on_after_no(progress: Progress) -> bool:
    """The older consent stands, and publication waits for an answer or its code."""
    waits = progress.publication in (Decision.OPEN, Decision.YES)
    return progress.keeps_processing and waits


def _has_signed(progress: Progress) -> bool:
    return Decision.SIGNED in (progress.processing, progress.publication)
