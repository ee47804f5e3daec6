"""What a consent amounts to, computed from its papers. Nothing stores this state."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from intake.domain.signing import SignerRole


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


@dataclass(frozen=True, slots=True)
class PaperFact:
    """One paper of a consent. ``request_checked`` says that staff identified these people."""

    role: SignerRole
    state: PaperState
    signed_at: datetime | None = None
    withdrawn_at: datetime | None = None
    request_checked: bool = False
    is_outdated: bool = False
    """A major change of the text came into force after the edition that was signed."""


NOT_COUNTED = frozenset({PaperState.VOID, PaperState.SUPERSEDED})


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

    @property
    def is_in_force(self) -> bool:
        return self.state is StandingState.IN_FORCE


def consent_standing(required_roles: Sequence[SignerRole], papers: Sequence[PaperFact]) -> Standing:
    """The standing of a consent whose papers are given oldest first.

    In force only when every required role has signed and the request was checked. The last paper
    of a role counts. A word against by either signer ends it, also of one who need not sign today:
    a withdrawal before a refusal, and both before anything else. A no to a newer text is no word
    against the one that was signed: only a withdrawal ends that (ч. 2 ст. 9 152-ФЗ). No required
    roles at all means that nobody knows who signs: such a consent is never in force.
    """
    standing_papers, refusals = _acts_and_refusals(papers)
    # An open paper says nothing yet: it takes no word back that was given under another one.
    latest = {
        paper.role: paper
        for paper in sorted(standing_papers, key=lambda one: one.state is not PaperState.PREPARED)
    }
    ended = [paper for paper in latest.values() if paper.state is PaperState.WITHDRAWN]
    if ended:
        first = min((paper.withdrawn_at for paper in ended if paper.withdrawn_at), default=None)
        return _standing(StandingState.WITHDRAWN, since=first)
    if any(paper.state is PaperState.DECLINED for paper in latest.values()):
        return _standing(StandingState.DECLINED)
    signed = {role: p for role, p in latest.items() if p.state is PaperState.SIGNED}
    missing = tuple(role for role in required_roles if role not in signed)
    if missing or not required_roles:
        return _unfinished(missing, any_paper=bool(latest), any_signed=bool(signed))
    counted = [signed[role] for role in required_roles]
    since = max((paper.signed_at for paper in counted if paper.signed_at), default=None)
    if not all(paper.request_checked for paper in counted):
        return _standing(StandingState.AWAITING_CHECK, since=since)
    outdated = [role for role in required_roles if signed[role].is_outdated]
    return _standing(
        StandingState.IN_FORCE,
        since=since,
        to_renew=tuple(role for role in outdated if role not in refusals),
        refused_new=tuple(role for role in outdated if role in refusals),
    )


def _acts_and_refusals(
    papers: Sequence[PaperFact],
) -> tuple[list[PaperFact], frozenset[SignerRole]]:
    """The papers that count, and whose no was said to the newest text after an own signature."""
    acts: list[PaperFact] = []
    refusals: set[SignerRole] = set()
    decided: set[SignerRole] = set()
    for paper in papers:
        if paper.state in NOT_COUNTED:
            continue
        if paper.state is PaperState.DECLINED and paper.role in decided:
            if not paper.is_outdated:
                refusals.add(paper.role)
            continue
        if paper.state in (PaperState.SIGNED, PaperState.WITHDRAWN):
            decided.add(paper.role)
            refusals.discard(paper.role)
        acts.append(paper)
    return acts, frozenset(refusals)


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
