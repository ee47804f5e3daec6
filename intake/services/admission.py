"""Whether this person may sign this paper this way today: the authority, the school's mode, ПЭП.

Asked when a paper is made, when a code is asked for and when it is entered; staff are asked the
same when they record a paper.
"""

from datetime import date

from intake.domain.guardianship import AuthorityTrouble
from intake.domain.modes import Method, WayTrouble
from intake.domain.signing import DocumentKind, SignerRole
from intake.models import DocumentParty, Person
from intake.services.guardianship import signer_trouble
from intake.services.modes import signer_way_trouble

KIND_OF_ACT = {"extension": DocumentKind.AGREEMENT, "termination": DocumentKind.WITHDRAWAL}
"""Acts about an agreement: going on is asked as the agreement is, ending is as free as a
withdrawal."""


def admission_trouble(
    *,
    participant: Person,
    signer: Person,
    role: SignerRole,
    kind: DocumentKind,
    method: Method,
    day: date,
) -> AuthorityTrouble | WayTrouble | None:
    """The first reason why ``signer`` may not sign; ``None`` when they may.

    ``intake.people_labels.trouble_words`` has the sentence for each.
    """
    return signer_trouble(
        participant=participant, signer=signer, role=role, kind=kind, day=day
    ) or signer_way_trouble(
        school=participant.school, signer=signer, kind=kind, method=method, day=day
    )


def document_trouble(
    *, party: DocumentParty, method: Method, day: date
) -> AuthorityTrouble | WayTrouble | None:
    """The same about one signer of a paper. A representative signs for ``party.for_person``, on a
    paper about one participant for that one."""
    document = party.document
    return admission_trouble(
        participant=party.for_person or document.participant,
        signer=party.person,
        role=SignerRole(party.role),
        kind=KIND_OF_ACT.get(document.kind) or DocumentKind(document.kind),
        method=method,
        day=day,
    )
