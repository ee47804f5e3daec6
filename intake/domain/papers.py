"""What a consent amounts to, computed from its papers. Nothing stores this state."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from enum import StrEnum

from intake.domain.signing import BANDS, Band, SignerRole


class PaperState(StrEnum):
    """What became of one paper. The values are those of stored documents."""

    PREPARED = "prepared"
    SIGNED = "signed"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    VOID = "void"
    SUPERSEDED = "superseded"
    """Was signed, and the same person has signed a newer text since."""


class StandingState(StrEnum):
    """What the consent as a whole is."""

    NONE = "none"
    WAITING = "waiting"
    PARTIAL = "partial"
    AWAITING_CHECK = "awaiting_check"
    IN_FORCE = "in_force"
    DECLINED = "declined"
    WITHDRAWN = "withdrawn"
    CONFLICT = "conflict"
    """Signed, and another representative objects: it holds nothing up until a decision."""


@dataclass(frozen=True, slots=True)
class PaperFact:
    """One paper of a consent. ``request_checked`` says that staff identified these people and,
    of a representative, checked the authority."""

    role: SignerRole
    state: PaperState
    signed_at: datetime | None = None
    withdrawn_at: datetime | None = None
    request_checked: bool = False
    is_outdated: bool = False
    """A major change of the text came into force after the edition that was signed."""
    band: Band | None = None
    """The participant's age band when the paper was made; ``None``: the same as now."""
    own_no_at: datetime | None = None
    """When the participant of 14–17 alone withdrew this paper of the representative."""


ADULT_IS_ASKED = "waiting_adult"
"""Words of a consent that ended with the 18th birthday and waits for the adult's own."""

WITHDRAWN_BY_PARTICIPANT = "withdrawn_participant"
"""Words of a consent that the participant of 14–17 ended: only with their own yes it returns."""

NOT_COUNTED = frozenset({PaperState.VOID, PaperState.SUPERSEDED})


@dataclass(frozen=True, slots=True)
class AgeNow:
    """The participant's band today, and what keeps a consent given before a birthday.

    ``before`` are the bands left behind, nearest first, with whoever had to sign in each: what was
    complete then goes on until it is answered anew. Empty where it stops, as a publication does at
    18: then nothing goes on without the adult's own word.
    """

    band: Band | None = None
    before: tuple[tuple[Band, tuple[SignerRole, ...]], ...] = ()


@dataclass(frozen=True, slots=True)
class Standing:
    """``since`` is when the state began where an act began it; ``waiting_for`` who has to sign.

    ``to_renew`` says whose new signature a changed text asks for; what they signed stays in force.
    ``refused_new`` says who answered that text with a no: their old signature stands all the same.

    ``words_key`` names the sentence in ``intake.labels``.
    """

    state: StandingState
    since: datetime | None
    waiting_for: tuple[SignerRole, ...]
    words_key: str
    to_renew: tuple[SignerRole, ...] = ()
    refused_new: tuple[SignerRole, ...] = ()
    is_disputed: bool = False
    """Another representative objects, and nobody recorded a decision yet."""
    asked: tuple[SignerRole, ...] = ()
    """Whose signature a birthday asks for, while what was signed before it goes on."""

    @property
    def is_in_force(self) -> bool:
        return self.state is StandingState.IN_FORCE


def consent_standing(
    required_roles: Sequence[SignerRole], papers: Sequence[PaperFact], *, age: AgeNow = AgeNow()
) -> Standing:
    """The standing of a consent whose papers are given oldest first.

    In force only when every required role has signed and the request was checked. The last paper
    of a role counts. A word against by either signer ends it, also of one who need not sign today:
    a withdrawal before a refusal, and both before anything else. A no to a newer text is no word
    against the one that was signed: only a withdrawal ends that (ч. 2 ст. 9 152-ФЗ). No required
    roles at all means that nobody knows who signs: such a consent is never in force. A birthday
    ends nothing that ``age.before`` keeps; it asks (``Standing.asked``). What the participant
    withdrew alone stays withdrawn until the participant has signed: a new signature of the
    representative does not answer for them.
    """
    standing_papers, refusals = _acts_and_refusals(papers)
    # An open paper says nothing yet: it takes no word back that was given under another one.
    latest = {
        paper.role: paper
        for paper in sorted(standing_papers, key=lambda one: one.state is not PaperState.PREPARED)
    }
    own = latest.get(SignerRole.PARTICIPANT)
    if own is not None and own.state is PaperState.SIGNED and own.band is Band.ADULT:
        # Whose authority ended has no word beside the adult's own.
        latest = {role: p for role, p in latest.items() if role in required_roles}
    ended = [paper for paper in latest.values() if paper.state is PaperState.WITHDRAWN]
    own_no = _living_no(papers)
    if ended or own_no is not None:
        moments = [paper.withdrawn_at for paper in ended] or [own_no]
        first = min((moment for moment in moments if moment), default=None)
        is_own = own_no is not None or any(p.role is SignerRole.PARTICIPANT for p in ended)
        found = _standing(StandingState.WITHDRAWN, since=first)
        if is_own and age.band is Band.FROM_14_TO_17:
            return replace(found, words_key=WITHDRAWN_BY_PARTICIPANT)
        return found
    if any(paper.state is PaperState.DECLINED for paper in latest.values()):
        return _standing(StandingState.DECLINED)
    signed = {role: p for role, p in latest.items() if p.state is PaperState.SIGNED}
    outgrown = _outgrown(signed, age.band)
    missing = tuple(role for role in required_roles if role not in signed or role in outgrown)
    if missing or not required_roles:
        kept = _kept(missing, signed, age, refusals) if required_roles else None
        if kept is not None:
            return kept
        if age.band is Band.ADULT and signed and SignerRole.PARTICIPANT in missing:
            adult = (SignerRole.PARTICIPANT,)
            return Standing(StandingState.WAITING, None, adult, ADULT_IS_ASKED, asked=adult)
        return _unfinished(missing, any_paper=bool(latest), any_signed=bool(signed))
    return _whole(required_roles, signed, refusals)


def counted_roles(
    required_roles: Sequence[SignerRole], papers: Sequence[PaperFact]
) -> frozenset[SignerRole]:
    """Whose signed papers say what may be done: once the adult has signed, only who is asked."""
    has_own = any(
        paper.role is SignerRole.PARTICIPANT
        and paper.state is PaperState.SIGNED
        and paper.band is Band.ADULT
        for paper in papers
    )
    return frozenset(required_roles) if has_own else frozenset(SignerRole)


def _living_no(papers: Sequence[PaperFact]) -> datetime | None:
    """When the participant last withdrew alone; ``None`` where an own signature came after it."""
    said = max((paper.own_no_at for paper in papers if paper.own_no_at), default=None)
    if said is None:
        return None
    is_answered = any(
        paper.role is SignerRole.PARTICIPANT and paper.signed_at and paper.signed_at > said
        for paper in papers
    )
    return None if is_answered else said


def _outgrown(signed: Mapping[SignerRole, PaperFact], band: Band | None) -> frozenset[SignerRole]:
    """An own signature of before 18 is asked for anew: then a representative agreed to it."""
    own = signed.get(SignerRole.PARTICIPANT)
    is_outgrown = band is Band.ADULT and own is not None and _is_before(own, Band.ADULT)
    return frozenset({SignerRole.PARTICIPANT} if is_outgrown else ())


def _is_before(paper: PaperFact, band: Band) -> bool:
    return paper.band is not None and BANDS.index(paper.band) < BANDS.index(band)


def _kept(
    missing: tuple[SignerRole, ...],
    signed: Mapping[SignerRole, PaperFact],
    age: AgeNow,
    refusals: frozenset[SignerRole],
) -> Standing | None:
    """The consent as it was complete in a band left behind; ``None`` when it never was."""
    for band, roles in age.before:
        then = {
            role: paper
            for role, paper in signed.items()
            if paper.band is not None and BANDS.index(paper.band) <= BANDS.index(band)
        }
        if roles and all(role in then for role in roles):
            found = _whole(roles, then, refusals)
            words = found.words_key
            if found.is_in_force and not found.to_renew:
                adult = age.band is Band.ADULT
                words = "in_force_adult_asked" if adult else "in_force_own_asked"
            return replace(found, asked=missing, words_key=words)
    return None


def _whole(
    roles: Sequence[SignerRole],
    signed: Mapping[SignerRole, PaperFact],
    refusals: frozenset[SignerRole],
) -> Standing:
    """Everybody of ``roles`` has signed: in force, or waiting for the check."""
    counted = [signed[role] for role in roles]
    since = max((paper.signed_at for paper in counted if paper.signed_at), default=None)
    if not all(paper.request_checked for paper in counted):
        return _standing(StandingState.AWAITING_CHECK, since=since)
    outdated = [role for role in roles if signed[role].is_outdated]
    return _standing(
        StandingState.IN_FORCE,
        since=since,
        to_renew=tuple(role for role in outdated if role not in refusals),
        refused_new=tuple(role for role in outdated if role in refusals),
    )


COULD_BE_DISPUTED = frozenset(
    {StandingState.IN_FORCE, StandingState.AWAITING_CHECK, StandingState.PARTIAL}
)


def under_dispute(standing: Standing, *, stops: bool) -> Standing:
    """The standing while another representative objects.

    ``stops``: a consent to publication holds nothing up any more. Any other stays what it is and
    is shown as disputed: one representative's signature is enough (п. 1 ст. 64 СК РФ).
    """
    if standing.state not in COULD_BE_DISPUTED:
        return standing
    if stops:
        return replace(
            standing,
            state=StandingState.CONFLICT,
            words_key=StandingState.CONFLICT.value,
            to_renew=(),
            refused_new=(),
            is_disputed=True,
        )
    words = standing.words_key
    if standing.state is StandingState.IN_FORCE:
        words = f"{standing.state.value}_disputed"
    return replace(standing, words_key=words, is_disputed=True)


def _acts_and_refusals(
    papers: Sequence[PaperFact],
) -> tuple[list[PaperFact], frozenset[SignerRole]]:
    """The papers that count, and whose no was said to the newest text after an own signature."""
    acts: list[PaperFact] = []
    refusals: set[SignerRole] = set()
    decided: dict[SignerRole, PaperFact] = {}
    for paper in papers:
        if paper.state in NOT_COUNTED:
            continue
        if (
            paper.state is PaperState.DECLINED
            and paper.role in decided
            and not _is_first_adult_word(paper, decided[paper.role])
        ):
            if not paper.is_outdated:
                refusals.add(paper.role)
            continue
        if paper.state in (PaperState.SIGNED, PaperState.WITHDRAWN):
            decided[paper.role] = paper
            refusals.discard(paper.role)
        acts.append(paper)
    return acts, frozenset(refusals)


def _is_first_adult_word(no: PaperFact, earlier: PaperFact) -> bool:
    """The no of an adult to what was signed in their minority is an answer, not a no to a text."""
    return (
        no.role is SignerRole.PARTICIPANT
        and no.band is Band.ADULT
        and _is_before(earlier, Band.ADULT)
    )


def _unfinished(missing: tuple[SignerRole, ...], *, any_paper: bool, any_signed: bool) -> Standing:
    if any_signed:
        return _standing(StandingState.PARTIAL, waiting_for=missing)
    return _standing(
        StandingState.WAITING if any_paper else StandingState.NONE, waiting_for=missing
    )


def _standing(
    state: StandingState,
    *,
    since: datetime | None = None,
    waiting_for: tuple[SignerRole, ...] = (),
    to_renew: tuple[SignerRole, ...] = (),
    refused_new: tuple[SignerRole, ...] = (),
) -> Standing:
    words = "_".join((state.value, *waiting_for)) if waiting_for else state.value
    if to_renew:
        words = f"{state.value}_renew"
    elif refused_new:
        words = f"{state.value}_kept"
    return Standing(state, since, waiting_for, words, to_renew, refused_new)
