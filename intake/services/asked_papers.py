"""Which consents a participant's people are asked for today, as staff see it: a line for each."""

from dataclasses import dataclass
from datetime import datetime

from django.utils.translation import gettext as _

from intake.domain.age import UnknownBirthDate, age_on
from intake.domain.signing import Band, DocumentKind, SignerRole, SigningAnswer
from intake.models import Document, IntakeRequest, Person
from intake.services.guardianship import asked_first, lasting
from intake.services.paper import PaperRefused
from intake.services.renewal import with_outdated
from intake.services.request import signer_of
from intake.services.rule import age_view, school_day, signing_answers
from intake.services.staff_people import MAJORITY
from intake.services.standing import COUNTED_KINDS
from mentoring_pages.services.wording import consent_in_force

OPEN, NO_WORDING = "open", "no_wording"


@dataclass(frozen=True, slots=True)
class AskedPaper:
    """One consent that the rule asks of one person. ``document`` is the latest of them, if any.

    ``state`` is ``open`` while an answer is wanted, ``no_wording`` while the school has no text to
    sign, else the state of the document that settles it.
    """

    kind: DocumentKind
    role: SignerRole
    signer: Person
    state: str
    document: Document | None

    @property
    def name(self) -> str:
        """How a form calls it: «processing-representative»."""
        return f"{self.kind.value}-{self.role.value}"

    @property
    def is_open(self) -> bool:
        return self.state == OPEN


def request_on_paper(*, participant: Person, now: datetime) -> IntakeRequest:
    """The request that the participant's papers belong to; one not yet saved where none would do.

    A minor's is one with a representative whose authority lasts. Raises ``PaperRefused`` for a
    participant without a birth date and for a minor without a representative.
    """
    if participant.erased_at is not None:
        raise PaperRefused(_("Сведения об этом человеке удалены, печатать нечего."))
    if participant.birth_date is None:
        raise PaperRefused(
            _(
                "Дата рождения не записана, поэтому неизвестно, кто подписывает. Впишите её или "
                "откройте карточку того, о ком документы."
            )
        )
    school = participant.school
    day = school_day(school=school, now=now)
    requests = (
        IntakeRequest.objects.filter(participant=participant)
        .exclude(state="refused")
        .select_related("school__site", "participant__school", "guardian")
        .order_by("-pk")
    )
    guardian = None
    if age_on(participant.birth_date, day) < MAJORITY:
        rows = asked_first(lasting(participant.guardians_of.all(), day=day))
        found = [row.guardian for row in rows.select_related("guardian")]
        if not found:
            raise PaperRefused(
                _(
                    "Участнику нет 18 лет, а законный представитель не записан. Впишите "
                    "представителя."
                )
            )
        guardian = found[0]
        requests = requests.filter(guardian__in=found)
    return requests.first() or IntakeRequest(
        school=school, participant=participant, guardian=guardian, origin="invited"
    )


def asked_papers(*, request: IntakeRequest, now: datetime) -> list[AskedPaper]:
    """A line for each consent and each person whom the rule asks. Raises ``PaperRefused``."""
    try:
        answers = signing_answers(request=request, kinds=COUNTED_KINDS, now=now)
    except UnknownBirthDate as error:
        raise PaperRefused(
            _("Дата рождения участника записана с ошибкой. Исправьте её в карточке.")
        ) from error
    latest = _latest(request=request, now=now)
    lines = []
    for kind in COUNTED_KINDS:
        for role in answers[kind].required:
            signer = signer_of(request=request, role=role)
            if signer is None:
                continue
            document = latest.get((kind.value, role.value))
            state = _state(request, document, answers[kind], kind, role, now)
            lines.append(AskedPaper(kind, role, signer, state, document))
    return lines


def _latest(*, request: IntakeRequest, now: datetime) -> dict[tuple[str, str], Document]:
    """The latest paper by kind and role; what is signed under another request counts too."""
    documents = Document.objects.filter(
        participant=request.participant, kind__in=[kind.value for kind in COUNTED_KINDS]
    ).exclude(state__in=("void", "superseded"))
    day = school_day(school=request.school, now=now)
    return {
        (document.kind, document.variant): document
        for document in with_outdated(documents, day=day).order_by("made_at", "pk")
        if document.request_id == request.pk or document.state == "signed"
    }


def _state(
    request: IntakeRequest,
    document: Document | None,
    answer: SigningAnswer,
    kind: DocumentKind,
    role: SignerRole,
    now: datetime,
) -> str:
    day = school_day(school=request.school, now=now)
    is_settled = document is not None and document.state != "prepared"
    if document is not None and is_settled:
        is_outdated = getattr(document, "is_outdated", False) and document.state != "withdrawn"
        if not is_outdated and not _is_outgrown(request, document, answer, kind, now):
            return document.state
    variant = "representative" if role is SignerRole.REPRESENTATIVE else "own"
    edition = consent_in_force(school=request.school, paper=kind.value, variant=variant, day=day)
    return OPEN if edition is not None else NO_WORDING


def _is_outgrown(
    request: IntakeRequest,
    document: Document,
    answer: SigningAnswer,
    kind: DocumentKind,
    now: datetime,
) -> bool:
    """The participant's own answer of before 18, where the adult is asked anew."""
    participant = request.participant
    if answer.band is not Band.ADULT or participant is None:
        return False
    view = age_view(
        school=request.school, kind=kind, day=school_day(school=request.school, now=now)
    )
    return view.band_of(document, participant) is not Band.ADULT
