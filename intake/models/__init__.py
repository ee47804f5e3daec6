"""The people: persons, guardians, papers, codes, signatures, participation, privacy."""

from intake.models.agreement import Agreement, AgreementAct
from intake.models.anchor import AnchorMail, JournalAnchor
from intake.models.birthday import AgeRule, BirthdayNotice
from intake.models.capacity import LegalStatus
from intake.models.class_list import (
    ClassList,
    ClassListColumns,
    ClassListRow,
    EarlierPaper,
)
from intake.models.delivery import OutboundMessage
from intake.models.document import Document, DocumentParty, PaperCopy
from intake.models.guardianship import Guardianship
from intake.models.identity import IdentityDetails
from intake.models.journal import JournalEntry, JournalHead
from intake.models.likeness import SamePersonAnswer
from intake.models.meeting import Meeting, MeetingFamily, MeetingSlip
from intake.models.modes import SigningMode
from intake.models.objection import GuardianObjection
from intake.models.paper_original import PaperOriginal
from intake.models.participation import Participation
from intake.models.pep import SignatureAgreement
from intake.models.person import Contact, DataKey, Person
from intake.models.privacy import AccessRecord, PolicyAcquaintance, Tombstone
from intake.models.receipt import Receipt
from intake.models.reminder import Reminder, ReminderRule
from intake.models.request import IntakeRequest, PersonalLink
from intake.models.retention import DestroyedPerson, DestructionAct, LegalHold
from intake.models.seal import Seal
from intake.models.signing import Signature, SignerDevice, SigningAllowance, SigningTable
from intake.models.subject_request import SubjectRequest

__all__ = [
    "AccessRecord",
    "AgeRule",
    "Agreement",
    "AgreementAct",
    "AnchorMail",
    "BirthdayNotice",
    "ClassList",
    "ClassListColumns",
    "ClassListRow",
    "Contact",
    "DataKey",
    "DestroyedPerson",
    "DestructionAct",
    "Document",
    "DocumentParty",
    "EarlierPaper",
    "GuardianObjection",
    "Guardianship",
    "IdentityDetails",
    "IntakeRequest",
    "JournalAnchor",
    "JournalEntry",
    "JournalHead",
    "LegalHold",
    "LegalStatus",
    "Meeting",
    "MeetingFamily",
    "MeetingSlip",
    "OutboundMessage",
    "PaperCopy",
    "PaperOriginal",
    "Participation",
    "Person",
    "PersonalLink",
    "PolicyAcquaintance",
    "Receipt",
    "Reminder",
    "ReminderRule",
    "SamePersonAnswer",
    "Seal",
    "Signature",
    "SignatureAgreement",
    "SignerDevice",
    "SigningAllowance",
    "SigningMode",
    "SigningTable",
    "SubjectRequest",
    "Tombstone",
]
