"""Papers that a birthday overtook before they were signed: voided, and made anew for who signs."""

from datetime import date, datetime, timedelta

from django.db import transaction

from intake.domain.age import UnknownBirthDate
from intake.domain.birthdays import turned_between, years_of_turning
from intake.domain.journal import JournalKind
from intake.domain.signing import DocumentKind, SignerRole, SigningAnswer
from intake.models import Document, IntakeRequest
from intake.services import journal
from intake.services.age_rule import age_rules
from intake.services.rule import school_day, signing_answers
from intake.services.standing import COUNTED_KINDS
from mentoring_pages.models import School

PAPER_ARRIVES_WITHIN = timedelta(days=30)
"""How long after a birthday an original that was signed with a pen before it may still be brought
to school: until then its document stays open, and only a signature of those days is taken."""


def is_overtaken(document: Document, answer: SigningAnswer) -> bool:
    """Whether the rule asks somebody else today, or for another reason."""
    return document.rule_key != answer.explanation_key or not answer.requires(
        SignerRole(document.variant)
    )


@transaction.atomic
def void_overtaken(*, request: IntakeRequest, now: datetime) -> int:
    """Void the open consents of a request that today's rule would make otherwise.

    What people chose rests in the draft, so the new papers begin with the same choices. Returns
    how many were voided; the journal tells of each.
    """
    request = (
        IntakeRequest.objects.select_for_update(of=("self",))
        .select_related("school", "participant")
        .get(pk=request.pk)
    )
    try:
        answers = signing_answers(request=request, kinds=COUNTED_KINDS, now=now)
    except UnknownBirthDate:
        return 0
    papers = list(
        request.documents.select_for_update(of=("self",)).filter(
            state="prepared", kind__in=[kind.value for kind in COUNTED_KINDS]
        )
    )
    day = school_day(school=request.school, now=now)
    gone = [paper for paper in papers if is_overtaken(paper, answers[DocumentKind(paper.kind)])]
    for paper in gone:
        paper.state = "void"
        paper.save(update_fields=["state"])
    for paper in gone:
        journal.append(
            school=request.school,
            kind=JournalKind.DOCUMENT_VOIDED,
            subject_key=str(paper.key),
            actor_key="",
            facts={"reason": _reason(paper, request, day)},
            now=now,
        )
    return len(gone)


def has_turned(*, request: IntakeRequest, since: date, day: date) -> bool:
    """Whether a 14th or 18th birthday changed who signs after ``since`` and not after ``day``."""
    born = request.participant.birth_date if request.participant else None
    turn = age_rules(school=request.school).turn_on(day)
    return turned_between(born, since=since, day=day, turn=turn)


def is_outgrown_on(*, document: Document, day: date) -> bool:
    """Whether a birthday changed who signs between the day a consent was made and ``day``."""
    if document.request is None or document.kind not in COUNTED_KINDS:
        return False
    made_on = school_day(school=document.school, now=document.made_at)
    return has_turned(request=document.request, since=made_on, day=day)


def _reason(paper: Document, request: IntakeRequest, day: date) -> str:
    made_on = school_day(school=request.school, now=paper.made_at)
    return "age" if has_turned(request=request, since=made_on, day=day) else "rule"


def void_outgrown(*, school: School, now: datetime) -> int:
    """The round of every tick: open papers that a birthday overtook a month ago.

    Whoever opens the pages before has them voided at once.
    """
    day = school_day(school=school, now=now) - PAPER_ARRIVES_WITHIN
    turn = age_rules(school=school).turn_on(day)
    open_papers = Document.objects.filter(
        school=school,
        state="prepared",
        kind__in=[kind.value for kind in COUNTED_KINDS],
        participant__birth_date__year__in=years_of_turning(day),
        request__isnull=False,
    ).values_list("request_id", "made_at", "participant__birth_date")
    turned = {
        request
        for request, made_at, born in open_papers
        if turned_between(born, since=school_day(school=school, now=made_at), day=day, turn=turn)
    }
    return sum(
        void_overtaken(request=request, now=now)
        for request in IntakeRequest.objects.filter(pk__in=turned).order_by("pk")
    )
